import '@vscode-elements/elements/dist/vscode-button/index.js';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { FaultData } from '../../matrix/fault';
import { toFaultData } from '../../matrix/faults';
import { labelsOf, nounsOf } from '../../protocol/analyses';
import { formatNumber, trueMinus } from '../../protocol/numbers';
import { counted, formatCount } from '../../protocol/quantities';
import { GivenCells } from '../cells/given';
import type { ViewContext } from '../context';
import '../elements/latentPlot';
import '../elements/matrixGrid';
import type { LatentPlot } from '../elements/latentPlot';
import '../elements/menuButton';
import type { MenuButton } from '../elements/menuButton';
import { appStyles } from '../appStyles';
import { controlStyles } from '../controlStyles';
import type { LatentView as PlaneView } from '../model/choices';
import type { FactorSum } from '../model/factorSum';
import { explained, latentNames, type Explained, type LatentNames } from '../model/latentFrame';
import { latentPoints, nearest, pairOf, type LatentPoints } from '../model/latentPoints';
import { latentCsv } from '../model/latentCsv';
import { pairSentences } from '../model/latentSentences';
import { pngOf } from '../model/pictures';
import { restartable } from '../model/restartable';
import { saves } from '../model/saves';
import { errorsOfContext, sumOfContext } from '../model/sums';
import { baseStyles, faultStyles, tableStyles } from '../styles';
import { faultBox } from './faultBox';
import { latentStyles } from './latentStyles';

/** As where denoising leaves nothing. */
const noFactors = 'This result has no factors that rows and columns could be placed by.';
const neighbours = 8;
/** Above what is listed of a side. */
const sides = { row: 'Row', column: 'Column', user: 'User', item: 'Item' } as const;
/** Names of a lasso that are written out. */
const namesShown = 12;

/** Rows and columns as points in the plane of two factors, where a dot product is an entry of the reconstruction. */
@customElement('factorize-latent')
export class LatentSpaceView extends LitElement {
  @property({ attribute: false }) accessor context: ViewContext | null = null;
  @state() private accessor sum: FactorSum | null = null;
  @state() private accessor isRead = false;
  @state() private accessor explained: Explained | null = null;
  @state() private accessor fault: FaultData | null = null;
  @state() private accessor hovered: number | null = null;
  @state() private accessor inside: readonly number[] = [];
  @query('factorize-latent-plot') private accessor plot!: LatentPlot;
  @query('factorize-menu') private accessor menu!: MenuButton;
  private readonly writing = restartable();
  private placed: { readonly x: number; readonly y: number; readonly points: LatentPoints } | null = null;
  private named: {
    readonly points: LatentPoints;
    readonly shares: Explained | null;
    readonly names: LatentNames;
  } | null = null;
  private readonly explaining = restartable();
  private grids: { readonly rows: GivenCells; readonly columns: GivenCells } | null = null;

  static override readonly styles = [baseStyles, tableStyles, faultStyles, controlStyles, appStyles, latentStyles];

  override willUpdate(changed: PropertyValues<this>): void {
    const { context } = this;
    if (!context) return;
    const before = changed.get('context');
    if (changed.has('context') && before?.result.analysis !== context.result.analysis) void this.begin(context);
  }

  override render(): TemplateResult | typeof nothing {
    const { context, sum } = this;
    if (!context) return nothing;
    if (this.fault) return faultBox(this.fault);
    if (!sum) return html`<p class="quiet" role="status">${this.isRead ? noFactors : 'Reading the factors.'}</p>`;
    const points = this.pointsOf(context, sum);
    const names = this.namesOf(points);
    const { latent } = context.choices;
    return html`
      <div class="controls">
        ${this.axisMenu(context, sum, 'x', 'Across')}
        ${sum.names.length > 1 ? this.axisMenu(context, sum, 'y', 'Up') : nothing}
        <span class="buttons">
          <vscode-button secondary ?disabled=${latent.view === null} @click=${() => this.see(null)}
            >Show all</vscode-button
          >
          <factorize-menu
            quiet
            label="Save"
            about="Latent space"
            .groups=${[saves]}
            @menu-choose=${(event: CustomEvent<string>) => void this.save(event.detail, points, context)}
          ></factorize-menu>
        </span>
      </div>
      <p class="keys">
        <span class="key"><span class="row-mark" aria-hidden="true"></span>${names.rows}</span>
        <span class="key"
          ><span class=${names.hasArrows ? 'arrow-mark' : 'column-mark'} aria-hidden="true"></span
          >${names.columns}</span
        >
        ${names.shares === null ? nothing : html`<span class="key">${names.shares}</span>`}
      </p>
      <div class="latent">
        <factorize-latent-plot
          label=${this.summary(points, names)}
          .names=${names}
          .points=${points}
          .view=${latent.view}
          .chosen=${this.chosen(points)}
          .hovered=${this.hovered}
          .inside=${this.inside}
          @point-hover=${(event: CustomEvent<number | null>) => (this.hovered = event.detail)}
          @point-choose=${(event: CustomEvent<number | null>) => this.compareWith(event.detail)}
          @lasso=${(event: CustomEvent<readonly number[]>) => (this.inside = event.detail)}
          @view-change=${(event: CustomEvent<PlaneView | null>) => this.see(event.detail)}
          @contextmenu=${(event: MouseEvent) => this.openMenu(event)}
        ></factorize-latent-plot>
        <div class="aside">
          <div role="status" class="pair">${this.pairText(points).map((line) => html`<p>${line}</p>`)}</div>
          ${this.neighbourList(points)} ${this.lassoList(context, points)}
        </div>
      </div>
      <p class="quiet hint">
        Drag to pan, scroll to zoom, Shift and drag to choose several. With keys: arrows go to the next point, Enter
        chooses it, + and − zoom, Ctrl and arrows pan, 0 shows all.${this.partText(context)}
      </p>
      ${this.tables(context, sum)}
    `;
  }

