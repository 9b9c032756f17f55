import '@vscode-elements/elements/dist/vscode-button/index.js';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { frobeniusNorm, subtract, type Matrix } from '../../matrix/dense';
import { labelsOf } from '../../protocol/analyses';
import type { PanelResult } from '../../protocol/panel';
import { appStyles } from '../appStyles';
import { GivenCells } from '../cells/given';
import type { ViewContext } from '../context';
import { controlStyles } from '../controlStyles';
import '../elements/matrixGrid';
import '../elements/trainingCurve';
import { pinnedRun } from '../model/runs';
import { comparison, distanceSentence, mismatches, type ComparisonLine } from '../model/comparison';
import { baseStyles, tableStyles } from '../styles';

/** The pinned result and the one that is shown, side by side. */
@customElement('factorize-compare')
export class CompareView extends LitElement {
  @property({ attribute: false }) accessor context: ViewContext | null = null;
  private drawn: { readonly of: readonly Matrix[]; readonly cells: GivenCells } | null = null;

  static override readonly styles = [
    baseStyles,
    tableStyles,
    controlStyles,
    appStyles,
    css`
      table.sides :is(th, td) {
        padding-right: 32px;
        vertical-align: middle;
      }
      factorize-curve {
        margin-top: 20px;
      }
    `,
  ];

  override render(): TemplateResult | typeof nothing {
    const { context } = this;
    const pinned = context?.pinned;
    if (!context || !pinned) return nothing;
    const { result } = context;
    const isAlike = pinned.analysis === result.analysis || sameNumbers(pinned, result);
    const mismatch = mismatches(pinned, result);
    const histories = [pinned.analysis.history, result.analysis.history];
    return html`
      <p class="lead" ?hidden=${!isAlike && mismatch === ''}>
        ${isAlike ? 'This is the pinned result: choose another method to compare.' : ''} ${mismatch}
      </p>
      <div class="across" tabindex="0" role="region" aria-label="Comparison">
        <table class="plain sides" aria-label="The pinned result and this one">
          <thead>
            <tr>
              <td></td>
              <th scope="col">
                <span class="field"
                  >Pinned
                  <vscode-button secondary @click=${() => context.perform({ ask: 'unpin' })}>Unpin</vscode-button></span
                >
              </th>
              <th scope="col">This one</th>
            </tr>
          </thead>
          <tbody>
            ${comparison(pinned, result).map(line)}
          </tbody>
        </table>
      </div>
      ${this.difference(pinned, result)}
      ${
        histories.every(({ length }) => length > 1)
          ? html`<factorize-curve
              .history=${result.analysis.history}
              .others=${[pinnedRun(pinned)]}
              .formula=${result.analysis.objectiveFormula}
            ></factorize-curve>`
          : nothing
      }
    `;
  }

  /** Where the two reconstructions differ; nothing where they have not one shape, or were too large to send. */
  private difference(pinned: PanelResult, shown: PanelResult): TemplateResult | typeof nothing {
    const [a, b] = [reconstructionOf(pinned), reconstructionOf(shown)];
    if (!a || !b || a.rows !== b.rows || a.columns !== b.columns) return nothing;
    if (this.drawn?.of[0] !== a || this.drawn.of[1] !== b)
      this.drawn = { of: [a, b], cells: new GivenCells(subtract(b, a)) };
    const size = frobeniusNorm(a);
    const apart = frobeniusNorm(subtract(b, a));
    if (apart === 0) return html`<p class="notes">${distanceSentence(0)}</p>`;
    return html`<section class="figure apart" aria-label="Difference of the reconstructions">
      <h2>This reconstruction less the pinned one</h2>
      ${size > 0 ? html`<p class="quiet">${distanceSentence(apart / size)}</p>` : nothing}
      <factorize-grid name="Difference" .cells=${this.drawn.cells} .labels=${labelsOf(shown.analysis)}></factorize-grid>
    </section>`;
  }
}

function sameNumbers(a: PanelResult, b: PanelResult): boolean {
  return a.analysis.seconds === b.analysis.seconds && a.analysis.formula === b.analysis.formula;
}

function reconstructionOf({ analysis }: PanelResult): Matrix | null {
  if (analysis.kind === 'train') return null;
  const { reconstruction } = analysis;
  return reconstruction && reconstruction.values.length === reconstruction.rows * reconstruction.columns
    ? reconstruction
    : null;
}

function line({ title, texts, better }: ComparisonLine): TemplateResult {
  const cell = (text: string, isBetter: boolean): TemplateResult =>
    html`<td class=${/^\d/.test(text) ? 'number' : ''}>
      ${isBetter ? html`<strong>${text}</strong> <span class="unseen">(better)</span>` : text}
    </td>`;
  return html`<tr>
    <th scope="row">${title}</th>
    ${cell(texts[0], better === 'pinned')} ${cell(texts[1], better === 'shown')}
  </tr>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-compare': CompareView;
  }
}
