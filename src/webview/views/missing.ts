import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { determined, labelsOf, predictionsOf, type Labels } from '../../protocol/analyses';
import { counted, formatCount, formatPercent } from '../../protocol/quantities';
import type { Prediction } from '../../protocol/results';
import { appStyles } from '../appStyles';
import type { ViewContext } from '../context';
import { intervalScale } from '../model/intervalScale';
import { missingCounts } from '../model/missingCounts';
import { arranged, missingKey, missingText, nextOrder, type MissingOrder } from '../model/missingOrder';
import { controlStyles } from '../controlStyles';
import { baseStyles, tableStyles } from '../styles';
import { isFillable, missingRow, type MissingTable } from './missingRow';
import { sortMenu } from './missingSort';
import { missingStyles } from './missingStyles';

/** What is drawn at most; the rest is in the reconstruction. */
const mostRows = 500;

const hints: Readonly<Record<MissingOrder, string>> = {
  cell: 'In the order of the matrix',
  value: 'Sort by value',
  interval: 'Sort by the width of the interval',
  baseline: 'What row and column biases alone say: sort by it',
};

/**
 * Every predicted cell: its value, how sure that is, what biases alone say, and the sum behind it. Sorted and filtered
 * as asked; those that are chosen are filled or copied.
 */
@customElement('factorize-missing')
export class MissingView extends LitElement {
  @property({ attribute: false }) accessor context: ViewContext | null = null;

  static override readonly styles = [baseStyles, tableStyles, controlStyles, appStyles, missingStyles];

  override render(): TemplateResult | typeof nothing {
    const { context } = this;
    if (!context) return nothing;
    const { analysis } = context.result;
    const all = predictionsOf(analysis);
    const names = labelsOf(analysis);
    const shown = arranged(all, names, context.choices.missing).slice(0, mostRows);
    const table = this.table(context, all);
    return html`
      <div class="above">
        <p>${this.summary(context, all, table)}</p>
        ${this.tools(context, all, shown, names)}
      </div>
      ${
        shown.length === 0
          ? html`<p class="quiet" role="status">No cell has a name with this in it.</p>`
          : html`${this.narrowHead(context, table, shown)}
              <table class=${table.fillable ? 'plain cells fillable' : 'plain cells'}>
                ${this.head(context, table, shown)} ${shown.map((one) => missingRow(one, table, context))}
              </table>`
      }
      ${this.rest(context, all, shown)}
    `;
  }

  private table(context: ViewContext, all: readonly Prediction[]): MissingTable {
    const { analysis } = context.result;
    const known = all.filter(({ certainty }) => certainty !== 'undetermined');
    const { missing } = context.choices;
    const chosen = new Set(missing.chosen);
    return {
      names: labelsOf(analysis),
      scale: intervalScale(known),
      intervals: analysis.kind === 'complete',
      baselines: known.some((one) => one.baseline !== null),
      fillable: context.linked && !context.stale,
      known: analysis.kind === 'complete' ? analysis.request.matrix : null,
      isChosen: (one) => chosen.has(missingKey(one)),
      choose: (one, isChosen) => {
        const others = missing.chosen.filter((key) => key !== missingKey(one));
        context.choose({ missing: { ...missing, chosen: isChosen ? [...others, missingKey(one)] : others } });
      },
    };
  }

  private summary(
    { result: { analysis, withheld } }: ViewContext,
    all: readonly Prediction[],
    { scale }: MissingTable,
  ): string {
    const isMeasured = scale !== null && analysis.kind === 'complete' && analysis.intervalMethod !== 'exact';
    const total = withheld?.predictions ?? all.length;
    return `${missingCounts(all, total)}. ${isMeasured ? intervalNote(analysis.interval) : ''}`;
  }

  /** What is done with the cells: those that are chosen, or all of them. */
  private tools(
    context: ViewContext,
    all: readonly Prediction[],
    shown: readonly Prediction[],
    names: Labels,
  ): TemplateResult {
    const { missing } = context.choices;
    // Those that were filled since are no longer among them.
    const keys = new Set(missing.chosen);
    const chosen = all.filter((one) => keys.has(missingKey(one)));
    const onFilter = ({ target }: Event): void => {
      if (target instanceof HTMLInputElement) context.choose({ missing: { ...missing, filter: target.value } });
    };
    const copy = (): void => {
      const copied = chosen.length > 0 ? chosen : shown;
      context.perform(
        { ask: 'copyText', text: missingText(copied, names) },
        `Copied ${counted(copied.length, 'cell')} with tabs between the columns.`,
      );
    };
    return html`<div class="tools buttons">
      <input
        type="search"
        placeholder="Filter by row or column"
        aria-label="Filter the cells by row or column"
        .value=${missing.filter}
        @input=${onFilter}
      />
      <vscode-button secondary @click=${copy}>${chosen.length > 0 ? 'Copy chosen' : 'Copy table'}</vscode-button>
      ${context.linked && !context.stale && determined(all).length > 0 ? this.fillButton(context, chosen) : nothing}
    </div>`;
  }

