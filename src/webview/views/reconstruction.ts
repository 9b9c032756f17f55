import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { labelsOf } from '../../protocol/analyses';
import { formatNumber, trueMinus } from '../../protocol/numbers';
import type { CellRef, MatrixRef } from '../../protocol/panel';
import { counted, formatPercent } from '../../protocol/quantities';
import { cellsOfContext } from '../cells/ofContext';
import type { AnalysisCells } from '../cells/analysisCells';
import type { Cells } from '../cells/cells';
import { ComputedCells, difference } from '../cells/computed';
import type { ViewContext } from '../context';
import { controlStyles } from '../controlStyles';
import '../elements/matrixGrid';
import '../elements/choiceBar';
import type { MatrixGrid } from '../elements/matrixGrid';
import { appStyles } from '../appStyles';
import type { GridChoice } from '../model/choices';
import { sumAt, type FactorSum } from '../model/factorSum';
import { sentenceStart } from '../model/sentences';
import { addsUp, explainedShares, explainedWhole, largestResiduals, type Residual } from '../model/rankErrors';
import { restartable } from '../model/restartable';
import { errorsOfContext, sumOfContext } from '../model/sums';
import { matrixKey } from '../model/tabs';
import { colorKey, colorKeyStyles } from '../elements/colorKey';
import { baseStyles, shadeStyles, tableStyles } from '../styles';
import { openMenuHere } from '../elements/menuButton';
import { matrixMenu } from './matrixMenu';
import { residualTable } from './residualTable';
import { reconstructionStyles } from './reconstructionStyles';

/** Residuals that are listed. */
const listed = 10;
/** Milliseconds after which the slider counts as at rest, and the residuals are listed anew. */
const rest = 150;

const gridChoices: readonly { readonly id: GridChoice; readonly title: string }[] = [
  { id: 'all', title: 'Side by side' },
  { id: 'original', title: 'Original' },
  { id: 'reconstruction', title: 'Reconstruction' },
  { id: 'residual', title: 'Residual' },
];

/** A, Â and A − Â on one colour scale, scrolled and looked at together; with a slider for the rank where Â is a sum of factors. */
@customElement('factorize-reconstruction')
export class ReconstructionView extends LitElement {
  @property({ attribute: false }) accessor context: ViewContext | null = null;
  @state() private accessor sum: FactorSum | null = null;
  /** The relative error with each number of factors; empty where it is not known. */
  @state() private accessor errors: Float64Array = new Float64Array();
  @state() private accessor residuals: readonly Residual[] | null = null;
  @state() private accessor hovered: CellRef | null = null;
  private shown: { readonly rank: number | null; readonly sum: FactorSum | null; readonly cells: Cells } | null = null;
  private compared: { readonly original: Cells; readonly product: Cells; readonly residual: Cells } | null = null;
  private readonly summing = restartable();
  private readonly listing = restartable();