  private axisMenu(context: ViewContext, sum: FactorSum, axis: 'x' | 'y', label: string): TemplateResult {
    const onChange = (event: Event): void => {
      if (!(event.target instanceof HTMLSelectElement)) return;
      context.choose({ latent: { ...context.choices.latent, [axis]: event.target.selectedIndex, view: null } });
    };
    return html`<label class="field"
      >${label}
      <select @change=${onChange}>
        ${sum.names.map((name, f) => html`<option ?selected=${f === this.axis(context, sum, axis)}>${name}</option>`)}
      </select></label
    >`;
  }

  private partText({ result: { analysis } }: ViewContext): string {
    const isPart = analysis.factors.some(({ rows, totalRows }) => rows < totalRows);
    return isPart ? ' Of the users and the items, those with most ratings are shown.' : '';
  }

  private axis({ choices }: ViewContext, sum: FactorSum, axis: 'x' | 'y'): number {
    return Math.min(choices.latent[axis], sum.names.length - 1);
  }

  private pairText(points: LatentPoints): readonly string[] {
    const { hovered } = this;
    const chosen = this.chosen(points);
    if (chosen !== null && hovered !== null && chosen !== hovered)
      return pairSentences(points, chosen, hovered, pairOf(points, chosen, hovered));
    const one = hovered ?? chosen;
    if (one === null) return ['Choose a point, then point at another to compare them.'];
    const isRow = one < points.rows;
    const drawn = isRow ? 1 : points.stretch;
    const place = `${formatNumber(points.x[one]! / drawn)}, ${formatNumber(points.y[one]! / drawn)}`;
    const noun = isRow ? points.nouns.row : points.nouns.column;
    return [`${points.name(one)}, ${noun === 'item' ? 'an' : 'a'} ${noun}, at ${trueMinus(place)}.`];
  }

  private neighbourList(points: LatentPoints): TemplateResult | typeof nothing {
    const chosen = this.chosen(points);
    if (chosen === null) return nothing;
    const found = nearest(points, chosen, neighbours);
    if (found.length === 0) return nothing;
    return html`<table class="plain">
      <caption>
        Nearest to ${points.name(chosen)}
      </caption>
      <thead>
        <tr>
          <th scope="col">${sides[chosen < points.rows ? points.nouns.row : points.nouns.column]}</th>
          <th scope="col" class="right">Cosine</th>
        </tr>
      </thead>
      <tbody>
        ${found.map(
          ({ point, cosine }) =>
            html`<tr>
              <th scope="row">
                <button class="link" @click=${() => this.compareWith(point)}>${points.name(point)}</button>
              </th>
              <td class="right number">${trueMinus(formatNumber(cosine, 3))}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
  }

  private lassoList(context: ViewContext, points: LatentPoints): TemplateResult | typeof nothing {
    const { inside } = this;
    if (inside.length === 0) return nothing;
    const names = inside.slice(0, namesShown).map((point) => points.name(point));
    const rest = inside.length - names.length;
    const copy = (): void => {
      const text = inside.map((point) => points.name(point)).join('\n');
      context.perform({ ask: 'copyText', text }, `Copied ${counted(inside.length, 'name')}.`);
    };
    return html`<div class="lasso">
      <p>${counted(inside.length, 'point')}: ${names.join(', ')}${rest > 0 ? ` and ${formatCount(rest)} more` : ''}.</p>
      <vscode-button secondary @click=${copy}>Copy names</vscode-button>
      <vscode-button secondary @click=${() => (this.inside = [])}>Clear</vscode-button>
    </div>`;
  }

