import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { HistoryPoint } from '../../protocol/results';
import { spansDecades, thin } from '../model/history';
import { baseStyles } from '../styles';
import type { CurvePoint, CurveSeries, drawCurve } from './drawCurve';

type Draw = typeof drawCurve;

/** The objective, and beneath it the errors, over the iterations; drawn again as points come in. */
@customElement('factorize-curve')
export class TrainingCurve extends LitElement {
  @property({ attribute: false }) accessor history: readonly HistoryPoint[] = [];
  /** What the objective is, as a formula. */
  @property({ attribute: false }) accessor formula: string | null = null;
  @state() private accessor draw: Draw | null = null;
  @state() private accessor width = 0;
  private readonly sizes = new ResizeObserver(([entry]) => {
    if (entry) this.width = Math.floor(entry.contentRect.width);
  });

  static override readonly styles = [
    baseStyles,
    css`
      :host {
        display: block;
        max-width: 640px;
      }
      figure {
        margin: 0 0 20px;
      }
      figcaption {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 16px;
        margin-bottom: 6px;
      }
      .key {
        color: var(--quiet);
      }
      .key svg {
        margin-right: 6px;
        vertical-align: middle;
      }
      .chart {
        min-height: 150px;
      }
      .chart svg {
        display: block;
        font-family: inherit;
        font-size: 11px;
        max-width: 100%;
      }
    `,
  ];

  override connectedCallback(): void {
    super.connectedCallback();
    this.sizes.observe(this);
    void this.load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
  }

  override render(): TemplateResult {
    const points = thin(this.history);
    const objective: CurveSeries = {
      title: 'objective',
      color: 'var(--negative)',
      dashed: false,
      points: valuesOf(points, (point) => point.objective),
    };
    const errors = [
      series('known cells', 'var(--negative)', false, points, (point) => point.rmse),
      series('held-out cells', 'var(--positive)', true, points, (point) => point.holdoutRmse),
    ].filter((one) => one.points.length > 0);
    const title = this.formula === null ? 'Objective' : `Objective: ${this.formula}`;
    return html`
      ${this.figure(title, [objective])} ${errors.length > 0 ? this.figure('Root mean squared error', errors) : nothing}
    `;
  }

  /** At most one drawing a frame, however fast points come in. */
  protected override async scheduleUpdate(): Promise<void> {
    await new Promise(requestAnimationFrame);
    await super.scheduleUpdate();
  }

  private figure(title: string, shown: readonly CurveSeries[]): TemplateResult {
    const logarithmic = spansDecades(shown.flatMap((one) => one.points.map((point) => point.value)));
    const chart =
      this.draw && this.width > 0 ? this.draw(shown, { width: this.width, logarithmic, label: title }) : nothing;
    return html`<figure>
      <figcaption>
        <span>${title}${logarithmic ? html`<span class="quiet"> (logarithmic)</span>` : nothing}</span>
        ${shown.length > 1 ? shown.map(key) : nothing}
      </figcaption>
      <div class="chart">${chart}</div>
    </figure>`;
  }

  /** Plot comes in a chunk of its own, only when a curve is first shown. */
  private async load(): Promise<void> {
    this.draw ??= (await import(/* webpackChunkName: "plot" */ './drawCurve')).drawCurve;
  }
}

function key(one: CurveSeries): TemplateResult {
  return html`<span class="key"
    ><svg width="20" height="4" aria-hidden="true">
      <line
        x1="0"
        y1="2"
        x2="20"
        y2="2"
        stroke=${one.color}
        stroke-width="2"
        stroke-dasharray=${one.dashed ? '5 3' : 'none'}
      /></svg
    >${one.title}</span
  >`;
}

function series(
  title: string,
  color: string,
  dashed: boolean,
  points: readonly HistoryPoint[],
  pick: (point: HistoryPoint) => number | null,
): CurveSeries {
  return { title, color, dashed, points: valuesOf(points, pick) };
}

function valuesOf(points: readonly HistoryPoint[], pick: (point: HistoryPoint) => number | null): CurvePoint[] {
  return points.flatMap((point) => {
    const value = pick(point);
    return value === null || !Number.isFinite(value) ? [] : [{ iteration: point.iteration, value }];
  });
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-curve': TrainingCurve;
  }
}