  static override readonly styles = [
    baseStyles,
    shadeStyles,
    colorKeyStyles,
    tableStyles,
    controlStyles,
    appStyles,
    reconstructionStyles,
  ];

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('context') || !this.context) return;
    const before = changed.get('context');
    if (before?.result.analysis !== this.context.result.analysis) void this.begin(this.context);
    else if (before.choices.rank !== this.context.choices.rank) void this.list(this.context, rest);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.summing.stop();
    this.listing.stop();
  }

  override render(): TemplateResult | typeof nothing {
    const { context } = this;
    if (!context) return nothing;
    const cells = cellsOfContext(context);
    const product = this.product(context);
    if (!product) return nothing;
    const residual = this.residualOf(cells, product);
    const alike = [cells.original, product, residual].filter((one) => one !== null);
    const { grids } = context.choices;
    const isShown = (one: GridChoice): boolean => grids === 'all' || grids === one;
    return html`
      <div class="controls">
        ${
          cells.original === null
            ? nothing
            : html`<factorize-choices
                label="Matrices"
                .choices=${gridChoices}
                .chosen=${grids}
                @choice=${(event: CustomEvent<GridChoice>) => context.choose({ grids: event.detail })}
              ></factorize-choices>`
        }
        ${this.sum === null ? nothing : this.slider(context, this.sum)}
      </div>
      <div class=${grids === 'all' && residual ? 'grids beside' : 'grids'}>
        ${cells.original && isShown('original') ? this.figure('Original', cells.original, 'original', alike) : nothing}
        ${isShown('reconstruction') || !cells.original ? this.figure('Reconstruction', product, 'reconstruction', alike) : nothing}
        ${residual && isShown('residual') ? this.figure('Residual', residual, 'residual', alike) : nothing}
      </div>
      ${colorKey(cells.largest)}
      <div class="notes quiet">${this.notes().map((note) => html`<p>${note}</p>`)}</div>
      ${this.residuals === null ? nothing : residualTable(this.residuals, context)}
    `;
  }

  private figure(
    title: string,
    cells: Cells,
    ref: MatrixRef,
    alike: readonly Cells[],
  ): TemplateResult | typeof nothing {
    const { context } = this;
    if (!context) return nothing;
    const { analysis } = context.result;
    const { original, largest } = cellsOfContext(context);
    return html`<section class="figure" aria-label=${title} data-matrix=${matrixKey(ref)} @contextmenu=${openMenuHere}>
      <header>
        <h2>${title}</h2>
        ${
          context.choices.rank === null || ref === 'original'
            ? matrixMenu(ref, title.toLowerCase(), context, { name: title, cells, labels: labelsOf(analysis), largest })
            : nothing
        }
      </header>
      <factorize-grid
        name=${title}
        .cells=${cells}
        .alike=${alike}
        .labels=${labelsOf(analysis)}
        .largest=${largest}
        .known=${ref === 'reconstruction' ? original : null}
        .marked=${context.marked}
        .hovered=${this.hovered}
        .share=${context.choices.grids === 'all' && original !== null ? 1 / 3 : 1}
        ?choosable=${context.linked && original !== null}
        @cell-choose=${(event: CustomEvent<CellRef>) => context.perform({ ask: 'selectCell', cell: event.detail })}
        @cell-hover=${(event: CustomEvent<CellRef | null>) => (this.hovered = event.detail)}
        @grid-scroll=${this.onScroll}
      ></factorize-grid>
    </section>`;
  }

  private slider(context: ViewContext, sum: FactorSum): TemplateResult {
    const most = sum.row.columns;
    const rank = Math.min(context.choices.rank ?? most, most);
    const onInput = (event: Event): void => {
      if (!(event.target instanceof HTMLInputElement)) return;
      const chosen = event.target.valueAsNumber;
      context.choose({ rank: chosen === most ? null : chosen });
    };
    return html`<div class="rank">
      <label for="rank">Factors</label>
      <input
        id="rank"
        type="range"
        min="0"
        max=${most}
        .value=${String(rank)}
        aria-valuetext=${`${rank} of ${most}. ${this.rankSentence(sum, rank)}`}
        @input=${onInput}
      />
      <span class="number">${rank} of ${most}</span>
      <span class="quiet">${this.rankSentence(sum, rank)}</span>
    </div>`;
  }

  /** What the last factor adds, and what is left. */
  private rankSentence(sum: FactorSum, rank: number): string {
    const { errors } = this;
    if (errors.length === 0) return '';
    const left = `relative residual ${trueMinus(formatNumber(errors[rank]!, 3))}`;
    if (rank === 0) return `Before any factor: ${left}.`;
    const share = explainedShares(errors)[rank - 1];
    if (share === undefined) return sentenceStart(`${left}.`);
    const of = `${formatPercent(Math.abs(share), 3)} of ${explainedWhole(sum)}`;
    const does = share < 0 ? `adds ${of} to the squared error` : `explains ${of}`;
    return `${sentenceStart(sum.names[rank - 1]!)} ${does}; ${left}.`;
  }

  private notes(): string[] {
    const { context } = this;
    if (!context) return [];
    const { result, choices } = context;
    const { relativeResidual, meanSquaredError } = result.analysis.diagnostics;
    const { original } = cellsOfContext(context);
    const predictions =
      result.withheld?.predictions ?? ('predictions' in result.analysis ? result.analysis.predictions.length : 0);
    const sentences: string[] = [];
    const isSaid = this.sum !== null && this.errors.length > 0 && choices.rank === null;
    if (original && relativeResidual !== null && !isSaid)
      sentences.push(
        `Relative residual ‖A − Â‖ / ‖A‖${choices.rank === null ? '' : ' with all factors'}: ${trueMinus(formatNumber(relativeResidual))}.`,
      );
    if (original && meanSquaredError !== null)
      sentences.push(
        `Mean squared error${choices.rank === null ? '' : ' with all factors'}: ${trueMinus(formatNumber(meanSquaredError))}.`,
      );
    if (predictions > 0) sentences.push(`${counted(predictions, 'predicted cell')}, outlined with dashes.`);
    if (original) sentences.push('All three share one colour scale.');
    return sentences;
  }

  /** Â with the factors chosen: that of the analysis itself with all of them. */
  private product(context: ViewContext): Cells | null {
    const { sum } = this;
    const { reconstruction, negligible } = cellsOfContext(context);
    const { rank } = context.choices;
    if (sum === null || rank === null || rank >= sum.row.columns) return reconstruction;
    if (this.shown?.rank !== rank || this.shown.sum !== sum)
      this.shown = {
        rank,
        sum,
        cells: new ComputedCells(sum.row.rows, sum.column.rows, (i, j) => sumAt(sum, i, j, rank), [], negligible),
      };
    return this.shown.cells;
  }

  /** The same object for the same two, so that a grid is not drawn anew for nothing. */
  private residualOf({ original, negligible }: AnalysisCells, product: Cells): Cells | null {
    if (original === null) return null;
    if (this.compared?.original !== original || this.compared.product !== product)
      this.compared = { original, product, residual: difference(original, product, negligible) };
    return this.compared.residual;
  }

  /** Reads the factors, and works out what each of them explains. */
  private async begin(context: ViewContext): Promise<void> {
    this.sum = null;
    this.errors = new Float64Array();
    this.residuals = null;
    const { reconstruction, largest } = cellsOfContext(context);
    await this.list(context);
    await this.summing.run(async (pause) => {
      // factors that cannot be read are shown as such by their grids
      const sum = await sumOfContext(context).catch(() => null);
      if (sum === null || reconstruction === null || !addsUp(sum, reconstruction, largest)) return;
      this.sum = sum;
      if (context.choices.rank !== null) void this.list(context);
      this.errors = await errorsOfContext(context, sum, pause);
    });
  }

  /** Lists the largest residuals, unless in the time to wait something else is to be listed. */
  private async list(context: ViewContext, wait = 0): Promise<void> {
    const { original } = cellsOfContext(context);
    const product = this.product(context);
    if (original?.isWhole !== true || product?.isWhole !== true) return;
    await this.listing.run(async (pause) => {
      await pause(wait);
      this.residuals = await largestResiduals(original, product, listed, pause);
    });
  }

  private readonly onScroll = (event: CustomEvent<{ readonly left: number; readonly top: number }>): void => {
    for (const grid of this.renderRoot.querySelectorAll<MatrixGrid>('factorize-grid'))
      if (grid !== event.target) grid.scrollToPlace(event.detail.left, event.detail.top);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-reconstruction': ReconstructionView;
  }
}
