import '@vscode-elements/elements/dist/vscode-button/index.js';
import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { describe } from '../../matrix/fault';
import { toFaultData } from '../../matrix/faults';
import { labelsOf, type Labels } from '../../protocol/analyses';
import { formatNumber, trueMinus } from '../../protocol/numbers';
import { counted } from '../../protocol/quantities';
import { appStyles } from '../appStyles';
import { largestOf, type Cells } from '../cells/cells';
import { cellsOfContext } from '../cells/ofContext';
import type { ViewContext } from '../context';
import { controlStyles } from '../controlStyles';
import '../elements/matrixGrid';
import { sampleOf, scenesOf, type Scene } from '../model/playback';
import { wantsLittleMotion } from '../motion';
import { baseStyles } from '../styles';

/** Milliseconds that a frame stays: a whole run plays in about six seconds. */
const frameTime = 100;
/** Frames whose numbers set how wide the columns are. */
const measured = 6;

/** Whether a result has a run to play back. */
export function isPlayable({ result }: ViewContext): boolean {
  return (result.withheld?.frames ?? 0) > 1;
}

/** How the factors, and what they add up to, came about: played, paused, and looked at frame by frame. */
@customElement('factorize-playback')
export class PlaybackView extends LitElement {
  @property({ attribute: false }) accessor context: ViewContext | null = null;
  /** Null until they are asked for. */
  @state() private accessor scenes: readonly Scene[] | null = null;
  @state() private accessor at = 0;
  @state() private accessor isPlaying = false;
  @state() private accessor fault: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  static override readonly styles = [
    baseStyles,
    controlStyles,
    appStyles,
    css`
      :host {
        display: block;
        margin: 8px 0 24px;
      }
      h2 {
        margin-bottom: 6px;
      }
      .player {
        align-items: center;
        display: flex;
        flex-wrap: wrap;
        gap: 6px 12px;
        margin-bottom: 14px;
      }
      .player vscode-button {
        min-width: 9ch;
      }
      input {
        flex: 0 1 280px;
        min-width: 120px;
      }
      .place {
        font-variant-numeric: tabular-nums;
      }
    `,
  ];

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('context') || changed.get('context')?.result.analysis === this.context?.result.analysis) return;
    this.scenes = null;
    this.fault = null;
    this.pause();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.pause();
  }

  override render(): TemplateResult | typeof nothing {
    const { context, scenes } = this;
    if (!context) return nothing;
    const scene = scenes?.[this.at];
    return html`<h2>Watch it learn</h2>
      ${
        scenes === null || scene === undefined
          ? html`<div class="player">
              <vscode-button secondary @click=${() => void this.open(context)}>Play</vscode-button>
              <span class="quiet">${this.fault ?? 'The factors and the reconstruction as they came about.'}</span>
            </div>`
          : html`${this.player(scenes, scene)}
              <div class="grids">${this.grids(context, scenes, scene)}</div>`
      }`;
  }

  private player(scenes: readonly Scene[], scene: Scene): TemplateResult {
    const place = `after ${counted(scene.iteration, 'iteration')}`;
    const objective = `objective ${trueMinus(formatNumber(scene.objective))}`;
    return html`<div class="player">
      <vscode-button secondary @click=${() => (this.isPlaying ? this.pause() : this.play())}
        >${this.isPlaying ? 'Pause' : 'Play'}</vscode-button
      >
      <input
        type="range"
        min="0"
        max=${scenes.length - 1}
        aria-label="Iteration"
        aria-valuetext=${`${place}, ${objective}`}
        .value=${String(this.at)}
        @input=${this.onSlide}
      />
      <span class="place">${place} <span class="quiet">· ${objective}</span></span>
    </div>`;
  }

  private grids(context: ViewContext, scenes: readonly Scene[], scene: Scene): TemplateResult[] {
    const { analysis } = context.result;
    const { original, largest } = cellsOfContext(context);
    const samples = sampleOf(scenes, measured);
    const factors = analysis.factors.map(({ name, rowLabels, columnLabels }, f) => {
      const alike = samples.map((one) => one.factors[f]!);
      const labels = { rows: rowLabels, columns: columnLabels };
      return figure(name, scene.factors[f]!, { alike, labels, largest: largestOf(...alike), known: null });
    });
    if (scene.product === null) return factors;
    const alike = samples.flatMap(({ product }) => product ?? []);
    const labels = labelsOf(analysis);
    return [...factors, figure('Reconstruction', scene.product, { alike, labels, largest, known: original })];
  }

  private async open(context: ViewContext): Promise<void> {
    const { analysis } = context.result;
    try {
      const { frames } = await context.ask({ ask: 'frames' });
      const scenes = await scenesOf(analysis, frames);
      if (this.context?.result.analysis !== analysis) return;
      this.scenes = scenes;
    } catch (error) {
      this.fault = describe(toFaultData(error));
      return;
    }
    this.at = 0;
    if (!wantsLittleMotion()) this.play();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('input')?.focus();
  }

  private play(): void {
    if (this.at === this.last()) this.at = 0;
    this.isPlaying = true;
    this.next();
  }

  private next(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.at = Math.min(this.at + 1, this.last());
      if (this.at === this.last()) this.pause();
      else this.next();
    }, frameTime);
  }

  private pause(): void {
    clearTimeout(this.timer);
    this.isPlaying = false;
  }

  private last(): number {
    return (this.scenes?.length ?? 1) - 1;
  }

  private readonly onSlide = ({ target }: Event): void => {
    this.pause();
    if (target instanceof HTMLInputElement) this.at = target.valueAsNumber;
  };
}

interface Figure {
  readonly alike: readonly Cells[];
  readonly labels: Labels;
  readonly largest: number;
  readonly known: Cells | null;
}

function figure(name: string, cells: Cells, { alike, labels, largest, known }: Figure): TemplateResult {
  return html`<section class="figure" aria-label=${name}>
    <header><h2>${name}</h2></header>
    <factorize-grid
      name=${name}
      .cells=${cells}
      .alike=${alike}
      .labels=${labels}
      .largest=${largest}
      .known=${known}
    ></factorize-grid>
  </section>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-playback': PlaybackView;
  }
}