  /** The coordinates in all factors, for those who would rather read. */
  private tables({ result }: ViewContext, sum: FactorSum): TemplateResult {
    const { rows, columns } = labelsOf(result.analysis);
    const nouns = nounsOf(result.analysis);
    const [ofRows, ofColumns] = [`${sides[nouns.row]}s`, `${sides[nouns.column]}s`];
    this.grids ??= { rows: new GivenCells(sum.row), columns: new GivenCells(sum.column) };
    return html`<details>
      <summary>The points as tables</summary>
      <div class="grids">
        <section class="figure" aria-label=${ofRows}>
          <h2>${ofRows}</h2>
          <factorize-grid
            name=${ofRows}
            .cells=${this.grids.rows}
            .labels=${{ rows, columns: sum.names }}
          ></factorize-grid>
        </section>
        <section class="figure" aria-label=${ofColumns}>
          <h2>${ofColumns}</h2>
          <factorize-grid
            name=${ofColumns}
            .cells=${this.grids.columns}
            .labels=${{ rows: columns, columns: sum.names }}
          ></factorize-grid>
        </section>
      </div>
    </details>`;
  }

  private summary({ rows, count, sum, nouns }: LatentPoints, { across, up }: LatentNames): string {
    const sides = `${counted(rows, nouns.row)} and ${counted(count - rows, nouns.column)}`;
    return up === null
      ? `${sides} along ${across}, the only factor`
      : `${sides} in the plane of two of ${counted(sum.names.length, 'factor')}: ${across} across, ${up} up`;
  }

  /** The same object for the same names, so that the plane is not drawn anew for nothing. */
  private namesOf(points: LatentPoints): LatentNames {
    const { placed, explained: shares } = this;
    if (this.named?.points !== points || this.named.shares !== shares)
      this.named = { points, shares, names: latentNames(points, placed?.x ?? 0, placed?.y ?? 0, shares) };
    return this.named.names;
  }

  /** The point that others are compared with; null where this result has no such point. */
  private chosen({ count }: LatentPoints): number | null {
    const chosen = this.context?.choices.latent.chosen ?? null;
    return chosen !== null && chosen < count ? chosen : null;
  }

  private compareWith(chosen: number | null): void {
    const { context } = this;
    context?.choose({ latent: { ...context.choices.latent, chosen } });
  }

  private see(view: PlaneView | null): void {
    const { context } = this;
    context?.choose({ latent: { ...context.choices.latent, view } });
  }

  private openMenu(event: MouseEvent): void {
    event.preventDefault();
    this.menu.openAt(event.clientX, event.clientY);
  }

  private async save(kind: string, points: LatentPoints, context: ViewContext): Promise<void> {
    try {
      await this.writing.run(async (pause) => {
        const svg = kind === 'csv' ? null : this.plot.svg();
        const content = svg === null ? await latentCsv(points, pause) : kind === 'png' ? await pngOf(svg) : svg;
        context.perform({ ask: 'saveFile', name: `latent-space.${svg === null ? 'csv' : kind}`, content });
      });
    } catch (error) {
      context.fail(error);
    }
  }

  /** Placed once for each choice of two factors. */
  private pointsOf(context: ViewContext, sum: FactorSum): LatentPoints {
    const [x, y] = [this.axis(context, sum, 'x'), this.axis(context, sum, 'y')];
    if (this.placed?.points.sum !== sum || this.placed.x !== x || this.placed.y !== y) {
      const { analysis } = context.result;
      this.placed = { x, y, points: latentPoints(sum, labelsOf(analysis), nounsOf(analysis), x, y) };
    }
    return this.placed.points;
  }

  private async begin(context: ViewContext): Promise<void> {
    [this.sum, this.grids, this.hovered, this.inside] = [null, null, null, []];
    [this.fault, this.explained, this.isRead] = [null, null, false];
    try {
      const sum = await sumOfContext(context);
      const { analysis } = context.result;
      if (this.context?.result.analysis !== analysis) return;
      this.sum = sum;
      this.isRead = true;
      if (sum === null) return;
      await this.explaining.run(async (pause) => {
        this.explained = explained(analysis, sum, await errorsOfContext(context, sum, pause));
      });
    } catch (error) {
      this.fault = toFaultData(error);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-latent': LatentSpaceView;
  }
}
