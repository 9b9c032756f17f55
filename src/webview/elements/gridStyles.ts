import { css } from 'lit';

/** Pixels between the tops of two rows: a row and the line below it. */
export const rowHeight = 25;

export const gridStyles = css`
  :host {
    display: block;
    max-width: 100%;
  }
  .scroll {
    max-height: 60vh;
    max-width: 100%;
    contain: content;
    overflow: auto;
    position: relative;
  }
  .probe {
    position: absolute;
    visibility: hidden;
  }
  .probe,
  .labels > *,
  [role='row'] > * {
    font-family: var(--number-font);
    font-size: var(--number-size);
    font-variant-numeric: tabular-nums;
  }
  .canvas {
    position: relative;
  }
  [role='grid'] {
    inset: 0;
    outline: none;
    position: absolute;
  }
  .scroll[data-focused] {
    outline: 1px solid var(--vscode-focusBorder);
  }
  [role='row'] {
    height: 24px;
    left: 0;
    position: absolute;
    right: 0;
  }
  .head {
    background: var(--ground);
    height: 25px;
    position: sticky;
    top: 0;
    z-index: 2;
  }
  .labels {
    background: var(--ground);
    height: 0;
    left: 0;
    position: sticky;
    z-index: 1;
  }
  /* A number that is cut at the right fades, so that it reads as one that goes on. */
  .scroll[data-more] .labels::after {
    background: linear-gradient(to right, transparent, var(--ground));
    content: '';
    forced-color-adjust: none;
    height: var(--whole);
    left: calc(var(--seen) - 28px);
    pointer-events: none;
    position: absolute;
    top: 0;
    width: 28px;
  }
  /* What is scrolled beneath the labels is seen to go on there: a number cut at its left reads as another. */
  .scroll[data-scrolled] :is(.labels > *, .pinned) {
    box-shadow:
      1px 0 var(--line),
      4px 0 4px -2px var(--vscode-scrollbar-shadow, transparent);
    forced-color-adjust: none;
  }
  .scroll.failed {
    display: none;
  }
  .labels > *,
  [role='row'] > * {
    height: 24px;
    line-height: 24px;
    padding: 0 8px;
    position: absolute;
    text-align: right;
    top: 0;
    white-space: nowrap;
  }
  .label,
  .cut {
    overflow: hidden;
    text-overflow: ellipsis;
  }
  .label {
    background: var(--ground);
    color: var(--quiet);
  }
  .labels > * {
    left: 0;
    padding-left: 0;
    width: 100%;
  }
  [role='row'] > .pinned {
    left: 0;
    padding-left: 0;
    position: sticky;
    z-index: 1;
  }
  [role='columnheader'].sortable {
    cursor: pointer;
  }
  [role='columnheader'].sortable:hover {
    color: var(--ink);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  [role='columnheader'][aria-sort] {
    color: var(--ink);
  }
  [role='gridcell'] {
    outline-offset: -1px;
  }
  :host([choosable]) [role='gridcell'] {
    cursor: pointer;
  }
  .hovered {
    outline: 1px solid var(--vscode-list-hoverForeground, var(--ink));
  }
  /* As the editor marks what it found: every match, and the one that it is at more strongly. */
  .found {
    --tint: var(--vscode-editor-findMatchHighlightBackground, transparent);
    background: linear-gradient(var(--tint), var(--tint)), var(--ground);
    outline: 1px dotted var(--ink);
    outline-offset: -2px;
  }
  .found.current {
    --tint: color-mix(in srgb, var(--vscode-editor-findMatchBackground, transparent) 55%, var(--ground));
    outline: 2px solid var(--vscode-focusBorder);
  }
  .missing {
    color: var(--quiet);
  }
  .predicted {
    outline: 1px dashed var(--ink);
  }
  .ranged {
    outline: 1px solid var(--vscode-focusBorder);
  }
  [role='grid']:focus .active {
    outline: 2px solid var(--vscode-focusBorder);
    outline-offset: -2px;
  }
  [role='gridcell'][aria-selected='true'] {
    outline: 2px solid var(--vscode-focusBorder);
    outline-offset: -2px;
  }
  .part {
    color: var(--quiet);
    padding-top: 4px;
  }
  .part.failed {
    border-left: 3px solid var(--vscode-errorForeground);
    color: var(--ink);
    margin-bottom: 6px;
    padding: 1px 0 1px 10px;
  }
`;
