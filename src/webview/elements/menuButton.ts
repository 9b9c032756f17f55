import '@vscode-elements/elements/dist/vscode-button/index.js';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { baseStyles } from '../styles';

export interface MenuItem {
  readonly id: string;
  readonly title: string;
}

/** A button with a menu, by mouse and by keyboard. Fires `menu-choose` with the chosen item's id. */
@customElement('factorize-menu')
export class MenuButton extends LitElement {
  @property() accessor label = '';
  /** Read out before the label: what the menu acts on. */
  @property() accessor about = '';
  /** Without a frame, as in a toolbar. */
  @property({ type: Boolean }) accessor quiet = false;
  /** Groups of items, a line between each. */
  @property({ attribute: false }) accessor groups: readonly (readonly MenuItem[])[] = [];
  @state() private accessor open = false;
  @query('[role="menu"]') private accessor menu!: HTMLElement;
  @query('.face') private accessor button!: HTMLElement;

  /** Where a right click asked for the menu; null: at its button. */
  private at: Pick<DOMRect, 'left' | 'right' | 'top' | 'bottom'> | null = null;

  static override readonly styles = [
    baseStyles,
    css`
      :host {
        display: inline-block;
      }
      @media (max-width: 360px) {
        vscode-button::part(base) {
          padding: 1px 7px;
        }
      }
      .arrow {
        margin-left: 7px;
      }
      [role='menu'] {
        background: var(--vscode-menu-background, var(--ground));
        border: 1px solid var(--vscode-menu-border, var(--line));
        border-radius: 5px;
        box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
        color: var(--vscode-menu-foreground, var(--ink));
        inset: auto;
        margin: 0;
        max-height: 70vh;
        overflow: auto;
        padding: 4px;
        position: fixed;
      }
      button {
        cursor: pointer;
        font: inherit;
      }
      button.face {
        background: none;
        border: 1px solid transparent;
        border-radius: 4px;
        color: var(--quiet);
        padding: 1px 6px;
      }
      button.face:hover,
      button.face[aria-expanded='true'] {
        background: var(--vscode-toolbar-hoverBackground);
        border-color: var(--vscode-contrastActiveBorder, transparent);
        color: var(--ink);
      }
      [role='menuitem'] {
        background: none;
        border: 0;
        border-radius: 3px;
        color: inherit;
        display: block;
        padding: 3px 24px 3px 12px;
        text-align: left;
        white-space: nowrap;
        width: 100%;
      }
      [role='menuitem']:focus {
        background: var(--vscode-menu-selectionBackground);
        color: var(--vscode-menu-selectionForeground);
        forced-color-adjust: none;
        outline: 1px solid var(--vscode-menu-selectionBorder, transparent);
      }
      hr {
        border: 0;
        border-top: 1px solid var(--vscode-menu-separatorBackground, var(--line));
        margin: 4px 0;
      }
    `,
  ];

  override render(): TemplateResult {
    return html`
      ${this.face()}
      <div
        role="menu"
        popover="auto"
        aria-label=${this.about === '' ? this.label : this.about}
        @toggle=${this.onToggle}
        @keydown=${this.onKey}
        @pointermove=${this.onPointer}
      >
        ${this.groups.map(
          (items, i) => html`
            ${i > 0 ? html`<hr />` : nothing}
            ${items.map(
              (item) =>
                html`<button role="menuitem" tabindex="-1" @click=${() => this.choose(item.id)}>${item.title}</button>`,
            )}
          `,
        )}
      </div>
    `;
  }

  private face(): TemplateResult {
    const name = this.about === '' ? this.label : `${this.about}: ${this.label}`;
    const content = html`${this.label}<span class="arrow"></span>`;
    return this.quiet
      ? html`<button
          class="face"
          aria-haspopup="menu"
          aria-expanded=${this.open}
          aria-label=${name}
          @click=${this.toggle}
          @keydown=${this.onButtonKey}
        >
          ${content}
        </button>`
      : html`<vscode-button
          class="face"
          secondary
          aria-haspopup="menu"
          aria-expanded=${this.open}
          aria-label=${name}
          @click=${this.toggle}
          @keydown=${this.onButtonKey}
          >${content}</vscode-button
        >`;
  }

  /** Opens the menu at a place of the page, as a right click does. */
  openAt(x: number, y: number): void {
    this.at = { left: x, right: x, top: y, bottom: y };
    this.menu.showPopover();
  }

  private readonly toggle = (): void => {
    this.at = null;
    this.menu.togglePopover();
  };

  private readonly onToggle = (event: ToggleEvent): void => {
    this.open = event.newState === 'open';
    if (!this.open) return;
    this.place();
    this.items()[0]?.focus();
  };

  /** Beneath the button, or where it was asked for, but inside the page. */
  private place(): void {
    const button = this.at ?? this.button.getBoundingClientRect();
    const { width, height } = this.menu.getBoundingClientRect();
    const left = Math.max(4, Math.min(button.left, window.innerWidth - width - 4));
    const below = button.bottom + 2;
    const top = below + height > window.innerHeight ? Math.max(4, button.top - height - 2) : below;
    this.menu.style.left = `${left}px`;
    this.menu.style.top = `${top}px`;
  }

  private readonly onButtonKey = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    this.at = null;
    this.menu.showPopover();
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const items = this.items();
    const at = items.findIndex((item) => item.matches(':focus'));
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      items[(next + items.length) % items.length]?.focus();
    } else if (event.key === 'Tab') {
      this.menu.hidePopover();
    }
  };

  private readonly onPointer = (event: Event): void => {
    if (event.target instanceof HTMLButtonElement) event.target.focus();
  };

  private choose(id: string): void {
    this.menu.hidePopover();
    this.button.focus();
    this.dispatchEvent(new CustomEvent<string>('menu-choose', { detail: id }));
  }

  private items(): HTMLButtonElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLButtonElement>('button[role="menuitem"]')];
  }
}

/** Opens the menu of a figure where its context menu is asked for, by the mouse or by the keyboard. */
export function openMenuHere(event: MouseEvent): void {
  const figure = event.currentTarget;
  const menu = figure instanceof Element ? figure.querySelector('factorize-menu') : null;
  if (menu === null) return;
  event.preventDefault();
  menu.openAt(event.clientX, event.clientY);
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-menu': MenuButton;
  }
}
