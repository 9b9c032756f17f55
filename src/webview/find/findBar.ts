import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { formatCount } from '../../protocol/quantities';
import { restartable } from '../model/restartable';
import { baseStyles } from '../styles';
import { mark, unmark } from './marks';
import { patternOf } from './pattern';
import { findAll, type Search } from './search';

const partly = 'There may be more: in cells that have not been shown yet, or beyond the first 20,000';

/**
 * Find, as in the editor: Ctrl+F opens it, Enter and Shift+Enter go on and back, Escape closes it. VS Code has a find of
 * its own for editors, but not for views; and that finds in a grid only what is drawn of it.
 */
@customElement('factorize-find')
export class FindBar extends LitElement {
  @state() private accessor isOpen = false;
  @state() private accessor text = '';
  /** Null until something was looked for. */
  @state() private accessor search: Search | null = null;
  @state() private accessor at = 0;
  @query('input') private accessor input!: HTMLInputElement;
  private readonly searching = restartable();
  private returnTo: Element | null = null;

  static override readonly styles = [
    baseStyles,
    css`
      .bar {
        align-items: center;
        background: var(--vscode-editorWidget-background, var(--ground));
        border: 1px solid var(--vscode-editorWidget-border, var(--line));
        border-radius: 4px;
        box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
        color: var(--vscode-editorWidget-foreground, var(--ink));
        display: flex;
        gap: 4px;
        max-width: calc(100vw - 16px);
        padding: 4px 6px;
        position: fixed;
        right: 8px;
        top: 4px;
        z-index: 5;
      }
      input {
        background: var(--vscode-input-background);
        border: 1px solid var(--vscode-input-border, var(--line));
        border-radius: 2px;
        color: var(--vscode-input-foreground);
        flex: 1 1 20ch;
        font: inherit;
        min-width: 8ch;
        padding: 2px 6px;
      }
      input::placeholder {
        color: var(--vscode-input-placeholderForeground);
      }
      [role='status'] {
        font-variant-numeric: tabular-nums;
        min-width: 11ch;
        padding: 0 4px;
        white-space: nowrap;
      }
      button {
        background: none;
        border: 1px solid transparent;
        border-radius: 4px;
        color: inherit;
        cursor: pointer;
        font: inherit;
        padding: 0 6px;
      }
      button:hover {
        background: var(--vscode-toolbar-hoverBackground);
        border-color: var(--vscode-contrastActiveBorder, transparent);
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.onPageKey, { capture: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.onPageKey, { capture: true });
    this.searching.stop();
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    const button = (name: string, keys: string, sign: string, act: () => void): TemplateResult =>
      html`<button aria-label=${name} title=${`${name} (${keys})`} @click=${act}>
        <span aria-hidden="true">${sign}</span>
      </button>`;
    return html`<div class="bar" role="search" @keydown=${this.onKey}>
      <input
        type="text"
        placeholder="Find"
        aria-label="Find"
        spellcheck="false"
        .value=${this.text}
        @input=${() => void this.look(this.input.value)}
      />
      <span role="status" title=${this.search?.mayBeMore === true ? partly : ''}>${this.count()}</span>
      ${button('Previous match', 'Shift+Enter', '↑', () => void this.go(-1))}
      ${button('Next match', 'Enter', '↓', () => void this.go(1))} ${button('Close', 'Escape', '×', () => this.close())}
    </div>`;
  }

  private count(): string {
    const { search, at } = this;
    if (search === null) return '';
    const { found, mayBeMore } = search;
    if (found.length === 0) return mayBeMore ? 'No results so far' : 'No results';
    return `${formatCount(at + 1)} of ${formatCount(found.length)}${mayBeMore ? '+' : ''}`;
  }

  private async open(): Promise<void> {
    if (!this.isOpen) this.returnTo = deepFocus();
    this.isOpen = true;
    await this.updateComplete;
    this.input.focus();
    this.input.select();
  }

  private close(): void {
    this.searching.stop();
    unmark(this.search?.found ?? []);
    [this.isOpen, this.search, this.at] = [false, null, 0];
    if (this.returnTo instanceof HTMLElement) this.returnTo.focus();
  }

  /** Looks for a text, and shows the first that is found. */
  private async look(text: string): Promise<void> {
    this.text = text;
    this.at = 0;
    await this.goTo(0);
  }

  /** Goes on by so many, round at the end; what is shown may have changed, so that it is looked for anew. */
  private go(by: number): Promise<void> {
    return this.goTo(this.search === null ? 0 : this.at + by);
  }

  private async goTo(to: number): Promise<void> {
    const pattern = patternOf(this.text);
    const root = this.parentNode?.querySelector('main') ?? null;
    await this.searching.run(async (pause) => {
      const search = pattern === null || root === null ? null : await findAll(root, pattern, pause);
      const found = search?.found ?? [];
      const at = found.length === 0 ? 0 : (to + found.length) % found.length;
      unmark(this.search?.found ?? []);
      mark(found, found[at] ?? null);
      [this.search, this.at] = [search, at];
    });
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.close();
    else if (event.key === 'Enter' && event.target === this.input) void this.go(event.shiftKey ? -1 : 1);
    else return;
    taken(event);
  };

  private readonly onPageKey = (event: KeyboardEvent): void => {
    const isFind = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key === 'f';
    if (isFind) void this.open();
    else if (event.key === 'F3' && this.isOpen) void this.go(event.shiftKey ? -1 : 1);
    else return;
    taken(event);
  };
}

/** VS Code is handed every key that reaches the window, and would open the find of the text as well. */
function taken(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

/** What has the focus, in whatever tree. */
function deepFocus(): Element | null {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused;
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-find': FindBar;
  }
}
