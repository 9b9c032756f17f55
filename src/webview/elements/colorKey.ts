import { css, html, nothing, type TemplateResult } from 'lit';
import { formatNumber } from '../../protocol/numbers';
import { shadeClass, shades } from '../model/colorScale';

/** Needs `shadeStyles`. */
export const colorKeyStyles = css`
  .color-key {
    align-items: center;
    color: var(--quiet);
    display: inline-flex;
    font-size: 0.9em;
    gap: 8px;
    margin-top: 8px;
  }
  .color-key .shades {
    display: inline-flex;
    outline: 1px solid var(--line);
  }
  .color-key i {
    height: 9px;
    width: 4px;
  }
`;

const steps = Array.from({ length: 2 * shades + 1 }, (_, i) => i - shades);

/** What the colours of a grid stand for, from `largest` below zero to as much above. */
export function colorKey(largest: number): TemplateResult | typeof nothing {
  if (largest === 0 || !Number.isFinite(largest)) return nothing;
  const end = formatNumber(largest, 3);
  return html`<p class="color-key" role="img" aria-label=${`Colours from −${end}, over none at 0, to ${end}`}>
    <span class="number">−${end}</span>
    <span class="shades">${steps.map((step) => html`<i class=${shadeClass(step)}></i>`)}</span>
    <span class="number">${end}</span>
  </p>`;
}
