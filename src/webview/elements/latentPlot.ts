import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { LatentView } from '../model/choices';
import type { LatentNames } from '../model/latentFrame';
import {
  panned,
  pointAt,
  pointBeside,
  pointsInside,
  wholeView,
  zoomed,
  type Place,
  type Size,
} from '../model/latentPlane';
import type { LatentPoints } from '../model/latentPoints';
import { baseStyles } from '../styles';
import type { Plane } from './drawLatent';
import { LatentPainter, type Marks } from './latentPainter';

/** What else than a move has the labels placed anew; a move has them placed when it has ended, so many milliseconds ago. */
const anew = ['points', 'size', 'inside', 'chosen', 'drawing'];
const rest = 120;
/** Points of a lasso whose labels come before others. */
const mostFirst = 40;
/** Pixels within which the pointer means a point, and a press means a click. */
const near = 12;
const still = 4;
const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/**
 * Points in a plane: drag to pan, wheel to zoom, Shift and drag for a lasso; arrows go from point to point.
 * Fires `point-hover` and `point-choose` (a point or null), `lasso` (points), `view-change` (a LatentView, or null for all).
 */
@customElement('factorize-latent-plot')
export class LatentPlot extends LitElement {
  @property({ attribute: false }) accessor points: LatentPoints | null = null;
  @property({ attribute: false }) accessor view: LatentView | null = null;
  @property({ attribute: false }) accessor chosen: number | null = null;
  @property({ attribute: false }) accessor hovered: number | null = null;
  @property({ attribute: false }) accessor inside: readonly number[] = [];
  /** What stands around the plane, and in its picture. */
  @property({ attribute: false }) accessor names: LatentNames | null = null;
  @property() accessor label = '';
  @state() private accessor size: Size = { width: 0, height: 0 };
  /** Counts how often all was to be drawn anew, with other colours or with the labels in other places. */
  @state() private accessor drawing = 0;
  @query('canvas') private accessor base!: HTMLCanvasElement;
  @query('canvas + canvas') private accessor over!: HTMLCanvasElement;

  private readonly painter = new LatentPainter(this);
  private settling = 0;
  private outline: Place[] = [];
  private press: { readonly at: Place; readonly view: LatentView; readonly lasso: boolean } | null = null;
  private readonly sizes = new ResizeObserver(([entry]) => {
    if (entry) this.size = { width: Math.floor(entry.contentRect.width), height: Math.floor(entry.contentRect.height) };
  });
  /** The theme has changed, or the system forces its own colours: they are read again. */
  private readonly recolor = (): void => {
    this.painter.forgetColors();
    this.drawing++;
  };
  private readonly themes = new MutationObserver(this.recolor);
  private readonly forced = ['(forced-colors: active)', '(prefers-color-scheme: dark)'].map((query) =>
    matchMedia(query),
  );

  static override readonly styles = [
    baseStyles,
    css`
      :host {
        display: grid;
        gap: 4px;
        grid-template: minmax(0, 1fr) auto / auto minmax(0, 1fr);
        height: clamp(280px, 62vh, 740px);
      }
      .axis {
        color: var(--quiet);
        grid-column: 2;
        overflow: hidden;
        text-align: center;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .axis.up {
        grid-column: 1;
        grid-row: 1;
        transform: rotate(180deg);
        writing-mode: vertical-rl;
      }
      .plane {
        border: 1px solid var(--line);
        grid-column: 2;
        grid-row: 1;
        overflow: hidden;
        position: relative;
        touch-action: none;
      }
      canvas {
        height: 100%;
        left: 0;
        pointer-events: none;
        position: absolute;
        top: 0;
        width: 100%;
      }
    `,
  ];

  override render(): TemplateResult {
    const { names } = this;
    return html`${names?.up ? html`<span class="axis up" aria-hidden="true">${names.up}</span>` : nothing}
      <div
        class="plane"
        tabindex="0"
        role="application"
        aria-roledescription="plot"
        aria-label=${this.label}
        @pointerdown=${this.onDown}
        @pointermove=${this.onMove}
        @pointerup=${this.onUp}
        @pointerleave=${() => this.tell('point-hover', null)}
        @wheel=${this.onWheel}
        @dblclick=${() => this.tell('view-change', null)}
        @keydown=${this.onKey}
      >
        <canvas></canvas><canvas></canvas>
      </div>
      <span class="axis" aria-hidden="true">${names?.across}</span>`;
  }

  override firstUpdated(): void {
    const plane = this.renderRoot.querySelector('.plane');
    if (plane) this.sizes.observe(plane);
    this.themes.observe(document.documentElement, { attributes: true });
    this.themes.observe(document.body, { attributes: true });
    for (const query of this.forced) query.addEventListener('change', this.recolor);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
    this.themes.disconnect();
    for (const query of this.forced) query.removeEventListener('change', this.recolor);
    clearTimeout(this.settling);
  }

