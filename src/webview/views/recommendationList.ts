import { html, nothing, type TemplateResult } from 'lit';
import { exactNumber, formatNumber } from '../../protocol/numbers';
import { reasonsText, type Recommendations, type Similar, type ValuedItem } from '../../protocol/recommendations';
import { counted } from '../../protocol/quantities';
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

/** The items, or users, most alike one. */
export function similarList(found: Similar): TemplateResult {
  const { item, title, rated, items } = found;
  return html`<section aria-label="Similar items">
    <p>Like ${title ?? item} (${counted(rated, 'rating')} trained on), by the cosine of their factors:</p>
    ${valueTable(items, 'Cosine', (value) => value.toFixed(2))}
  </section>`;
}

function valueTable(items: readonly ValuedItem[], what: string, write: (value: number) => string): TemplateResult {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Items alike">
    <table class="plain">
      <thead>
        <tr>
          <th scope="col" class="right">${what}</th>
          <th scope="col">Item</th>
        </tr>
      </thead>
      <tbody>
        ${items.map(
          ({ item, title, value }) =>
            html`<tr>
              <td class="right number" title=${exactNumber(value)}>${write(value)}</td>
              <td class="title" title=${`Item ${item}`}>${title ?? item}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
