import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { toFaultData } from '../../matrix/faults';
import { controlStyles } from '../controlStyles';
import { baseStyles } from '../styles';

/** What a search finds: what it is called, and what stands for it. */
export interface Found {
  readonly id: string;
  readonly title: string;
}

/**
 * A field that searches as one types (the ARIA combobox). `search` is asked, also for the empty text; fires `chosen`
 * with what was taken, the text itself where it is no suggestion and `free` allows it, and `failed` with the fault of a
 * search.
 */
@customElement('factorize-search')
export class SearchBox extends LitElement {
  @property() accessor label = '';
  @property() accessor placeholder = '';
  @property({ type: Boolean }) accessor free = false;
  /** What stands in the field to begin with. */
  @property() accessor given = '';
  /** Empties the field once something is chosen, for choosing more. */
  @property({ type: Boolean }) accessor clears = false;
  @property({ attribute: false }) accessor search: (query: string) => Promise<readonly Found[]> = () =>
    Promise.resolve([]);
  @state() private accessor query = '';
  @state() private accessor found: readonly Found[] = [];
  /** The suggestion that Enter would take; −1 for none. */
  @state() private accessor active = -1;
  @state() private accessor open = false;
  /** Answers to an older question than this are dropped. */
  private question = 0;

  static override readonly styles = [
    baseStyles,
    controlStyles,
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
        width: 100%;
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
        forced-color-adjust: none;
        outline: 1px solid var(--vscode-contrastActiveBorder, transparent);
      }
    `,
  ];

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('given')) this.query = this.given;
  }

  override render(): TemplateResult {
    const shown = this.open && this.found.length > 0;
    return html`<div class="search">
      <label for="field">${this.label}</label>
      <input
        id="field"
        role="combobox"
        type="text"
        autocomplete="off"
        spellcheck="false"
        placeholder=${this.placeholder}
        aria-autocomplete="list"
        aria-expanded=${shown}
        aria-controls="found"
        aria-activedescendant=${shown && this.active >= 0 ? `found-${this.active}` : nothing}
        .value=${this.query}
        @input=${(event: Event) => {
          if (event.target instanceof HTMLInputElement) void this.suggest(event.target.value);
        }}
        @focus=${() => void this.suggest(this.query)}
        @blur=${() => (this.open = false)}
        @keydown=${this.onKey}
      />
      <ul id="found" role="listbox" aria-label=${this.label} ?hidden=${!shown}>
        ${this.found.map(
          (one, i) =>
            html`<li
              id=${`found-${i}`}
              role="option"
              aria-selected=${i === this.active}
              @mousedown=${(event: Event) => event.preventDefault()}
              @click=${() => this.choose(one)}
            >
              ${one.title}
            </li>`,
        )}
      </ul>
    </div>`;
  }

  private async suggest(query: string): Promise<void> {
    this.query = query;
    this.open = true;
    this.active = -1;
    const question = ++this.question;
    try {
      const found = await this.search(query);
      if (question === this.question) this.found = found;
    } catch (error) {
      if (question === this.question) this.dispatchEvent(new CustomEvent('failed', { detail: toFaultData(error) }));
    }
  }

  private choose(found: Found): void {
    this.question++;
    this.query = this.clears ? '' : found.title;
    this.open = false;
    this.active = -1;
    this.dispatchEvent(new CustomEvent<Found>('chosen', { detail: found }));
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const { length } = this.found;
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
      case 'Enter': {
        const taken = this.found[this.active] ?? (this.free ? { id: this.query, title: this.query } : this.found[0]);
        if (taken !== undefined) this.choose(taken);
      }
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-search': SearchBox;
  }
}
