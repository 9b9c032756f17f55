import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { spansDecades } from '../model/history';
import { standalone, seriesCsv } from '../model/chartFiles';
import { baseStyles } from '../styles';
import type { CurveRule, CurveSeries, drawCurve } from './drawCurve';
import { pngOf } from '../model/pictures';
import { saves } from '../model/saves';
import { formula, formulaStyles } from './formula';
import { openMenuHere } from './menuButton';
import './menuButton';

type Draw = typeof drawCurve;

/** What a file is called, and what is in it. */
export interface FileToSave {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** A line chart with its key, as wide as there is room; drawn at most once a frame. Fires `save-file`. */
@customElement('factorize-chart')
export class Chart extends LitElement {
  @property() accessor label = '';
  /** What is drawn, as a formula. */
  @property({ attribute: false }) accessor formula: string | null = null;
  @property() accessor xLabel = '';
  /** What its files are called, without an ending. */
  @property() accessor file = 'chart';
  @property({ attribute: false }) accessor series: readonly CurveSeries[] = [];
  @property({ attribute: false }) accessor rules: readonly CurveRule[] = [];
  /** Null: where the values spread over two decades or more. */
  @property({ attribute: false }) accessor logarithmic: boolean | null = null;
  @property({ type: Boolean }) accessor logarithmicX = false;
  @state() private accessor draw: Draw | null = null;
  @state() private accessor width = 0;
  private readonly sizes = new ResizeObserver(([entry]) => {
    if (entry) this.width = Math.floor(entry.contentRect.width);
  });

  static override readonly styles = [
    baseStyles,
    formulaStyles,
    css`
      :host {
        display: block;
        max-width: 640px;
      }
      figure {
        margin: 0 0 20px;
      }
      figcaption {
        align-items: center;
        display: grid;
        gap: 0 16px;
        grid-template-columns: minmax(0, 1fr) auto;
        grid-template-rows: minmax(32px, auto);
        margin-bottom: 6px;
      }
      .keys {
        color: var(--quiet);
        display: flex;
        flex-wrap: wrap;
        gap: 2px 16px;
        grid-row: 2;
      }
      .keys svg {
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
    const { series, rules, label, xLabel, width, logarithmicX } = this;
    const values = series.flatMap(({ points }) => points.map(({ y }) => y));
    const logarithmic = (this.logarithmic ?? spansDecades(values)) && values.some((value) => value > 0);
    const chart =
      this.draw && width > 0 ? this.draw(series, { width, logarithmic, logarithmicX, label, xLabel, rules }) : nothing;
    return html`<figure @contextmenu=${openMenuHere}>
      <figcaption>
        <span
          >${label}${this.formula === null ? nothing : html`: ${formula(this.formula)}`}${logarithmic ? html`<span class="quiet"> (logarithmic)</span>` : nothing}</span
        >
        ${
          series.length > 1
            ? html`<span class="keys">${series.map((one) => html`<span>${lineSample(one)}${one.title}</span>`)}</span>`
            : nothing
        }
        <factorize-menu
          quiet
          label="Save"
          about=${label}
          .groups=${[saves]}
          @menu-choose=${(event: CustomEvent<string>) => void this.save(event.detail)}
        ></factorize-menu>
      </figcaption>
      <div class="chart">${chart}</div>
    </figure>`;
  }

  /** At most one drawing a frame, however fast points come in. */
  protected override async scheduleUpdate(): Promise<void> {
    await new Promise(requestAnimationFrame);
    await super.scheduleUpdate();
  }

  private async save(kind: string): Promise<void> {
    const drawn = this.renderRoot.querySelector('.chart svg');
    const isPicture = kind !== 'csv' && drawn !== null;
    const svg = isPicture ? standalone(drawn) : '';
    const content = !isPicture ? seriesCsv(this.xLabel, this.series) : kind === 'png' ? await pngOf(svg) : svg;
    const detail: FileToSave = { name: `${this.file}.${isPicture ? kind : 'csv'}`, content };
    this.dispatchEvent(new CustomEvent<FileToSave>('save-file', { detail, bubbles: true, composed: true }));
  }

  /** Plot comes in a chunk of its own, only when a chart is first shown. */
  private async load(): Promise<void> {
    this.draw ??= (await import(/* webpackChunkName: "plot" */ './drawCurve')).drawCurve;
  }
}

/** A piece of a line, as it is drawn in a chart. */
export function lineSample({ color, dashes }: Pick<CurveSeries, 'color' | 'dashes'>): TemplateResult {
  return html`<svg width="28" height="4" aria-hidden="true">
    <line x1="0" y1="2" x2="28" y2="2" stroke=${color} stroke-width="2" stroke-dasharray=${dashes ?? 'none'} />
  </svg>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-chart': Chart;
  }
}
