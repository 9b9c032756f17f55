import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { TabId } from '../model/tabs';
import { baseStyles } from '../styles';

/** Pixels of a neighbour that are seen beside the chosen tab. */
const beside = 56;

const listsDiffer = (a: readonly TabId[], b: readonly TabId[] | undefined): boolean =>
  a.length !== b?.length || a.some((tab, i) => tab !== b[i]);

/** The tabs above the views; arrows, Home and End move and show at once. Fires `tab-choose` with the tab's id. */
@customElement('factorize-tabs')
export class TabList extends LitElement {
  @property({ attribute: false, hasChanged: listsDiffer }) accessor tabs: readonly TabId[] = [];
  @property({ attribute: false }) accessor current: TabId | null = null;
  @property({ attribute: false }) accessor titles: (tab: TabId) => string = (tab) => tab;

  private readonly sizes = new ResizeObserver(() => this.showChosen());

  static override readonly styles = [
    baseStyles,
    css`
      :host {
        display: block;
      }
      [role='tablist'] {
        border-bottom: 1px solid var(--line);
        display: flex;
        gap: 20px;
        overflow-x: auto;
        position: relative;
        scrollbar-width: none;
      }
      button {
        background: none;
        border: 0;
        border-bottom: 1px solid transparent;
        color: var(--vscode-panelTitle-inactiveForeground, var(--quiet));
        cursor: pointer;
        font: inherit;
        padding: 7px 1px;
        white-space: nowrap;
      }
      button:hover,
      button[aria-selected='true'] {
        color: var(--vscode-panelTitle-activeForeground, var(--ink));
      }
      button[aria-selected='true'] {
        border-bottom-color: var(--vscode-panelTitle-activeBorder, var(--ink));
      }
      /* There nothing is transparent, and a line of one pixel says too little. */
      @media (forced-colors: active) {
        button {
          border-bottom: 3px solid var(--ground);
        }
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.sizes.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  override render(): TemplateResult {
    return html`<div role="tablist" aria-label="Views of the result" @keydown=${this.onKey} @wheel=${this.onWheel}>
      ${this.tabs.map(
        (tab) =>
          html`<button
            role="tab"
            id=${tab}
            aria-selected=${tab === this.current}
            tabindex=${tab === this.current ? 0 : -1}
            @click=${() => this.choose(tab)}
          >
            ${this.titles(tab)}
          </button>`,
      )}
    </div>`;
  }

  override updated(changed: PropertyValues<this>): void {
    if (!changed.has('current') && !changed.has('tabs')) return;
    // In the coming frame, when all is laid out at once: to scroll has what is drawn so far laid out.
    requestAnimationFrame(() => this.showChosen());
  }

  /** Scrolls the chosen tab into sight, and so much beside it that its neighbour can be seen and clicked. */
  private showChosen(): void {
    const tab = this.renderRoot.querySelector<HTMLElement>('[aria-selected="true"]');
    const list = tab?.parentElement;
    if (!tab || !list) return;
    const least = tab.offsetLeft + tab.offsetWidth + beside - list.clientWidth;
    const most = tab.offsetLeft - beside;
    list.scrollLeft = Math.min(Math.max(list.scrollLeft, least), most);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const at = this.tabs.findIndex((tab) => tab === this.current);
    const last = this.tabs.length - 1;
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: last }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const tab = this.tabs[(next + this.tabs.length) % this.tabs.length];
    if (!tab) return;
    this.choose(tab);
    this.renderRoot.querySelector<HTMLButtonElement>(`#${tab}`)?.focus();
  };

  /** There is nothing else to scroll here, and no bar to scroll it by. */
  private readonly onWheel = (event: WheelEvent): void => {
    const { currentTarget, deltaX, deltaY } = event;
    if (!(currentTarget instanceof HTMLElement) || deltaX !== 0 || event.ctrlKey) return;
    const before = currentTarget.scrollLeft;
    currentTarget.scrollLeft += deltaY;
    if (currentTarget.scrollLeft !== before) event.preventDefault();
  };

  private choose(tab: TabId): void {
    this.dispatchEvent(new CustomEvent<TabId>('tab-choose', { detail: tab }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-tabs': TabList;
  }
}
