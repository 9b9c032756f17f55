import { html, type TemplateResult } from 'lit';
import type { MissingChoices, MissingOrder } from '../model/missingOrder';

type Order = Pick<MissingChoices, 'by' | 'descending'>;

const ways: Readonly<Record<MissingOrder, readonly [ascending: string, descending: string]>> = {
  cell: ['Cell, first to last', 'Cell, last to first'],
  value: ['Value, smallest first', 'Value, largest first'],
  interval: ['Interval, narrowest first', 'Interval, widest first'],
  baseline: ['Biases alone, smallest first', 'Biases alone, largest first'],
};

/** How the table is sorted, as a menu: where the page is too narrow for heads of columns to press. */
export function sortMenu(
  { by, descending }: Order,
  orders: readonly MissingOrder[],
  sort: (order: Order) => void,
): TemplateResult {
  const choices = orders.flatMap((order) =>
    [false, true].map((down): Order & { readonly title: string } => ({
      by: order,
      descending: down,
      title: ways[order][down ? 1 : 0],
    })),
  );
  const onChange = ({ target }: Event): void => {
    const chosen = target instanceof HTMLSelectElement ? choices[target.selectedIndex] : undefined;
    if (chosen) sort({ by: chosen.by, descending: chosen.descending });
  };
  return html`<label class="field"
    >Sort by
    <select @change=${onChange}>
      ${choices.map(
        (one) => html`<option ?selected=${one.by === by && one.descending === descending}>${one.title}</option>`,
      )}
    </select></label
  >`;
}
