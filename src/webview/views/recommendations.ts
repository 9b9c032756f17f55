import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { describe, type FaultData } from '../../matrix/fault';
import { toFaultData } from '../../matrix/faults';
import type { Recommendation, Recommendations, TrainingAnalysis } from '../../protocol/results';
import { exactNumber } from '../../protocol/numbers';
import { counted } from '../../protocol/quantities';
import type { PageActions } from '../context';
import { reasonsAsText } from '../model/reasons';
import { baseStyles, tableStyles } from '../styles';

const listId = 'users';

/** A search box for users, with suggestions, and the best items for the one that was chosen. */
@customElement('factorize-recommendations')
export class RecommendationsView extends LitElement {
  @property({ attribute: false }) accessor analysis: TrainingAnalysis | null = null;
  @property({ attribute: false }) accessor actions: PageActions | null = null;
  @state() private accessor query = '';
  @state() private accessor suggestions: readonly string[] = [];
  /** The suggestion that Enter would take; −1 for none. */
  @state() private accessor active = -1;
  @state() private accessor open = false;
  @state() private accessor result: Recommendations | null = null;
  @state() private accessor fault: FaultData | null = null;
  /** Answers to an older question than this are dropped. */
  private question = 0;

  static override readonly styles = [
    baseStyles,
    tableStyles,
    css`
      .search {
        max-width: 320px;
        position: relative;
      }
      label {
        display: block;
        margin-bottom: 4px;
      }
      input {
        background: var(--vscode-input-background);
        border: 1px solid var(--vscode-input-border, var(--line));
        border-radius: 2px;
        color: var(--vscode-input-foreground);
        font: inherit;
        padding: 4px 8px;
        width: 100%;
      }
      input::placeholder {
        color: var(--vscode-input-placeholderForeground);
      }
      ul {
        background: var(--vscode-menu-background, var(--ground));
        border: 1px solid var(--vscode-menu-border, var(--line));
        box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
        left: 0;
        list-style: none;
        margin: 2px 0 0;
        max-height: 240px;
        overflow: auto;
        padding: 4px;
        position: absolute;
        right: 0;
        z-index: 3;
      }
      li {
        border-radius: 3px;
        cursor: pointer;
        padding: 3px 8px;
      }
      li:hover {
        background: var(--vscode-list-hoverBackground);
      }
      li[aria-selected='true'] {
        background: var(--vscode-list-activeSelectionBackground);
        color: var(--vscode-list-activeSelectionForeground);
        outline: 1px solid var(--vscode-contrastActiveBorder, transparent);
      }
      .result {
        margin-top: 16px;
      }
      .result p {
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
    `,
  ];

  override render(): TemplateResult {
    return html`
      <div class="search">
        <label for="user">User</label>
        <input
          id="user"
          role="combobox"
          type="text"
          autocomplete="off"
          spellcheck="false"
          placeholder=${this.placeholder()}
          aria-autocomplete="list"
          aria-expanded=${this.open}
          aria-controls=${listId}
          aria-activedescendant=${this.active < 0 ? nothing : `user-${this.active}`}
          .value=${this.query}
          @input=${this.onInput}
          @focus=${this.onFocus}
          @blur=${() => (this.open = false)}
          @keydown=${this.onKey}
        />
        <ul id=${listId} role="listbox" aria-label="Users" ?hidden=${!this.open || this.suggestions.length === 0}>
          ${this.suggestions.map(
            (user, i) =>
              html`<li
                id=${`user-${i}`}
                role="option"
                aria-selected=${i === this.active}
                @mousedown=${(event: Event) => event.preventDefault()}
                @click=${() => void this.recommend(user)}
              >
                ${user}
              </li>`,
          )}
        </ul>
      </div>
      <div class="result" aria-live="polite">${this.answer()}</div>
    `;
  }

  private answer(): TemplateResult {
    if (this.fault) return html`<p role="alert">${describe(this.fault)}</p>`;
    if (!this.result) return html`<p class="quiet">Choose a user to see what the model recommends.</p>`;
    const { user, rated, items } = this.result;
    if (items.length === 0) return html`<p>Nothing is left to recommend to user ${user}.</p>`;
    return html`
      <p>For user ${user}: ${counted(rated, 'rating')} trained on; what they have rated is left out.</p>
      <div class="scroll">
        <table class="plain">
          <thead>
            <tr>
              <th scope="col" class="right">Predicted</th>
              <th scope="col">Item</th>
              <th scope="col">Largest parts of the sum</th>
            </tr>
          </thead>
          <tbody>
            ${items.map(itemRow)}
          </tbody>
        </table>
      </div>
    `;
  }

  private placeholder(): string {
    const sample = this.analysis?.sampleUsers[0];
    return sample === undefined ? 'Search for a user' : `Search for a user, such as ${sample}`;
  }

  private readonly onInput = (event: Event): void => {
    if (event.target instanceof HTMLInputElement) void this.suggest(event.target.value);
  };

  private readonly onFocus = (): void => {
    void this.suggest(this.query);
  };

  /** Offers the users that contain the query; for an empty one those with most ratings. */
  private async suggest(query: string): Promise<void> {
    this.query = query;
    this.open = true;
    this.active = -1;
    const question = ++this.question;
    try {
      const users =
        query === '' ? (this.analysis?.sampleUsers ?? []) : await this.actions?.ask({ ask: 'findUsers', query });
      if (question === this.question) this.suggestions = users ?? [];
    } catch (error) {
      if (question === this.question) this.fault = toFaultData(error);
    }
  }

  private async recommend(user: string): Promise<void> {
    this.query = user;
    this.open = false;
    const question = ++this.question;
    try {
      const result = (await this.actions?.ask({ ask: 'recommend', user })) ?? null;
      if (question !== this.question) return;
      this.result = result;
      this.fault = null;
    } catch (error) {
      if (question === this.question) this.fault = toFaultData(error);
    }
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const { length } = this.suggestions;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        event.preventDefault();
        this.open = true;
        if (length > 0) this.active = (this.active + (event.key === 'ArrowDown' ? 1 : -1) + length) % length;
        return;
      case 'Escape':
        this.open = false;
        return;
      case 'Enter':
        void this.recommend(this.suggestions[this.active] ?? this.query);
    }
  };
}

function itemRow(item: Recommendation): TemplateResult {
  return html`<tr>
    <td class="right number" title=${exactNumber(item.value)}>${item.value.toFixed(2)}</td>
    <td class="title" title=${`Item ${item.item}`}>${item.title ?? item.item}</td>
    <td class="reasons">${reasonsAsText(item.terms)}</td>
  </tr>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-recommendations': RecommendationsView;
  }
}
