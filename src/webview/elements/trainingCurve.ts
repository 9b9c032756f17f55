import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { thin } from '../../protocol/history';
import type { HistoryPoint } from '../../protocol/results';
import { ownStyle, runsDiffer, type DrawnRun, type RunStyle } from '../model/runs';
import { baseStyles } from '../styles';
import './chart';
import type { CurvePoint, CurveSeries } from './drawCurve';

type Pick = (point: HistoryPoint) => number | null;

const heldOutStyle: RunStyle = { color: 'var(--positive)', dashes: '5 3' };

/** The objective, and beneath it the errors, over the iterations; those of other runs beside them. */
@customElement('factorize-curve')
export class TrainingCurve extends LitElement {
  @property({ attribute: false }) accessor history: readonly HistoryPoint[] = [];
  /** The runs to compare with. */
  @property({ attribute: false, hasChanged: runsDiffer }) accessor others: readonly DrawnRun[] = [];
  /** What this run is called among others. */
  @property() accessor name = 'this run';
  /** What is known, and held out: cells of a matrix, or ratings. */
  @property() accessor of: 'cells' | 'ratings' = 'cells';
  /** What the objective is, as a formula. */
  @property({ attribute: false }) accessor formula: string | null = null;

  static override readonly styles = [
    baseStyles,
    css`
      :host {
        column-gap: 40px;
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(440px, 100%), 1fr));
        max-width: 1320px;
      }
    `,
  ];

  override render(): TemplateResult {
    const { history, others, name, formula } = this;
    const own: DrawnRun = { name, history: thin(history), formula, style: ownStyle };
    const objective: Pick = (point) => point.objective;
    // the run that is shown lies over the others
    const runs = [...others.map((run) => ({ ...run, history: thin(run.history) })), own];
    const alike = runs.filter((run) => run.formula === formula);
    const lines = others.length === 0 ? [series('objective', own, ownStyle, objective)] : linesOf(alike, objective);
    return html`
      <factorize-chart
        label="Objective"
        .formula=${formula}
        xLabel="iteration"
        file="objective"
        .series=${lines}
      ></factorize-chart>
      ${others.length === 0 ? this.errors(own) : this.errorsOf(runs)}
    `;
  }

  /** Both errors of one run, in one chart. */
  private errors(own: DrawnRun): TemplateResult | typeof nothing {
    return chart('Root mean squared error', 'errors', [
      series(this.known, own, ownStyle, ({ rmse }) => rmse),
      series(this.heldOut, own, heldOutStyle, ({ holdoutRmse }) => holdoutRmse),
    ]);
  }

  /** Each error of several runs, in a chart of its own: a colour and its strokes stand for a run. */
  private errorsOf(runs: readonly DrawnRun[]): readonly (TemplateResult | typeof nothing)[] {
    return [
      chart(
        `Root mean squared error of ${this.known}`,
        'errors',
        linesOf(runs, ({ rmse }) => rmse),
      ),
      chart(
        `Root mean squared error of ${this.heldOut}`,
        'held-out-errors',
        linesOf(runs, ({ holdoutRmse }) => holdoutRmse),
      ),
    ];
  }

  private get known(): string {
    return this.of === 'cells' ? 'known cells' : 'training ratings';
  }

  private get heldOut(): string {
    return `held-out ${this.of}`;
  }
}

function chart(label: string, file: string, all: readonly CurveSeries[]): TemplateResult | typeof nothing {
  const drawn = all.filter(({ points }) => points.length > 0);
  return drawn.length === 0
    ? nothing
    : html`<factorize-chart label=${label} xLabel="iteration" file=${file} .series=${drawn}></factorize-chart>`;
}

function linesOf(runs: readonly DrawnRun[], pick: Pick): readonly CurveSeries[] {
  return runs.map((run) => series(run.name, run, run.style, pick));
}

function series(title: string, { history }: DrawnRun, style: RunStyle, pick: Pick): CurveSeries {
  const points = history.flatMap((point): CurvePoint[] => {
    const value = pick(point);
    return value === null || !Number.isFinite(value) ? [] : [{ x: point.iteration, y: value }];
  });
  return { title, ...style, dots: false, points };
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-curve': TrainingCurve;
  }
}
