import '@vscode-elements/elements/dist/vscode-button/index.js';
import { css, html, LitElement, mathml, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { trueMinus } from '../../protocol/numbers';
import type { Step, StepMatrix } from '../../protocol/steps';
import type { PageActions } from '../context';
import { baseStyles } from '../styles';

/**
 * How a result is worked out by hand: one step at a time, forward and back, and all of them as LaTeX. Fires
 * `step-choose` with the step to show, from 0.
 */
@customElement('factorize-steps')
export class StepPlayer extends LitElement {
  @property({ attribute: false }) accessor steps: readonly Step[] = [];
  @property({ attribute: false }) accessor actions: PageActions | null = null;
  @property({ attribute: false }) accessor at = 0;

  static override readonly styles = [
    baseStyles,
    css`
      .bar {
        align-items: center;
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-bottom: 12px;
      }
      .place {
        min-width: 11ch;
        text-align: center;
      }
      .apart {
        display: flex;
        flex-wrap: wrap;
        gap: 8px;
        margin-left: auto;
      }
      .sentence {
        margin: 0 0 14px;
        max-width: 80ch;
        min-height: 2.6em;
      }
      .matrices {
        align-items: flex-start;
        display: flex;
        flex-wrap: wrap;
        gap: 16px 32px;
      }
      figure {
        align-items: center;
        display: flex;
        gap: 10px;
        margin: 0;
        max-width: 100%;
        overflow-x: auto;
      }
      /* Square brackets: bars alone would read as a determinant. */
      .bracketed {
        padding: 2px 3px;
        position: relative;
      }
      .bracketed::before,
      .bracketed::after {
        border: solid var(--ink);
        box-sizing: border-box;
        content: '';
        height: 100%;
        position: absolute;
        top: 0;
        width: 5px;
      }
      .bracketed::before {
        border-width: 1px 0 1px 1px;
        left: 0;
      }
      .bracketed::after {
        border-width: 1px 1px 1px 0;
        right: 0;
      }
      table {
        border-collapse: collapse;
      }
      td {
        font-family: var(--number-font);
        font-size: var(--number-size);
        padding: 4px 8px;
        text-align: right;
        vertical-align: middle;
        white-space: nowrap;
      }
      td math {
        font: inherit;
        font-variant-numeric: tabular-nums;
      }
      mfrac {
        font-size: 0.9em;
      }
      mfrac > * {
        math-depth: 0;
        padding: 1px 0;
      }
      td.right-of-bar {
        border-left: 1px solid var(--ink);
      }
      td.changed {
        font-weight: 700;
        outline: 1px dotted var(--ink);
        outline-offset: -2px;
      }
    `,
  ];

  override render(): TemplateResult | typeof nothing {
    const { at } = this;
    const step = this.steps[at];
    if (!step) return nothing;
    const last = this.steps.length - 1;
    return html`
      <div class="bar" @keydown=${this.onKeyDown}>
        <vscode-button id="back" secondary ?disabled=${at === 0} @click=${() => this.move(-1)}>Back</vscode-button>
        <span class="place quiet">Step ${at + 1} of ${last + 1}</span>
        <vscode-button id="forward" ?disabled=${at === last} @click=${() => this.move(1)}>Forward</vscode-button>
        <span class="apart">
          <vscode-button secondary @click=${() => this.copy(at)}>Copy step as LaTeX</vscode-button>
          <vscode-button secondary @click=${() => this.copy('all')}>Copy all as LaTeX</vscode-button>
        </span>
      </div>
      <p class="sentence" role="status">${step.sentence}</p>
      <div class="matrices">${step.matrices.map((matrix) => figure(matrix, this.earlier(matrix)))}</div>
    `;
  }

  /** The same matrix as it was last shown before this step. */
  private earlier({ name, rows, columns }: StepMatrix): StepMatrix | undefined {
    return this.steps
      .slice(0, this.at)
      .flatMap(({ matrices }) => matrices)
      .findLast((one) => one.name === name && one.rows === rows && one.columns === columns);
  }

  private move(by: number): void {
    const next = Math.min(Math.max(this.at + by, 0), this.steps.length - 1);
    this.at = next;
    this.dispatchEvent(new CustomEvent<number>('step-choose', { detail: next }));
    // A button that ends up disabled would take the keys with it.
    const end = next === 0 ? 'forward' : next === this.steps.length - 1 ? 'back' : null;
    if (end !== null && this.renderRoot.querySelector('#back:focus, #forward:focus') !== null)
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(`#${end}`)?.focus());
  }

  private copy(step: number | 'all'): void {
    this.actions?.perform(
      { ask: 'copySteps', step },
      step === 'all' ? 'Copied every step as LaTeX.' : `Copied step ${step + 1} as LaTeX.`,
    );
  }

  private readonly onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -1, ArrowRight: 1, Home: -this.at, End: this.steps.length }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    this.move(by);
  };
}

/** A matrix between brackets; what differs from `before` stands out. */
function figure({ name, rows, columns, cells, bar }: StepMatrix, before: StepMatrix | undefined): TemplateResult {
  const row = (i: number): TemplateResult[] =>
    cells.slice(i * columns, (i + 1) * columns).map((text, j) => {
      const changed = before !== undefined && before.cells[i * columns + j] !== text;
      const classes = `${changed ? 'changed' : ''} ${j === bar ? 'right-of-bar' : ''}`;
      return html`<td class=${classes}>${number(text)}</td>`;
    });
  return html`<figure>
    <figcaption>${name} =</figcaption>
    <div class="bracketed">
      <table aria-label=${name}>
        <tbody>
          ${Array.from(
            { length: rows },
            (_, i) =>
              html`<tr>
                ${row(i)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </figure>`;
}

/** A fraction as it is written by hand, and any other number as its text. */
function number(text: string): TemplateResult | string {
  const [, sign, numerator, denominator] = /^(-?)(\d+)\/(\d+)$/.exec(text) ?? [];
  if (numerator === undefined) return trueMinus(text);
  const fraction = mathml`<mfrac><mn>${numerator}</mn><mn>${denominator}</mn></mfrac>`;
  return html`<math
    >${sign === '-' ? mathml`<mrow><mo lspace="0" rspace="0.15em">−</mo>${fraction}</mrow>` : fraction}</math
  >`;
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-steps': StepPlayer;
  }
}
