import { css } from 'lit';

/** The table of predicted cells; a list, a few lines each, where the page is narrow. */
export const missingStyles = css`
  table.cells {
    max-width: 1000px;
    width: 100%;
  }
  .cells :is(th, td) {
    vertical-align: middle;
  }
  table.cells :is(th, td):first-child {
    padding-left: 8px;
  }
  table.cells :is(th, td):last-child {
    padding-right: 8px;
  }
  .cells tbody th {
    max-width: 36ch;
    min-width: 20ch;
    white-space: normal;
  }
  .cells tbody tr:first-child > * {
    border-bottom: 0;
    padding-bottom: 2px;
  }
  table.cells tbody tr:last-child > * {
    padding: 0 8px 6px;
  }
  /* beneath the name, beside its box */
  table.cells.fillable tbody tr:last-child > * {
    padding-left: 29px;
  }
  .cells tbody[data-marked] {
    background: var(--vscode-list-inactiveSelectionBackground);
    outline: 1px solid var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .cells tbody[data-marked] :is(.sum, .quiet) {
    color: var(--ink);
  }
  .named {
    align-items: baseline;
    display: flex;
    gap: 8px;
  }
  .named input {
    flex: none;
    position: relative;
    top: 2px;
  }
  th.right .named {
    justify-content: end;
  }
  .sort {
    background: none;
    border: 0;
    color: inherit;
    cursor: pointer;
    font: inherit;
    padding: 0;
  }
  .sort:hover {
    color: var(--ink);
  }
  .sum {
    color: var(--quiet);
    overflow-wrap: anywhere;
    text-wrap: pretty;
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
  input[type='search'] {
    width: 22ch;
  }
  .narrow {
    display: none;
  }
  @media (max-width: 560px) {
    .tools,
    .tools input[type='search'] {
      flex: 1 1 100%;
    }
    .narrow {
      display: flex;
      gap: 16px;
      justify-content: space-between;
      margin-bottom: 8px;
      padding-left: 8px;
    }
    .interval {
      flex-wrap: wrap;
    }
    .narrow .field,
    .narrow select {
      min-width: 0;
    }
    span.narrow {
      display: inline;
    }
    .cells,
    .cells tbody,
    .cells tbody tr:last-child,
    .cells tbody tr:last-child > * {
      display: block;
    }
    .cells thead {
      display: none;
    }
    .cells tbody {
      border-bottom: 1px solid var(--hair);
      padding: 6px 0;
    }
    .cells tbody tr:first-child {
      align-items: start;
      display: grid;
      gap: 4px 12px;
      grid-template-columns: minmax(0, 1fr) auto auto;
    }
    table.cells tbody tr:first-child > :is(th, td) {
      padding: 0;
    }
    table.cells tbody tr > .interval-cell,
    table.cells tbody tr > .baseline-cell {
      grid-column: 1 / -1;
      text-align: left;
    }
    table.cells tbody tr > .fill-cell {
      grid-area: 1 / 3 / 2 / 4;
    }
    table.cells tbody tr:first-child > .interval-cell,
    table.cells tbody tr:first-child > .baseline-cell {
      padding-left: 8px;
    }
    table.cells.fillable tbody tr:first-child > .interval-cell,
    table.cells.fillable tbody tr:first-child > .baseline-cell {
      padding-left: 29px;
    }
    table.cells tbody tr:first-child > :is(.fill-cell, .value-cell:last-child) {
      padding-right: 8px;
    }
    table.cells tbody tr:first-child > th {
      padding-left: 8px;
    }
    table.cells tbody tr:last-child > * {
      border: 0;
      padding-bottom: 0;
      padding-top: 2px;
    }
  }
`;
