import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { FaultData } from '../../matrix/fault';
import { toFaultData } from '../../matrix/faults';
import type { Asker } from '../../protocol/request';
import type { Recommendations, Similar } from '../../protocol/recommendations';
import type { TrainingAnalysis } from '../../protocol/results';
import type { ViewContext } from '../context';
import { controlStyles } from '../controlStyles';
import '../elements/choiceBar';
import '../elements/searchBox';
import type { Found } from '../elements/searchBox';
import type { AskerKind, OwnRating, RecommendingChoices } from '../model/choices';
import { baseStyles, faultStyles, tableStyles } from '../styles';
import { faultBox } from './faultBox';
import { ownRatings, recommendationList, similarList } from './recommendationList';

const askers: readonly { readonly id: AskerKind; readonly title: string }[] = [
  { id: 'user', title: 'A user' },
  { id: 'new', title: 'Rate a few and see' },
];

/** The best items for a user of the file, or for someone who rates a few items here; and items like one of them. */
@customElement('factorize-recommendations')
export class RecommendationsView extends LitElement {
  @property({ attribute: false }) accessor analysis: TrainingAnalysis | null = null;
  @property({ attribute: false }) accessor context: ViewContext | null = null;
  @state() private accessor found: Partial<Record<AskerKind, Recommendations | null>> = {};
  @state() private accessor alike: Similar | null = null;
  @state() private accessor fault: FaultData | null = null;
  /** Answers to an older question than this are dropped. */
  private question = 0;

  static override readonly styles = [
    baseStyles,
    tableStyles,
    faultStyles,
    controlStyles,
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
      section :is(p, .field) {
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
          border-bottom: 1px solid var(--hair);
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
        width: 9ch;
      }
      summary {
        margin-bottom: 8px;
      }
    `,
  ];

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('analysis') || this.context === null) return;
    [this.found, this.alike, this.fault] = [{}, null, null];
    this.recommendAgain(this.context.choices.recommending);
  }

  override render(): TemplateResult | typeof nothing {
    const { context } = this;
    if (context === null) return nothing;
    const { asker, user, own } = context.choices.recommending;
    return html`
      <factorize-choices
        label="Whom to recommend to"
        .choices=${askers}
        .chosen=${asker}
        @choice=${({ detail }: CustomEvent<string>) => this.ask(askers.find(({ id }) => id === detail)?.id ?? 'user')}
      ></factorize-choices>
      ${asker === 'user' ? this.userSearch(user) : this.rateFew(own)}
      <div class="result" aria-live="polite">${this.answer(asker)}</div>
      ${this.alike === null ? nothing : similarList(this.alike, this.limitAlike)}
    `;
  }

  private userSearch(user: string | null): TemplateResult {
    const sample = this.analysis?.sampleUsers[0];
    return html`<factorize-search
      label="User"
      free
      .given=${user ?? ''}
      placeholder=${sample === undefined ? 'Search for a user' : `Search for a user, such as ${sample}`}
      .search=${this.searchUsers}
      @chosen=${({ detail }: CustomEvent<Found>) => this.chooseUser(detail.id)}
      @failed=${this.onFailed}
    ></factorize-search>`;
  }

  private rateFew(own: readonly OwnRating[]): TemplateResult {
    return html`<factorize-search
        label="Item to rate"
        clears
        placeholder="Search for an item by its title or id"
        .search=${this.searchItems}
        @chosen=${({ detail }: CustomEvent<Found>) => this.rate(detail.id, detail.title, null)}
        @failed=${this.onFailed}
      ></factorize-search>
      ${own.length === 0 ? nothing : this.ownTable(own)}`;
  }

  private ownTable(own: readonly OwnRating[]): TemplateResult {
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
        ${own.map(
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

  private answer(asker: AskerKind): TemplateResult {
    if (this.fault) return faultBox(this.fault);
    const found = this.found[asker] ?? null;
    if (found !== null)
      return html`${recommendationList(found, (item) => void this.showSimilar(item))}
      ${asker === 'user' ? ownRatings(found) : nothing}`;
    return html`<p class="quiet">
      ${
        asker === 'user'
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
      query === '' ? (this.analysis?.sampleUsers ?? []) : await this.context?.ask({ ask: 'findUsers', query });
    return (users ?? []).map((id) => ({ id, title: id }));
  };

  private readonly searchItems = async (query: string): Promise<readonly Found[]> => {
    const items = (await this.context?.ask({ ask: 'findItems', query })) ?? [];
    return items.map(({ item, title }) => ({ id: item, title: title ?? item }));
  };

  private readonly onFailed = ({ detail }: CustomEvent<FaultData>): void => {
    this.fault = detail;
  };

  private ask(asker: AskerKind): void {
    this.fault = null;
    this.alike = null;
    const chosen = this.choose({ asker });
    if (chosen !== null && !this.found[asker]) this.recommendAgain(chosen);
  }

  private choose(changed: Partial<RecommendingChoices>): RecommendingChoices | null {
    const { context } = this;
    if (context === null) return null;
    const recommending = { ...context.choices.recommending, ...changed };
    context.choose({ recommending });
    return recommending;
  }

  private chooseUser(user: string): void {
    this.choose({ user });
    void this.recommend({ user });
  }

  /** Asks for what was chosen before, as after the page was hidden. */
  private recommendAgain({ asker, user, own }: RecommendingChoices): void {
    if (asker === 'new') this.refresh(own);
    else if (user !== null) void this.recommend({ user });
  }

  /** Without a rating: the highest one, which is what one usually has in mind when one looks for an item. */
  private rate(item: string, title: string, rating: number | null): void {
    const { high } = this.scale();
    const rated = { item, title, rating: rating ?? high };
    const before = this.own();
    const isKnown = before.some((one) => one.item === item);
    this.setOwn(isKnown ? before.map((one) => (one.item === item ? rated : one)) : [...before, rated]);
  }

  private forget(item: string): void {
    this.setOwn(this.own().filter((one) => one.item !== item));
  }

  private own(): readonly OwnRating[] {
    return this.context?.choices.recommending.own ?? [];
  }

  private setOwn(own: readonly OwnRating[]): void {
    this.choose({ own });
    this.refresh(own);
  }

  private refresh(own: readonly OwnRating[]): void {
    if (own.length === 0) this.found = { ...this.found, new: null };
    else void this.recommend({ ratings: own.map(({ item, rating }) => ({ item, rating })) });
  }

  private async recommend(asker: Asker): Promise<void> {
    const kind: AskerKind = 'user' in asker ? 'user' : 'new';
    await this.answered(async () => {
      const found = (await this.context?.ask({ ask: 'recommend', asker })) ?? null;
      return () => (this.found = { ...this.found, [kind]: found });
    });
  }

  private async showSimilar(id: string): Promise<void> {
    await this.findAlike(id, this.context?.choices.recommending.atLeast ?? null);
    await this.updateComplete;
    this.renderRoot.querySelector('section')?.scrollIntoView({ block: 'nearest' });
  }

  private async findAlike(id: string, atLeast: number | null): Promise<void> {
    await this.answered(async () => {
      const alike = (await this.context?.ask({ ask: 'similar', side: 'item', id, atLeast })) ?? null;
      return () => (this.alike = alike);
    });
  }

  private readonly limitAlike = (atLeast: number | null): void => {
    this.choose({ atLeast });
    if (this.alike !== null) void this.findAlike(this.alike.item, atLeast);
  };

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
