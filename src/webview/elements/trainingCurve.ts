import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { HistoryPoint } from '../../protocol/results';
import { thin } from '../model/history';
import { baseStyles } from '../styles';
import './chart';
import type { CurvePoint, CurveSeries } from './drawCurve';

type Pick = (point: HistoryPoint) => number | null;
/** Of a run, and how it is told apart from the run it is laid over. */
interface Run {
  readonly history: readonly HistoryPoint[];
  readonly of: string;
  readonly colors: readonly [known: string, heldOut: string];
}

/** The objective, and beneath it the errors, over the iterations; those of a pinned run beside them. */
@customElement('factorize-curve')
export class TrainingCurve extends LitElement {
  @property({ attribute: false }) accessor history: readonly HistoryPoint[] = [];
  /** Of the run to compare with; empty for none. */
  @property({ attribute: false }) accessor pinned: readonly HistoryPoint[] = [];
  /** Its objective; where that is another, the two are not drawn on one scale. */
  @property({ attribute: false }) accessor pinnedFormula: string | null = null;
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
    const own: Run = { history: thin(this.history), of: '', colors: ['var(--negative)', 'var(--positive)'] };
    const pinned: Run = { history: thin(this.pinned), of: ', pinned', colors: ['var(--ink)', 'var(--quiet)'] };
    // the run that is shown lies over the other
    const runs = this.pinned.length > 0 ? [pinned, own] : [own];
    const alike = this.pinnedFormula === this.formula ? runs : [own];
    const objective = alike.map((run) => series('objective', run, 0, ({ objective: value }) => value));
    const known = this.of === 'cells' ? 'known cells' : 'training ratings';
    const errors = [
      ...runs.map((run) => series(known, run, 0, ({ rmse }) => rmse)),
      ...runs.map((run) => series(`held-out ${this.of}`, run, 1, ({ holdoutRmse }) => holdoutRmse)),
    ].filter(({ points }) => points.length > 0);
    return html`
      <factorize-chart
        label="Objective"
        .formula=${this.formula}
        xLabel="iteration"
        file="objective"
        .series=${objective}
      ></factorize-chart>
      ${
        errors.length === 0
          ? nothing
          : html`<factorize-chart
              label="Root mean squared error"
              xLabel="iteration"
              file="errors"
              .series=${errors}
            ></factorize-chart>`
      }
    `;
  }
}

function series(title: string, { history, of, colors }: Run, side: 0 | 1, pick: Pick): CurveSeries {
  const points = history.flatMap((point): CurvePoint[] => {
    const value = pick(point);
    return value === null || !Number.isFinite(value) ? [] : [{ x: point.iteration, y: value }];
  });
  return { title: `${title}${of}`, color: colors[side], dashed: side === 1, dots: false, points };
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-curve': TrainingCurve;
  }
}