  override updated(changed: PropertyValues): void {
    const plane = this.plane();
    if (!plane) return;
    if (anew.some((key) => changed.has(key))) {
      this.painter.forgetLabels();
      clearTimeout(this.settling);
    } else if (changed.has('view')) {
      clearTimeout(this.settling);
      this.settling = window.setTimeout(() => this.drawing++, rest);
    }
    if (changed.has('view') || anew.some((key) => changed.has(key))) {
      const first = [...(this.chosen === null ? [] : [this.chosen]), ...this.inside.slice(0, mostFirst)];
      this.painter.drawPoints(this.base, plane, first);
    }
    this.painter.drawMarks(this.over, plane, this.marks());
  }

  /** At most one drawing a frame, however fast the pointer moves. */
  protected override async scheduleUpdate(): Promise<void> {
    await new Promise(requestAnimationFrame);
    await super.scheduleUpdate();
  }

  /** The picture as SVG; null where nothing is seen. */
  svg(): string | null {
    const plane = this.plane();
    return plane && this.names && this.painter.svg(plane, this.marks(), this.names);
  }

  private plane(): Plane | null {
    const { points, size, painter } = this;
    if (!points || size.width === 0) return null;
    return { points, view: this.shownView(points), size, colors: painter.colors };
  }

  private marks(): Marks {
    const pair = [this.chosen, this.hovered].filter((p) => p !== null);
    return { pair: [...new Set(pair)], inside: this.inside, outline: this.outline };
  }

  private shownView(points: LatentPoints): LatentView {
    return this.view ?? wholeView(points, this.size);
  }

  private place(event: MouseEvent): Place {
    const box = this.base.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private readonly onDown = (event: PointerEvent): void => {
    if (!this.points || event.button !== 0) return;
    if (event.currentTarget instanceof Element) event.currentTarget.setPointerCapture(event.pointerId);
    const at = this.place(event);
    this.press = { at, view: this.shownView(this.points), lasso: event.shiftKey };
    if (event.shiftKey) this.outline = [at];
  };

  private readonly onMove = (event: PointerEvent): void => {
    const { press, points } = this;
    if (!points) return;
    const at = this.place(event);
    if (press === null) {
      this.tell('point-hover', pointAt(points, at, this.shownView(points), this.size, near));
      return;
    }
    if (press.lasso) {
      this.outline = [...this.outline, at];
      this.requestUpdate();
    } else if (moved(press.at, at)) this.tell('view-change', panned(press.view, at.x - press.at.x, at.y - press.at.y));
  };

  private readonly onUp = (event: PointerEvent): void => {
    const { press, points } = this;
    this.press = null;
    if (!press || !points) return;
    const at = this.place(event);
    const view = this.shownView(points);
    if (press.lasso) {
      this.tell('lasso', pointsInside(points, this.outline, view, this.size));
      this.outline = [];
      this.requestUpdate();
    } else if (!moved(press.at, at)) this.tell('point-choose', pointAt(points, at, view, this.size, near));
  };

  private readonly onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    if (this.points) this.zoom(Math.exp(-event.deltaY / 400), this.place(event));
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const { points, size } = this;
    if (!points) return;
    const direction = directions[event.key];
    const middle = { x: size.width / 2, y: size.height / 2 };
    if (direction && event.ctrlKey) {
      this.tell('view-change', panned(this.shownView(points), -40 * direction[0], 40 * direction[1]));
    } else if (direction) {
      const from = this.hovered ?? this.chosen;
      const next = from === null ? points.outermost[0] : pointBeside(points, from, ...direction);
      if (next !== undefined && next !== null) this.tell('point-hover', next);
    } else if (event.key === 'Enter' || event.key === ' ') this.tell('point-choose', this.hovered);
    else if (event.key === 'Escape') this.tell('point-choose', null);
    else if (event.key === '+' || event.key === '=') this.zoom(1.25, middle);
    else if (event.key === '-') this.zoom(0.8, middle);
    else if (event.key === '0') this.tell('view-change', null);
    else return;
    event.preventDefault();
  };

  private zoom(by: number, at: Place): void {
    if (this.points) this.tell('view-change', zoomed(this.shownView(this.points), by, at, this.size));
  }

  private tell(event: string, detail: LatentView | number | readonly number[] | null): void {
    this.dispatchEvent(new CustomEvent(event, { detail }));
  }
}

function moved(from: Place, to: Place): boolean {
  return Math.abs(from.x - to.x) + Math.abs(from.y - to.y) > still;
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-latent-plot': LatentPlot;
  }
}
