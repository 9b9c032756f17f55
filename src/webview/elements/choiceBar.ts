import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { baseStyles } from '../styles';

export interface Choice {
  readonly id: string;
  readonly title: string;
}

/** A few choices beside one another, of which one holds (the ARIA radio group). Fires `choice` with the chosen id. */
@customElement('factorize-choices')
export class ChoiceBar extends LitElement {
  @property() accessor label = '';
  @property({ attribute: false }) accessor choices: readonly Choice[] = [];
  @property({ attribute: false }) accessor chosen = '';

  static override readonly styles = [
    baseStyles,
    css`
      [role='radiogroup'] {
        border: 1px solid var(--vscode-contrastBorder, var(--vscode-widget-border, var(--line)));
        border-radius: 4px;
        display: inline-grid;
        grid-auto-columns: auto;
        grid-auto-flow: column;
        max-width: 100%;
        overflow: hidden;
      }
      /* Four do not fit in a side bar beside one another: two above two. */
      @media (max-width: 360px) {
        .many {
          grid-auto-flow: row;
          grid-template-columns: auto auto;
        }
      }
      button {
        background: none;
        border: 0;
        color: var(--ink);
        cursor: pointer;
        font: inherit;
        height: 24px;
        padding: 0 10px;
        white-space: nowrap;
      }
      button:hover {
        background: var(--vscode-toolbar-hoverBackground);
      }
      button[aria-checked='true'] {
        background: var(--vscode-list-activeSelectionBackground);
        color: var(--vscode-list-activeSelectionForeground);
        forced-color-adjust: none;
        outline: 1px solid var(--vscode-contrastActiveBorder, transparent);
        outline-offset: -1px;
      }
      button:focus-visible {
        outline: 1px solid var(--vscode-focusBorder);
      }
    `,
  ];

  override render(): TemplateResult {
    return html`<div
      role="radiogroup"
      class=${this.choices.length > 3 ? 'many' : ''}
      aria-label=${this.label}
      @keydown=${this.onKey}
    >
      ${this.choices.map(
        ({ id, title }) =>
          html`<button
            role="radio"
            aria-checked=${id === this.chosen}
            tabindex=${id === this.chosen ? 0 : -1}
            @click=${() => this.choose(id)}
          >
            ${title}
          </button>`,
      )}
    </div>`;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const { length } = this.choices;
    const at = (this.choices.findIndex(({ id }) => id === this.chosen) + by + length) % length;
    const next = this.choices[at];
    if (!next) return;
    this.choose(next.id);
    this.renderRoot.querySelectorAll('button')[at]?.focus();
  };

  private choose(id: string): void {
    this.dispatchEvent(new CustomEvent<string>('choice', { detail: id }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-choices': ChoiceBar;
  }
}
