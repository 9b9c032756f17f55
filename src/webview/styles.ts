import { css, unsafeCSS } from 'lit';
import { forcedColors } from './forcedColors';
import { shades, strongestShade } from './model/colorScale';

const shadeRules = Array.from({ length: shades }, (_, i) => {
  const percent = ((i + 1) * strongestShade) / shades;
  return `.p${i + 1}, .n${i + 1} { forced-color-adjust: none; }
.p${i + 1} { background: color-mix(in srgb, var(--positive) ${percent}%, var(--ground)); }
.n${i + 1} { background: color-mix(in srgb, var(--negative) ${percent}%, var(--ground)); }`;
}).join('\n');

/**
 * The diverging scale: blue below zero, amber above, which the colour-blind can tell apart; both are opaque in every
 * theme. Where the system forces its colours, it is made of those, so that numbers keep their contrast.
 */
export const shadeStyles = unsafeCSS(shadeRules);

/** How what was found is called where the page marks it. */
export const highlights = { found: 'factorize-found', current: 'factorize-current' } as const;

const highlightStyles = unsafeCSS(`
  ::highlight(${highlights.found}) {
    background-color: var(--vscode-editor-findMatchHighlightBackground, transparent);
    text-decoration: underline dotted;
  }
  ::highlight(${highlights.current}) {
    background-color: color-mix(in srgb, var(--vscode-editor-findMatchBackground, transparent) 55%, var(--ground));
    text-decoration: underline 2px var(--vscode-focusBorder);
  }
`);

/** What every part of the page shares: the theme's colours by the roles they play here, text, focus. */
export const baseStyles = css`
  :host {
    --ground: var(--vscode-editor-background);
    --ink: var(--vscode-foreground);
    --quiet: var(--vscode-descriptionForeground);
    --line: var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-panel-border, transparent)));
    /* Between rows: where borders shout, as in high contrast, these do not. */
    --hair: color-mix(in srgb, var(--ink) 16%, transparent);
    --positive: var(--vscode-charts-yellow);
    --negative: var(--vscode-charts-blue);
    --number-font: var(--vscode-editor-font-family, monospace);
    --number-size: var(--vscode-editor-font-size, 13px);
    color: var(--ink);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size, 13px);
    line-height: 1.45;
  }
  * {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  p {
    margin: 0;
  }
  .quiet {
    color: var(--quiet);
  }
  .number {
    font-family: var(--number-font);
    font-size: var(--number-size);
    font-variant-numeric: tabular-nums;
  }
  :focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  /** Downwards, where something opens. */
  .arrow {
    border: solid currentColor;
    border-width: 0 1px 1px 0;
    display: inline-block;
    height: 5px;
    transform: translateY(-3px) rotate(45deg);
    width: 5px;
  }
  .arrow.up {
    transform: translateY(0) rotate(-135deg);
  }
  ${highlightStyles}
  ${forcedColors}
`;

/** Plain tables: predictions, steps. */
export const tableStyles = css`
  table.plain {
    border-collapse: collapse;
    max-width: 100%;
  }
  table.plain th {
    color: var(--quiet);
    font-weight: normal;
    text-align: left;
    white-space: nowrap;
  }
  table.plain th,
  table.plain td {
    border-bottom: 1px solid var(--hair);
    padding: 4px 16px 4px 0;
    vertical-align: baseline;
  }
  table.plain th.right,
  table.plain td.right {
    text-align: right;
  }
  table.plain :is(th, td):last-child {
    padding-right: 0;
  }
  table.plain tr[aria-current] > * {
    font-weight: 600;
  }
  /* Beside a number, which stays beneath those above it. */
  .tick {
    color: var(--ink);
    padding-right: 1ch;
  }
  @media (max-width: 480px) {
    table.plain :is(th, td) {
      padding-right: 10px;
    }
    table.plain th.right {
      vertical-align: bottom;
      white-space: normal;
    }
  }
`;

/** What went wrong, wherever it did. */
export const faultStyles = css`
  .fault {
    border-left: 3px solid var(--vscode-errorForeground);
    display: grid;
    gap: 4px;
    margin: 12px 0 16px;
    max-width: 90ch;
    padding: 1px 0 1px 10px;
  }
  .fault.calm {
    border-left-color: var(--line);
  }
`;
