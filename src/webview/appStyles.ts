import { css } from 'lit';

/** How the page is laid out: one column, from 300 pixels to wide. */
export const appStyles = css`
  :host {
    display: block;
  }
  main {
    padding: 14px 0 40px;
  }
  h1,
  h2 {
    font-size: inherit;
    font-weight: 600;
    margin: 0;
  }
  .view {
    padding-top: 16px;
  }
  .under {
    margin-top: 24px;
  }
  .formula {
    margin-bottom: 14px;
  }
  .grids {
    align-items: flex-start;
    display: flex;
    flex-wrap: wrap;
    gap: 24px 32px;
  }
  .figure {
    max-width: 100%;
    min-width: 0;
  }
  .figure header {
    align-items: center;
    display: flex;
    gap: 16px;
    justify-content: space-between;
    margin-bottom: 4px;
    min-height: 26px;
  }
  .figure.apart {
    margin: 20px 0;
  }
  .figure > p {
    margin-bottom: 6px;
  }
  .figure .quiet {
    font-weight: normal;
  }
  .notes {
    display: grid;
    gap: 4px;
    margin-top: 16px;
    max-width: 90ch;
  }

  .above {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    justify-content: space-between;
    margin-bottom: 8px;
    max-width: 1000px;
  }
  .across {
    overflow-x: auto;
  }
  .unseen {
    clip-path: inset(50%);
    position: absolute;
    white-space: nowrap;
  }

  .lead {
    margin-bottom: 14px;
  }
  .steps {
    margin-top: 4px;
  }
  .every {
    margin-bottom: 12px;
  }
  .next {
    display: flex;
    gap: 0.6ch;
  }
  .progress {
    display: grid;
    gap: 6px;
    margin: 14px 0 20px;
    max-width: 640px;
  }
  /* The bar follows the system's setting by itself, but not VS Code's own. */
  :host-context(.vscode-reduce-motion) vscode-progress-bar::part(indicator) {
    animation: none;
    transition: none;
  }
  :host-context(.vscode-reduce-motion) vscode-progress-bar[indeterminate]::part(indicator) {
    width: 100%;
  }
  .centred {
    display: grid;
    gap: 6px;
    justify-items: center;
    padding-top: 18vh;
    text-align: center;
  }
  footer {
    background: var(--vscode-editorWidget-background, var(--ground));
    border-top: 1px solid var(--vscode-editorWidget-border, var(--line));
    bottom: 0;
    color: var(--vscode-editorWidget-foreground, var(--ink));
    font-variant-numeric: tabular-nums;
    left: 0;
    overflow: hidden;
    padding: 4px 20px;
    position: fixed;
    right: 0;
    text-overflow: ellipsis;
    white-space: nowrap;
    z-index: 4;
  }
  footer.failed {
    border-top: 2px solid var(--vscode-errorForeground);
    white-space: normal;
  }
`;
