import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Factor } from '../../protocol/results';
import { labelsOf } from '../../protocol/analyses';
import { formulaText } from '../../protocol/formula';
import { factorNotes } from '../../protocol/factorNotes';
import { formatCount, formatPercent } from '../../protocol/quantities';
import { formula, formulaStyles } from '../elements/formula';
import '../elements/matrixGrid';
import { appStyles } from '../appStyles';
import { cellsOfContext } from '../cells/ofContext';
import type { ViewContext } from '../context';
import { controlStyles } from '../controlStyles';
import { isFactorSum } from '../model/factorSum';
import { nextSort, sortedRows } from '../model/sorting';
import { sumOfContext } from '../model/sums';
import { matrixKey } from '../model/tabs';
import { baseStyles } from '../styles';
import { factorsStyles } from './factorsStyles';
import { openMenuHere } from '../elements/menuButton';
import { matrixMenu } from './matrixMenu';

/** Factors that are put into words. */
const noted = 8;

/** Each factor as a heatmap, with its name, its role and its size; sorted and cleared of small cells where asked. */
@customElement('factorize-factors')
export class FactorsView extends LitElement {
  @property({ attribute: false }) accessor context: ViewContext | null = null;
  /** What each factor separates, a sentence each. */
  @state() private accessor notes: readonly string[] = [];

  static override readonly styles = [baseStyles, formulaStyles, controlStyles, appStyles, factorsStyles];

  override willUpdate(changed: PropertyValues<this>): void {
    const { context } = this;
    if (!context || !changed.has('context')) return;
    if (changed.get('context')?.result.analysis !== context.result.analysis) void this.begin(context);
  }

  override render(): TemplateResult | typeof nothing {
    const { context, notes } = this;
    if (!context) return nothing;
    const { analysis } = context.result;
    return html`
      <div class="lead">
        <p class="formula">${formula(formulaText(analysis))}</p>
        ${analysis.factors.some(({ rows, columns }) => rows * columns > 12) ? this.threshold(context) : nothing}
      </div>
      <div class="grids">${analysis.factors.map((factor) => this.figure(factor, context))}</div>
      ${
        notes.length === 0
          ? nothing
          : html`<ul class="said" aria-label="What each factor separates">
              ${notes.slice(0, noted).map((note) => html`<li>${note}</li>`)}
            </ul>`
      }
    `;
  }

  private threshold(context: ViewContext): TemplateResult {
    const { hideBelow } = context.choices;
    const onInput = (event: Event): void => {
      if (event.target instanceof HTMLInputElement) context.choose({ hideBelow: event.target.valueAsNumber / 100 });
    };
    const said = hideBelow === 0 ? 'none hidden' : `below ${formatPercent(hideBelow)} of the largest`;
    return html`<label class="threshold"
      >Hide cells
      <input
        type="range"
        min="0"
        max="50"
        step="1"
        .value=${String(Math.round(100 * hideBelow))}
        aria-valuetext=${said}
        @input=${onInput}
      />
      <span class="quiet">${said}</span></label
    >`;
  }

  private figure(factor: Factor, context: ViewContext): TemplateResult {
    const size = `${formatCount(factor.totalRows)}×${formatCount(factor.columns)}`;
    const { cells, largest } = cellsOfContext(context).factor(factor);
    const labels = { rows: factor.rowLabels, columns: factor.columnLabels };
    const { sorted, hideBelow } = context.choices;
    const sortable = cells.isWhole && cells.rows > 2;
    const own = sortable ? sorted[factor.name] : undefined;
    const sort = (column: number): void => {
      const { [factor.name]: before, ...others } = sorted;
      const next = nextSort(before, column);
      context.choose({ sorted: next ? { ...others, [factor.name]: next } : others });
    };
    return html`<section
      class="figure"
      aria-label=${`Factor ${factor.name}`}
      data-matrix=${matrixKey({ factor: factor.name })}
      @contextmenu=${openMenuHere}
    >
      <header>
        <h2><span class="number">${factor.name}</span> <span class="quiet">${size}</span></h2>
        ${matrixMenu({ factor: factor.name }, factor.name, context, { name: factor.name, cells, labels, largest })}
      </header>
      <p class="quiet">${factor.role}</p>
      <factorize-grid
        name=${factor.name}
        .cells=${cells}
        .largest=${largest}
        .hideBelow=${hideBelow * largest}
        .labels=${labels}
        .totalRows=${factor.totalRows}
        .sorted=${own ?? null}
        .order=${own ? sortedRows(cells, own) : null}
        ?sortable=${sortable}
        keyed
        @sort-choose=${(event: CustomEvent<number>) => sort(event.detail)}
      ></factorize-grid>
    </section>`;
  }

  /** A completion says it itself; other sums of factors are read for it. */
  private async begin(context: ViewContext): Promise<void> {
    const { analysis } = context.result;
    this.notes = 'factorNotes' in analysis ? analysis.factorNotes : [];
    const isNamed = labelsOf(analysis).rows !== null || labelsOf(analysis).columns !== null;
    if ('factorNotes' in analysis || !isNamed || !isFactorSum(analysis)) return;
    // Factors that cannot be read are shown as such by their grids.
    const sum = await sumOfContext(context).catch(() => null);
    if (sum === null || this.context?.result.analysis !== analysis) return;
    const { rows: rowLabels, columns: columnLabels } = labelsOf(analysis);
    this.notes = factorNotes(sum, { rowLabels, columnLabels });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-factors': FactorsView;
  }
}
