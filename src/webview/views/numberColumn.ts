import { html, type TemplateResult } from 'lit';
import { exactNumber, formatNumber, trueMinus } from '../../protocol/numbers';
import { decimalPadding } from '../model/decimalPadding';

/**
 * The cells of a column of a table, whose decimal points lie beneath one another; each has its number to the last digit
 * on hover, and is empty where there is none. `texts` are what is written, with a hyphen for a minus.
 */
export function numberColumn(
  values: readonly (number | null)[],
  texts: readonly string[] = values.map((value) => (value === null ? '' : formatNumber(value))),
): readonly TemplateResult[] {
  const pads = decimalPadding(texts);
  return values.map((value, i) =>
    value === null
      ? html`<td></td>`
      : html`<td class="right number" title=${exactNumber(value)}>
          <span .style=${`padding-right: ${pads[i]!}ch`}>${trueMinus(texts[i]!)}</span>
        </td>`,
  );
}

/** The same with so many significant digits. */
export function roundedColumn(values: readonly (number | null)[], digits: number): readonly TemplateResult[] {
  return numberColumn(
    values,
    values.map((value) => (value === null ? '' : formatNumber(value, digits))),
  );
}
