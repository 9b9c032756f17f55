import { html, nothing, type TemplateResult } from 'lit';
import { exactNumber, formatNumber } from '../../protocol/numbers';
import {
  alikeLead,
  reasonsText,
  type AlikeItem,
  type Recommendations,
  type Similar,
  type ValuedItem,
} from '../../protocol/recommendations';
import { counted, formatCount } from '../../protocol/quantities';
import { reasonsAsText } from '../model/reasons';

/** The best items for someone, each with what speaks for it. `showSimilar` is called with the id of an item. */
export function recommendationList(found: Recommendations, showSimilar: (item: string) => void): TemplateResult {
  const { user, rated, items } = found;
  if (items.length === 0) return html`<p>Nothing is left to recommend.</p>`;
  const because = items.some(({ reasons }) => reasons.length > 0);
  return html`
    <p>
      ${user === null ? `By your ${counted(rated, 'rating')}` : `For user ${user}: ${counted(rated, 'rating')} trained on`};
      what ${user === null ? 'you' : 'they'} have rated is left out.
    </p>
    <div class="scroll recommended" tabindex="0" role="region" aria-label="Recommended items">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col" class="right">Predicted</th>
            <th scope="col">Item</th>
            <th scope="col">${because ? 'Because of the ratings' : 'Largest parts of the sum'}</th>
          </tr>
        </thead>
        <tbody>
          ${items.map(
            (item) =>
              html`<tr>
                <td class="right number" title=${exactNumber(item.value)}>${item.value.toFixed(2)}</td>
                <td class="title">${similarButton(item, showSimilar)}</td>
                <td class="reasons" title=${reasonsAsText(item.terms, 5)}>
                  ${because ? reasonsText(item.reasons) : reasonsAsText(item.terms)}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  `;
}

function similarButton({ item, title }: ValuedItem, showSimilar: (item: string) => void): TemplateResult {
  return html`<button class="link" title=${`Item ${item}: show items like it`} @click=${() => showSimilar(item)}>
    ${title ?? item}
  </button>`;
}

/** Someone's own ratings, the highest first. */
export function ownRatings({ ratings }: Recommendations): TemplateResult | typeof nothing {
  if (ratings.length === 0) return nothing;
  return html`<details>
    <summary>Their highest ratings</summary>
    ${valueTable(ratings, 'Rating', (value) => formatNumber(value))}
  </details>`;
}

/** The items, or users, most alike one. `limit` is called with how many ratings they are to have at least; null: as is usual. */
export function similarList(found: Similar, limit: (atLeast: number | null) => void): TemplateResult {
  const onChange = ({ target }: Event): void => {
    if (target instanceof HTMLInputElement)
      limit(target.value === '' ? null : Math.max(1, Math.round(target.valueAsNumber)));
  };
  return html`<section aria-label="Similar items">
    <p>${alikeLead(found)}.</p>
    <label class="field"
      >Ratings at least
      <input type="number" min="1" step="1" .value=${String(found.atLeast)} @change=${onChange} />
    </label>
    ${found.items.length === 0 ? nothing : valueTable(found.items, 'Cosine', (value) => value.toFixed(2), ratingsColumn)}
  </section>`;
}

/** A further column of numbers. */
interface CountColumn<Item> {
  readonly title: string;
  readonly count: (item: Item) => number;
}

const ratingsColumn: CountColumn<AlikeItem> = { title: 'Ratings', count: ({ rated }) => rated };

function valueTable<Item extends ValuedItem>(
  items: readonly Item[],
  what: string,
  write: (value: number) => string,
  counts: CountColumn<Item> | null = null,
): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Items alike">
    <table class="plain">
      <thead>
        <tr>
          <th scope="col" class="right">${what}</th>
          ${counts === null ? nothing : html`<th scope="col" class="right">${counts.title}</th>`}
          <th scope="col">Item</th>
        </tr>
      </thead>
      <tbody>
        ${items.map(
          (one) =>
            html`<tr>
              <td class="right number" title=${exactNumber(one.value)}>${write(one.value)}</td>
              ${counts === null ? nothing : html`<td class="right number">${formatCount(counts.count(one))}</td>`}
              <td class="title" title=${`Item ${one.item}`}>${one.title ?? one.item}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
