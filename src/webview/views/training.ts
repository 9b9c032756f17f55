import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { isOpenedModel } from '../../protocol/analyses';
import type { SessionRun } from '../../protocol/panel';
import { formatCount } from '../../protocol/quantities';
import type { HistoryPoint } from '../../protocol/results';
import { stopSentence } from '../../protocol/stop';
import { appStyles } from '../appStyles';
import type { ViewContext } from '../context';
import { controlStyles } from '../controlStyles';
import '../elements/trainingCurve';
import { everyChoices, evenStep } from '../model/history';
import { ownStyle, pinnedRun, placeStyles, runNames, stepLines, switched, type DrawnRun } from '../model/runs';
import { baseStyles, tableStyles } from '../styles';
import { isPlayable } from './playback';
import { ranked } from './ranked';
import { runList, runListStyles } from './runList';
import { searched } from './search';
import { stepsTable } from './stepsTable';

/** How the objective fell, beside that of other runs on the same data, why it stopped, and the values at even steps. */
@customElement('factorize-training')
export class TrainingView extends LitElement {
  @property({ attribute: false }) accessor context: ViewContext | null = null;
  /** Those of the session on this data, the one that is shown among them. */
  @state() private accessor runs: readonly SessionRun[] = [];
  /** Of other runs, by their numbers. */
  @state() private accessor histories: ReadonlyMap<number, readonly HistoryPoint[]> = new Map();
  private readonly asked = new Set<number>();

  static override readonly styles = [baseStyles, tableStyles, controlStyles, appStyles, runListStyles];

  override willUpdate(changed: PropertyValues<this>): void {
    const { context } = this;
    if (!context) return;
    const before = changed.get('context');
    if (changed.has('context') && before?.result.analysis !== context.result.analysis) void this.begin(context);
    for (const question of this.places(context)) {
      const run = this.runs.find((one) => one.question === question);
      if (run !== undefined && !this.asked.has(run.entry)) void this.fetch(context, run.entry);
    }
  }

  override render(): TemplateResult | typeof nothing {
    const { context, runs } = this;
    if (!context) return nothing;
    const { analysis, entry } = context.result;
    const names = runNames(runs);
    const places = this.places(context);
    const own = runs.findIndex((run) => run.entry === entry);
    const name = names[own] ?? 'this run';
    const others = this.others(context, names, places);
    const shown: DrawnRun = { name, history: analysis.history, formula: analysis.objectiveFormula, style: ownStyle };
    return html`
      <p class="lead">
        ${isOpenedModel(analysis) ? 'This is the training that the model was kept from.' : nothing}
        ${stopSentence(analysis)}
      </p>
      ${
        runs.length > 1 && own >= 0
          ? runList(runs, names, own, places, (question) => context.choose({ runs: switched(places, question) }))
          : nothing
      }
      <factorize-curve
        of=${analysis.kind === 'train' ? 'ratings' : 'cells'}
        name=${name}
        .history=${analysis.history}
        .others=${others}
        .formula=${analysis.objectiveFormula}
      ></factorize-curve>
      ${isPlayable(context) ? html`<factorize-playback .context=${context}></factorize-playback>` : nothing}
      ${this.steps(context, [shown, ...others])}
      ${analysis.kind === 'train' && analysis.ranking ? ranked(analysis.ranking) : nothing}
      ${analysis.kind === 'train' && analysis.search ? searched(analysis.search) : nothing}
    `;
  }

  /** The values at even steps of the longest run, and what they are even by. */
  private steps(context: ViewContext, runs: readonly DrawnRun[]): readonly (TemplateResult | typeof nothing)[] {
    const histories = runs.map(({ history }) => history);
    const last = Math.max(...histories.map((history) => history.at(-1)?.iteration ?? 0));
    const { every } = context.choices;
    return [everyMenu(last, context), stepsTable(runs, stepLines(histories, every ?? evenStep(last)))];
  }

  /** What is laid over the run that is shown: by choice, or else what is pinned. */
  private others(
    { result, pinned }: ViewContext,
    names: readonly string[],
    places: readonly (string | null)[],
  ): readonly DrawnRun[] {
    const { runs, histories } = this;
    const chosen = places.flatMap((question, place): DrawnRun[] => {
      const at = runs.findIndex((run) => run.question === question && run.entry !== result.entry);
      const run = runs[at];
      const history = run && histories.get(run.entry);
      if (run === undefined || history === undefined) return [];
      return [{ name: names[at]!, history, formula: run.objectiveFormula, style: placeStyles[place]! }];
    });
    const isApart = pinned !== null && pinned.analysis !== result.analysis && pinned.analysis.history.length > 1;
    const isListed = pinned?.entry !== undefined && runs.some(({ entry }) => entry === pinned.entry);
    return isApart && !isListed ? [...chosen, pinnedRun(pinned)] : chosen;
  }

  private places({ choices, pinned, result }: ViewContext): readonly (string | null)[] {
    if (choices.runs !== null) return choices.runs;
    const run = this.runs.find(({ entry }) => entry === pinned?.entry && entry !== result.entry);
    return run === undefined ? [] : [run.question];
  }

  private async begin(context: ViewContext): Promise<void> {
    [this.runs, this.histories] = [[], new Map()];
    this.asked.clear();
    try {
      const runs = await context.ask({ ask: 'runs' });
      if (this.context?.result.analysis === context.result.analysis) this.runs = runs;
    } catch (error) {
      context.fail(error);
    }
  }

  private async fetch(context: ViewContext, entry: number): Promise<void> {
    this.asked.add(entry);
    try {
      const { points } = await context.ask({ ask: 'history', entry });
      this.histories = new Map([...this.histories, [entry, points]]);
    } catch (error) {
      context.fail(error);
    }
  }
}

function everyMenu(last: number, context: ViewContext): TemplateResult | typeof nothing {
  const choices = everyChoices(last);
  if (choices.length < 2) return nothing;
  const onChange = (event: Event): void => {
    if (event.target instanceof HTMLSelectElement) context.choose({ every: Number(event.target.value) || null });
  };
  return html`<label class="field every"
    >Values every
    <select @change=${onChange}>
      <option value="" ?selected=${context.choices.every === null}>tenth of the run</option>
      ${choices.map(
        (every) =>
          html`<option value=${every} ?selected=${every === context.choices.every}>
            ${every === 1 ? 'iteration' : `${formatCount(every)} iterations`}
          </option>`,
      )}
    </select></label
  >`;
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-training': TrainingView;
  }
}
