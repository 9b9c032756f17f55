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
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .view {
    padding-top: 16px;
  }
  .formula {
    margin-bottom: 14px;
  }
  .grids {
    align-items: flex-start;
    display: flex;
    flex-wrap: wrap;
    gap: 24px 40px;
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
  }
  .cells {
    max-width: 1000px;
    width: 100%;
  }
  .above {
    max-width: 1000px;
  }
  .across {
    overflow-x: auto;
  }
  table.cells :is(th, td) {
    vertical-align: middle;
  }
  table.cells :is(th, td):first-child {
    padding-left: 8px;
  }
  table.cells :is(th, td):last-child {
    padding-right: 4px;
  }
  .cells tbody th {
    max-width: 36ch;
    white-space: normal;
  }
  .cells tbody tr:first-child > * {
    border-bottom: 0;
    padding-bottom: 2px;
  }
  table.cells tbody tr:last-child > * {
    padding: 0 8px 6px;
  }
  .cells tbody[data-marked] {
    background: var(--vscode-list-inactiveSelectionBackground);
    outline: 1px solid var(--vscode-contrastActiveBorder, transparent);
  }
  .cells tbody[data-marked] :is(.sum, .quiet) {
    color: var(--ink);
  }
  .narrow {
    display: none;
  }
  @media (max-width: 560px) {
    .cells,
    .cells tbody,
    .cells tbody tr:last-child,
    .cells tbody tr:last-child > * {
      display: block;
    }
    .cells thead {
      display: none;
    }
    .cells tbody tr:first-child {
      align-items: center;
      display: flex;
      flex-wrap: wrap;
      gap: 0 12px;
      padding: 0 8px;
    }
    table.cells tbody tr:first-child > :is(th, td) {
      padding: 4px 0 0;
    }
    .narrow {
      display: inline;
    }
  }
  .link {
    background: none;
    border: 0;
    color: var(--vscode-textLink-foreground);
    cursor: pointer;
    font: inherit;
    padding: 0;
    text-align: left;
  }
  .link:hover {
    color: var(--vscode-textLink-activeForeground);
    text-decoration: underline;
  }
  .sum {
    color: var(--quiet);
    overflow-wrap: anywhere;
  }
  .interval {
    align-items: center;
    display: inline-flex;
    gap: 8px;
    white-space: nowrap;
  }
  .interval .axis {
    stroke: var(--quiet);
    stroke-opacity: 0.4;
  }
  .interval .range {
    stroke: var(--negative);
    stroke-width: 4;
  }
  .interval .value {
    fill: var(--ink);
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
  .every,
  .check {
    align-items: center;
    display: inline-flex;
    gap: 8px;
    margin-bottom: 12px;
  }
  .check input {
    accent-color: var(--vscode-focusBorder);
    margin: 0;
  }
  select {
    background: var(--vscode-dropdown-background, var(--vscode-input-background));
    border: 1px solid var(--vscode-dropdown-border, var(--vscode-input-border, var(--line)));
    border-radius: 4px;
    color: var(--vscode-dropdown-foreground, var(--vscode-input-foreground));
    font: inherit;
    max-width: 24ch;
    padding: 2px 4px;
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
