import { css } from 'lit';

/** What is said of every result, above its views; folded where the page has little room (`room.ts`). */
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
    align-items: center;
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
  .summary.folded {
    display: flex;
    gap: 12px;
    max-width: none;
  }
  .folded p {
    -webkit-box-orient: vertical;
    display: -webkit-box;
    -webkit-line-clamp: 1;
    min-width: 0;
    overflow: hidden;
  }
  .folded .link {
    flex: none;
  }
  .fold {
    background: none;
    border: 1px solid transparent;
    border-radius: 4px;
    color: var(--quiet);
    cursor: pointer;
    height: 26px;
    padding: 0;
    width: 26px;
  }
  .fold:hover {
    background: var(--vscode-toolbar-hoverBackground);
    border-color: var(--vscode-contrastActiveBorder, transparent);
    color: var(--ink);
  }
  @media (min-width: 481px) and (min-height: 720px) {
    .summary .how > summary {
      display: none;
    }
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

  @media (max-height: 559px) {
    main {
      padding-top: 6px;
    }
    .summary {
      margin: 4px 0 6px;
    }
    .view {
      padding-top: 10px;
    }
  }
  @media (max-width: 640px) {
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
  }
  @media (max-width: 480px) {
    .folded p {
      -webkit-line-clamp: 2;
    }
    main {
      margin: 0 -8px;
      padding-top: 6px;
    }
    .bar .buttons {
      flex-wrap: nowrap;
      gap: 4px;
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
