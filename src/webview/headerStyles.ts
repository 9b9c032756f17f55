import { css } from 'lit';

/** What is said of every result, above its views; folded where the page is as narrow as a side bar (`narrow.ts`). */
export const headerStyles = css`
  h1 {
    font-size: 1.25em;
    min-width: 0;
  }
  h1 button {
    background: none;
    border: 0;
    color: inherit;
    cursor: pointer;
    display: block;
    font: inherit;
    max-width: 100%;
    overflow: hidden;
    padding: 0;
    text-align: left;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  h1 button:hover {
    color: var(--vscode-textLink-activeForeground);
    text-decoration: underline;
  }

  .bar {
    align-items: baseline;
    display: flex;
    flex-wrap: wrap;
    gap: 6px 10px;
  }
  .bar .detail {
    flex: 1 1 28ch;
    text-wrap: pretty;
  }
  .bar .buttons {
    margin-left: auto;
  }
  .summary {
    display: grid;
    gap: 4px;
    margin: 10px 0 12px;
    max-width: 90ch;
  }
  .summary .how > summary {
    display: none;
  }
  .facts span {
    white-space: nowrap;
  }
  .summary p {
    text-wrap: pretty;
  }
  .warnings {
    border-left: 3px solid var(--vscode-editorWarning-foreground);
    list-style: none;
    margin: 4px 0;
    padding: 1px 0 1px 10px;
  }
  .warnings li + li {
    margin-top: 4px;
  }
  .summary summary {
    cursor: pointer;
  }
  .skipped-lines {
    list-style: none;
    margin: 4px 0;
    padding-left: 13px;
  }
  .banner {
    align-items: center;
    background: var(--vscode-inputValidation-warningBackground);
    border: 1px solid var(--vscode-inputValidation-warningBorder);
    color: var(--vscode-inputValidation-warningForeground, var(--ink));
    display: flex;
    flex-wrap: wrap;
    gap: 6px 12px;
    justify-content: space-between;
    margin-bottom: 14px;
    padding: 6px 8px 6px 12px;
  }

  @media (max-width: 480px) {
    main {
      margin: 0 -8px;
      padding-top: 6px;
    }
    .bar .buttons {
      flex-wrap: nowrap;
      gap: 4px;
    }
    .bar {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      row-gap: 2px;
    }
    .bar .detail {
      grid-area: 2 / 1 / 3 / 3;
      line-height: 1.3;
    }
    .bar .reveal {
      display: none;
    }
    .bar vscode-button::part(base) {
      padding: 1px 7px;
    }
    .summary {
      font-size: 0.92em;
      gap: 3px;
      line-height: 1.35;
      margin: 4px 0 6px;
    }
    .summary .how > summary {
      display: list-item;
    }
    .view {
      padding-top: 10px;
    }
    .banner {
      flex-wrap: nowrap;
      margin-bottom: 6px;
      padding: 3px 4px 3px 8px;
    }
  }
`;
