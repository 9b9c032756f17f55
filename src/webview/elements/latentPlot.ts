import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { LatentView } from '../model/choices';
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
import { drawChosen, drawPoints, type LatentColors } from './drawLatent';

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
  @property() accessor label = '';
  @state() private accessor size: Size = { width: 0, height: 0 };
  @query('canvas') private accessor base!: HTMLCanvasElement;
  @query('canvas + canvas') private accessor over!: HTMLCanvasElement;

  private outline: Place[] = [];
  private press: { readonly at: Place; readonly view: LatentView; readonly lasso: boolean } | null = null;
  private readonly sizes = new ResizeObserver(([entry]) => {
    if (entry) this.size = { width: Math.floor(entry.contentRect.width), height: Math.floor(entry.contentRect.height) };
  });
  /** The theme has changed: its colours are read again. */
  private readonly themes = new MutationObserver(() => this.requestUpdate('size'));

  static override readonly styles = [
    baseStyles,
    css`
      :host {
        display: block;
        height: clamp(260px, 62vh, 720px);
        position: relative;
      }
      .plane {
        border: 1px solid var(--line);
        height: 100%;
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
    return html`<div
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
    </div>`;
  }

  override firstUpdated(): void {
    const plane = this.renderRoot.querySelector('.plane');
    if (plane) this.sizes.observe(plane);
    this.themes.observe(document.documentElement, { attributes: true });
    this.themes.observe(document.body, { attributes: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sizes.disconnect();
    this.themes.disconnect();
  }

  override updated(changed: PropertyValues): void {
    const { points, size } = this;
    if (!points || size.width === 0) return;
    const view = this.shownView(points);
    const colors = this.colors();
    if (['points', 'view', 'size', 'inside', 'chosen'].some((key) => changed.has(key))) {
      const first = [...(this.chosen === null ? [] : [this.chosen]), ...this.inside.slice(0, 40)];
      drawPoints({ context: this.context(this.base), points, view, size, colors }, first);
    }
    const pair = [this.chosen, this.hovered].filter((p) => p !== null);
    const marks = { pair: [...new Set(pair)], inside: this.inside, outline: this.outline };
    drawChosen({ context: this.context(this.over), points, view, size, colors }, marks);
  }

  /** At most one drawing a frame, however fast the pointer moves. */
  protected override async scheduleUpdate(): Promise<void> {
    await new Promise(requestAnimationFrame);
    await super.scheduleUpdate();
  }

  /** The picture as a PNG. */
  async picture(): Promise<Uint8Array> {
    const both = document.createElement('canvas');
    both.width = this.base.width;
    both.height = this.base.height;
    const context = both.getContext('2d');
    context?.drawImage(this.base, 0, 0);
    context?.drawImage(this.over, 0, 0);
    const blob = await new Promise<Blob | null>((resolve) => both.toBlob(resolve));
    return blob === null ? new Uint8Array() : new Uint8Array(await blob.arrayBuffer());
  }

  private shownView(points: LatentPoints): LatentView {
    return this.view ?? wholeView(points, this.size);
  }

  private context(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
    const ratio = window.devicePixelRatio;
    const [width, height] = [Math.round(this.size.width * ratio), Math.round(this.size.height * ratio)];
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
    }
    const context = canvas.getContext('2d')!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return context;
  }

  private colors(): LatentColors {
    const style = getComputedStyle(this);
    const color = (name: string): string => style.getPropertyValue(name).trim() || style.color;
    return {
      ground: color('--vscode-editor-background'),
      ink: color('--vscode-foreground'),
      line: color('--vscode-descriptionForeground'),
      rows: color('--vscode-charts-blue'),
      columns: color('--vscode-charts-yellow'),
      font: `12px ${style.fontFamily}`,
    };
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
