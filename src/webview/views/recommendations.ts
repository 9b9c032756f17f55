import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FaultData } from '../../matrix/fault';
import { toFaultData } from '../../matrix/faults';
import type { Asker, ItemRating } from '../../protocol/request';
import type { Recommendations, Similar } from '../../protocol/recommendations';
import type { TrainingAnalysis } from '../../protocol/results';
import type { PageActions } from '../context';
import '../elements/choiceBar';
import '../elements/searchBox';
import type { Found } from '../elements/searchBox';
import { baseStyles, faultStyles, tableStyles } from '../styles';
import { faultBox } from './faultBox';
import { ownRatings, recommendationList, similarList } from './recommendationList';

const askers = [
  { id: 'user', title: 'A user' },
  { id: 'new', title: 'Rate a few and see' },
] as const;
type AskerId = (typeof askers)[number]['id'];

interface OwnRating extends ItemRating {
  readonly title: string;
}

/** The best items for a user of the file, or for someone who rates a few items here; and items like one of them. */
@customElement('factorize-recommendations')
export class RecommendationsView extends LitElement {
  @property({ attribute: false }) accessor analysis: TrainingAnalysis | null = null;
  @property({ attribute: false }) accessor actions: PageActions | null = null;
  @state() private accessor asker: AskerId = 'user';
  @state() private accessor own: readonly OwnRating[] = [];
  @state() private accessor found: Partial<Record<AskerId, Recommendations | null>> = {};
  @state() private accessor alike: Similar | null = null;
  @state() private accessor fault: FaultData | null = null;
  /** Answers to an older question than this are dropped. */
  private question = 0;

  static override readonly styles = [
    baseStyles,
    tableStyles,
    faultStyles,
    css`
      factorize-choices {
        display: block;
        margin-bottom: 12px;
      }
      .result,
      .own,
      section,
      details {
        margin-top: 16px;
      }
      .result > p,
      section p {
        margin-bottom: 8px;
      }
      .scroll {
        overflow-x: auto;
      }
      .title {
        max-width: 42ch;
        min-width: 16ch;
      }
      .reasons {
        color: var(--quiet);
        min-width: 20ch;
      }
      @media (max-width: 480px) {
        .recommended :is(table, tbody) {
          display: block;
        }
        .recommended thead {
          display: none;
        }
        .recommended tr {
          border-bottom: 1px solid var(--line);
          display: grid;
          gap: 0 10px;
          grid-template-columns: auto minmax(0, 1fr);
          padding: 5px 0;
        }
        .recommended table.plain td {
          border: 0;
          padding: 0;
        }
        .recommended .reasons {
          grid-column: 1 / -1;
        }
      }
      .own td {
        white-space: nowrap;
      }
      .own td.title {
        white-space: normal;
      }
      input[type='number'] {
        background: var(--vscode-input-background);
        border: 1px solid var(--vscode-input-border, var(--line));
        border-radius: 2px;
        color: var(--vscode-input-foreground);
        font: inherit;
        padding: 2px 4px;
        width: 9ch;
      }
      button.link {
        background: none;
        border: 0;
        color: var(--vscode-textLink-foreground);
        cursor: pointer;
        font: inherit;
        padding: 0;
        text-align: left;
      }
      button.link:hover {
        color: var(--vscode-textLink-activeForeground);
        text-decoration: underline;
      }
      summary {
        cursor: pointer;
        margin-bottom: 8px;
      }
    `,
  ];

  override render(): TemplateResult {
    return html`
      <factorize-choices
        label="Whom to recommend to"
        .choices=${askers}
        .chosen=${this.asker}
        @choice=${({ detail }: CustomEvent<string>) => this.ask(askers.find(({ id }) => id === detail)?.id ?? 'user')}
      ></factorize-choices>
      ${this.asker === 'user' ? this.userSearch() : this.rateFew()}
      <div class="result" aria-live="polite">${this.answer()}</div>
      ${this.alike === null ? nothing : similarList(this.alike)}
    `;
  }

  private userSearch(): TemplateResult {
    const sample = this.analysis?.sampleUsers[0];
    return html`<factorize-search
      label="User"
      free
      placeholder=${sample === undefined ? 'Search for a user' : `Search for a user, such as ${sample}`}
      .search=${this.searchUsers}
      @chosen=${({ detail }: CustomEvent<Found>) => void this.recommend({ user: detail.id })}
      @failed=${this.onFailed}
    ></factorize-search>`;
  }

