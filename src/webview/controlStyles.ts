import { css } from 'lit';

/** Links, fields, menus and boxes to tick, which look alike and are as high as the buttons beside them. */
export const controlStyles = css`
  .link {
    background: none;
    border: 0;
    color: var(--vscode-textLink-foreground);
    cursor: pointer;
    font: inherit;
    padding: 0;
    text-align: left;
    vertical-align: top;
  }
  .link:hover {
    color: var(--vscode-textLink-activeForeground);
    text-decoration: underline;
  }
  input:is([type='text'], [type='search'], [type='number']),
  select {
    background: var(--vscode-input-background);
    border: 1px solid var(--vscode-input-border, var(--line));
    border-radius: 4px;
    color: var(--vscode-input-foreground);
    font: inherit;
    height: 26px;
    max-width: 100%;
    padding: 0 8px;
  }
  select {
    background: var(--vscode-dropdown-background, var(--vscode-input-background));
    border-color: var(--vscode-dropdown-border, var(--vscode-input-border, var(--line)));
    color: var(--vscode-dropdown-foreground, var(--vscode-input-foreground));
    max-width: 24ch;
    padding: 0 4px;
  }
  input::placeholder {
    color: var(--vscode-input-placeholderForeground);
  }
  input:is([type='checkbox'], [type='range']) {
    accent-color: var(--vscode-focusBorder);
    margin: 0;
  }
  .field,
  .check {
    align-items: center;
    display: inline-flex;
    gap: 8px;
    white-space: nowrap;
  }
  summary {
    cursor: pointer;
  }
  /* A row of controls above what they control. */
  .controls {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    margin-bottom: 12px;
  }
  .buttons {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .controls > .buttons {
    margin-left: auto;
  }
`;