  private fillButton(context: ViewContext, chosen: readonly Prediction[]): TemplateResult {
    const count = chosen.length;
    const fill = (): void => {
      if (count === 0) context.perform({ ask: 'fill', cells: 'all' }, 'Filled every missing cell.');
      else
        context.perform(
          { ask: 'fill', cells: chosen.map(({ row, column }) => ({ row, column })) },
          `Filled ${counted(count, 'cell')}.`,
        );
    };
    return html`<vscode-button @click=${fill}
      >${count === 0 ? 'Fill all' : `Fill ${formatCount(count)} chosen`}</vscode-button
    >`;
  }

  /** Ticks all that can be filled, or none. */
  private chooser(context: ViewContext, shown: readonly Prediction[]): TemplateResult {
    const open = shown.filter(isFillable);
    const { missing } = context.choices;
    const keys = new Set(missing.chosen);
    const chosen = open.filter((one) => keys.has(missingKey(one))).length;
    const onChoose = ({ target }: Event): void => {
      if (target instanceof HTMLInputElement)
        context.choose({ missing: { ...missing, chosen: target.checked ? open.map(missingKey) : [] } });
    };
    return html`<input
      type="checkbox"
      aria-label="Choose all that are shown"
      .checked=${chosen > 0 && chosen === open.length}
      .indeterminate=${chosen > 0 && chosen < open.length}
      @change=${onChoose}
    />`;
  }

  /** What the heads of the columns do, where the page is too narrow for columns. */
  private narrowHead(
    context: ViewContext,
    { intervals, baselines, fillable }: MissingTable,
    shown: readonly Prediction[],
  ): TemplateResult {
    const { missing } = context.choices;
    const orders = [
      'cell',
      'value',
      ...(intervals ? (['interval'] as const) : []),
      ...(baselines ? (['baseline'] as const) : []),
    ] as const;
    return html`<div class="narrow">
      ${fillable ? html`<label class="check all">${this.chooser(context, shown)} All</label>` : nothing}
      ${sortMenu(missing, orders, (order) => context.choose({ missing: { ...missing, ...order } }))}
    </div>`;
  }

  private head(
    context: ViewContext,
    { intervals, baselines, fillable }: MissingTable,
    shown: readonly Prediction[],
  ): TemplateResult {
    return html`<thead>
      <tr>
        ${this.column(context, 'cell', 'Cell', '', fillable ? this.chooser(context, shown) : nothing)}
        ${this.column(context, 'value', 'Value', 'right')}
        ${intervals ? this.column(context, 'interval', 'Interval', '') : nothing}
        ${baselines ? this.column(context, 'baseline', 'Biases alone', 'right') : nothing}
        ${fillable ? html`<th scope="col"><span class="unseen">Fill</span></th>` : nothing}
      </tr>
    </thead>`;
  }

  private column(
    context: ViewContext,
    order: MissingOrder,
    title: string,
    side: '' | 'right',
    before: TemplateResult | typeof nothing = nothing,
  ): TemplateResult {
    const { missing } = context.choices;
    const isSorted = missing.by === order;
    const sort = isSorted ? (missing.descending ? 'descending' : 'ascending') : nothing;
    const mark = isSorted ? (missing.descending ? ' ▾' : ' ▴') : '';
    return html`<th scope="col" class=${side} aria-sort=${sort}>
      <span class="named"
        >${before}<button
          class="sort"
          title=${hints[order]}
          @click=${() => context.choose({ missing: { ...missing, ...nextOrder(missing, order) } })}
        >
          ${title}<span aria-hidden="true">${mark}</span>
        </button></span
      >
    </th>`;
  }

  private rest(
    { result }: ViewContext,
    all: readonly Prediction[],
    shown: readonly Prediction[],
  ): TemplateResult | typeof nothing {
    const total = result.withheld?.predictions ?? all.length;
    if (total <= mostRows) return nothing;
    return html`<p class="quiet">
      ${formatCount(shown.length)} of the first ${mostRows} are shown; the others are in the reconstruction.
    </p>`;
  }
}

function intervalNote(coverage: number): string {
  return `Intervals are meant to hold the true value ${formatPercent(coverage)} of the time.`;
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-missing': MissingView;
  }
}