  private rateFew(): TemplateResult {
    return html`<factorize-search
        label="Item to rate"
        clears
        placeholder="Search for an item by its title or id"
        .search=${this.searchItems}
        @chosen=${({ detail }: CustomEvent<Found>) => this.rate(detail.id, detail.title, null)}
        @failed=${this.onFailed}
      ></factorize-search>
      ${this.own.length === 0 ? nothing : this.ownTable()}`;
  }

  private ownTable(): TemplateResult {
    const { low, high } = this.scale();
    return html`<table class="plain own">
      <thead>
        <tr>
          <th scope="col">Your rating, ${low} to ${high}</th>
          <th scope="col">Item</th>
          <th scope="col"><span aria-hidden="true"></span></th>
        </tr>
      </thead>
      <tbody>
        ${this.own.map(
          ({ item, title, rating }) =>
            html`<tr>
              <td>
                <input
                  type="number"
                  min=${low}
                  max=${high}
                  step="any"
                  aria-label=${`Your rating of ${title}`}
                  .value=${String(rating)}
                  @change=${(event: Event) => {
                    if (event.target instanceof HTMLInputElement) this.rate(item, title, event.target.valueAsNumber);
                  }}
                />
              </td>
              <td class="title">${title}</td>
              <td>
                <button class="link" aria-label=${`Remove ${title}`} @click=${() => this.forget(item)}>Remove</button>
              </td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  private answer(): TemplateResult {
    if (this.fault) return faultBox(this.fault);
    const found = this.found[this.asker] ?? null;
    if (found !== null)
      return html`${recommendationList(found, (item) => void this.showSimilar(item))}
      ${this.asker === 'user' ? ownRatings(found) : nothing}`;
    return html`<p class="quiet">
      ${
        this.asker === 'user'
          ? 'Choose a user to see what the model recommends.'
          : 'Rate an item to see what the model recommends; the list changes as you rate.'
      }
    </p>`;
  }

  private scale(): { readonly low: number; readonly high: number } {
    return this.analysis?.scale ?? { low: 1, high: 5 };
  }

  private readonly searchUsers = async (query: string): Promise<readonly Found[]> => {
    const users =
      query === '' ? (this.analysis?.sampleUsers ?? []) : await this.actions?.ask({ ask: 'findUsers', query });
    return (users ?? []).map((id) => ({ id, title: id }));
  };

  private readonly searchItems = async (query: string): Promise<readonly Found[]> => {
    const items = (await this.actions?.ask({ ask: 'findItems', query })) ?? [];
    return items.map(({ item, title }) => ({ id: item, title: title ?? item }));
  };

  private readonly onFailed = ({ detail }: CustomEvent<FaultData>): void => {
    this.fault = detail;
  };

  private ask(asker: AskerId): void {
    this.asker = asker;
    this.fault = null;
    this.alike = null;
  }

  /** Without a rating: the highest one, which is what one usually has in mind when one looks for an item. */
  private rate(item: string, title: string, rating: number | null): void {
    const { high } = this.scale();
    const rated = { item, title, rating: rating ?? high };
    const known = this.own.some((one) => one.item === item);
    this.own = known ? this.own.map((one) => (one.item === item ? rated : one)) : [...this.own, rated];
    this.refresh();
  }

  private forget(item: string): void {
    this.own = this.own.filter((one) => one.item !== item);
    this.refresh();
  }

  private refresh(): void {
    if (this.own.length === 0) this.found = { ...this.found, new: null };
    else void this.recommend({ ratings: this.own.map(({ item, rating }) => ({ item, rating })) });
  }

  private async recommend(asker: Asker): Promise<void> {
    const kind: AskerId = 'user' in asker ? 'user' : 'new';
    await this.answered(async () => {
      const found = (await this.actions?.ask({ ask: 'recommend', asker })) ?? null;
      return () => (this.found = { ...this.found, [kind]: found });
    });
  }

  private async showSimilar(id: string): Promise<void> {
    await this.answered(async () => {
      const alike = (await this.actions?.ask({ ask: 'similar', side: 'item', id })) ?? null;
      return () => (this.alike = alike);
    });
    await this.updateComplete;
    this.renderRoot.querySelector('section')?.scrollIntoView({ block: 'nearest' });
  }

  /** Asks, and takes the answer unless something else was asked since. */
  private async answered(ask: () => Promise<() => void>): Promise<void> {
    const question = ++this.question;
    try {
      const take = await ask();
      if (question !== this.question) return;
      take();
      this.fault = null;
    } catch (error) {
      if (question === this.question) this.fault = toFaultData(error);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-recommendations': RecommendationsView;
  }
}
