import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import './elements/tabList';
import './views/factors';
import { describe } from '../matrix/fault';
import { toFaultData } from '../matrix/faults';
import { methodTitle } from '../protocol/analyses';
import { createPace } from '../protocol/pace';
import type { CellRef, MatrixRef, PanelAsk, PanelResult, PanelState, ToPanel } from '../protocol/panel';
import type { Analysis, HistoryPoint } from '../protocol/results';
import type { Step } from '../protocol/steps';
import { appStyles } from './appStyles';
import { PanelClient, type PanelEvent } from './client';
import { controlStyles } from './controlStyles';
import type { PageActions, ViewContext } from './context';
import type { FileToSave } from './elements/chart';
import { givenState } from './given';
import { MemoryKeeper } from './memory';
import { headerStyles } from './headerStyles';
import { isLow, onRoom } from './room';
import { completeChoices, initialChoices, type ViewChoices } from './model/choices';
import { choicesOf, setAside, type Earlier } from './model/earlierChoices';
import { askedTab, currentTab, matrixKey, tabOf, tabsOf, tabTitle, type TabId } from './model/tabs';
import { baseStyles, faultStyles, tableStyles } from './styles';
import { choiceView } from './views/choice';
import { resultHeader, type HeaderState } from './views/header';
import { emptyView, faultView, runningView } from './views/others';
import { propertiesView } from './views/properties';
import { spectrumView } from './views/spectrum';
import { acquire, readMemory } from './vscodeApi';

interface Notice {
  readonly text: string;
  readonly failed: boolean;
}

/** The page: draws the state the host gives, and keeps nothing but the tab, the scroll and what is looked at. */
@customElement('factorize-app')
export class App extends LitElement {
  /** Null until the host has answered. */
  @state() private accessor shown: PanelState | null = null;
  @state() private accessor history: readonly HistoryPoint[] = [];
  /** How fast the work under way is, and how long it will take. */
  @state() private accessor pace: string | null = null;
  @state() private accessor marked: CellRef | null = null;
  @state() private accessor tab: TabId | null = null;
  /** The exact value of the cell under the pointer or the focus. */
  @state() private accessor inspected: string | null = null;
  @state() private accessor notice: Notice | null = null;
  @state() private accessor choices: ViewChoices = initialChoices;
  @state() private accessor pinned: PanelResult | null = null;
  /** Whether the header is folded; null: as the page's height has it. */
  @state() private accessor folded: boolean | null = null;

  private paceOf = createPace();
  private drawn: string | null = null;
  /** What the last result was asked for, so that another question begins at its own tab. */
  private question: string | null = null;
  /** What was set in the views of other results. */
  private earlier: readonly Earlier[] = [];

  private readonly vscode = acquire();
  private readonly client = new PanelClient(
    (message) => this.vscode.postMessage(message),
    (event) => this.onEvent(event),
  );
  private readonly memory = new MemoryKeeper(
    (memory) => this.vscode.setState(memory),
    (memory) => this.client.ask({ ask: 'remember', memory: JSON.stringify(memory) }),
  );
  private readonly actions: PageActions = {
    perform: (ask, done) => void this.perform(ask, done),
    fail: (error) => this.tell({ text: describe(toFaultData(error)), failed: true }),
    ask: this.client.ask.bind(this.client),
  };

  static override readonly styles = [baseStyles, tableStyles, faultStyles, controlStyles, appStyles, headerStyles];

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('message', (event: MessageEvent<ToPanel>) => this.client.receive(event.data));
    window.addEventListener('scrollend', () => this.remember());
    for (const leaving of ['blur', 'pagehide'] as const) window.addEventListener(leaving, () => this.memory.hurry());
    onRoom(() => this.requestUpdate());
    void this.start();
    this.bringViews().catch((error: unknown) => this.actions.fail(error));
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.shown) return nothing;
    return html`
      <main
        @cell-inspect=${(event: CustomEvent<string | null>) => (this.inspected = event.detail)}
        @copy-text=${this.onCopy}
        @save-file=${this.onSave}
      >
        ${this.view(this.shown)}
      </main>
      ${this.status()}
      <factorize-find></factorize-find>
    `;
  }

  private view(shown: PanelState): TemplateResult {
    switch (shown.view) {
      case 'empty':
        return emptyView();
      case 'fault':
        return faultView(shown, this.actions);
      case 'running':
        return runningView(shown, this.history, this.pace, this.actions);
      case 'result': {
        const context = this.context(shown);
        const tabs = tabsOf(shown.analysis, this.pinned !== null);
        const tab = currentTab(tabs, this.tab);
        return html`
          ${resultHeader(context, this.headerState())}
          <factorize-tabs
            .tabs=${tabs}
            .current=${tab}
            .titles=${(id: TabId) => tabTitle(id, shown.analysis)}
            @tab-choose=${(event: CustomEvent<TabId>) => this.choose(event.detail)}
          ></factorize-tabs>
          ${
            tab === null
              ? nothing
              : html`<section class="view" role="tabpanel" aria-label=${tabTitle(tab, shown.analysis)}>
                  ${tabView(tab, shown.analysis, context)}
                </section>`
          }
        `;
      }
    }
  }

  private headerState(): HeaderState {
    return {
      isFolded: this.folded ?? isLow(),
      fold: (isFolded) => {
        this.folded = isFolded;
        this.remember();
      },
      open: (tab) => this.choose(tab),
    };
  }

  private context(result: PanelResult): ViewContext {
    const { marked, pinned, choices } = this;
    return {
      ...this.actions,
      result,
      pinned,
      marked,
      linked: result.linked,
      stale: result.stale,
      choices,
      choose: (changed) => {
        this.choices = { ...this.choices, ...changed };
        this.remember();
      },
    };
  }

  private readonly onCopy = ({ detail }: CustomEvent<{ readonly text: string; readonly done: string }>): void => {
    void this.perform({ ask: 'copyText', text: detail.text }, detail.done);
  };

  private readonly onSave = ({ detail }: CustomEvent<FileToSave>): void => {
    void this.perform({ ask: 'saveFile', ...detail });
  };

  private status(): TemplateResult {
    const { notice, inspected } = this;
    const text = inspected ?? notice?.text ?? '';
    const failed = inspected === null && notice?.failed === true;
    return html`<footer class=${failed ? 'failed' : ''} ?hidden=${text === ''}>
      <span role=${failed ? 'alert' : 'status'}>${text}</span>
    </footer>`;
  }

  /**
   * Brings the views behind the other tabs once the first is seen: VS Code hides a page until it has loaded, and a page
   * has not loaded while a script that it asked for is on its way.
   */
  private async bringViews(): Promise<void> {
    await pageLoaded();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    await import(/* webpackChunkName: "views" */ './laterViews');
  }

  private async start(): Promise<void> {
    const given = givenState();
    const kept = this.vscode.getState();
    const isNew = given !== null && kept?.drawn !== given.id;
    const memory = isNew && given.memory !== null ? readMemory(given.memory) : kept;
    this.tab = memory?.tab ?? null;
    this.choices = completeChoices(memory?.choices ?? {});
    this.earlier = memory?.earlier ?? [];
    this.folded = memory?.folded ?? null;
    this.question = memory?.question ?? null;
    this.drawn = given?.id ?? null;
    if (isNew) {
      if (given.state !== null) this.show(given.state);
      this.remember(memory?.scroll ?? 0);
    }
    try {
      this.show(await this.client.ask({ ask: 'ready' }));
      await this.updateComplete;
      requestAnimationFrame(() => window.scrollTo(0, memory?.scroll ?? 0));
    } catch (error) {
      this.show({ view: 'fault', source: null, fault: toFaultData(error), methods: [] });
    }
  }

  private onEvent(event: PanelEvent): void {
    switch (event.type) {
      case 'state':
        this.show(event.state);
        return;
      case 'progress':
        if (this.shown?.view !== 'running') return;
        this.shown = { ...this.shown, progress: event.progress };
        this.pace = this.paceOf(event.progress);
        this.history = [...this.history, ...event.progress.points];
        return;
      case 'mark':
        this.marked = event.cell;
        return;
      case 'pinned':
        this.pinned = event.pinned;
        return;
      case 'focus':
        this.choose(tabOf(event.matrix));
        void this.bringIntoView(event.matrix);
    }
  }

  private show(shown: PanelState): void {
    if (shown.view === 'result') this.beginAt(shown);
    this.shown = shown;
    this.history = shown.view === 'running' ? shown.history : [];
    this.pace = null;
    this.paceOf = createPace();
    this.inspected = null;
    this.notice = null;
  }

  private beginAt({ source, analysis }: Extract<PanelState, { readonly view: 'result' }>): void {
    const asked = askedTab(analysis);
    const question = `${source.title} ${methodTitle(analysis)} ${asked ?? ''}`;
    if (question === this.question) return;
    // After a reload the tab that was chosen is still the one to show.
    const restored = this.question === null && this.tab !== null;
    if (!restored && asked !== null) this.tab = asked;
    if (this.question !== null) {
      const { choices } = this;
      this.earlier = setAside(this.earlier, this.question, choices);
      this.choices = choicesOf(this.earlier, question) ?? { ...initialChoices, logarithmic: choices.logarithmic };
    }
    this.question = question;
    this.remember();
  }

  private async perform(ask: PanelAsk, done = ''): Promise<void> {
    this.notice = null;
    try {
      await this.client.ask(ask);
      if (done !== '') this.tell({ text: done, failed: false });
    } catch (error) {
      const fault = toFaultData(error);
      if (fault.kind !== 'cancelled') this.tell({ text: describe(fault), failed: true });
    }
  }

  /** What was done comes before the cell that is looked at. */
  private tell(notice: Notice): void {
    this.notice = notice;
    this.inspected = null;
  }

  private async bringIntoView(matrix: MatrixRef): Promise<void> {
    await this.updateComplete;
    const figures = this.renderRoot.querySelectorAll<HTMLElement>('[data-matrix]');
    const figure = [...figures].find(({ dataset }) => dataset['matrix'] === matrixKey(matrix));
    figure?.scrollIntoView({ block: 'nearest' });
  }

  private choose(tab: TabId): void {
    this.tab = tab;
    this.inspected = null;
    this.remember();
  }

  private remember(scroll: number = window.scrollY): void {
    const { tab, drawn, question, choices, earlier, folded } = this;
    this.memory.remember({ tab, scroll, drawn, question, choices, earlier, folded });
  }
}

function pageLoaded(): Promise<unknown> {
  if (document.readyState === 'complete') return Promise.resolve();
  return new Promise((resolve) => window.addEventListener('load', resolve, { once: true }));
}

function tabView(tab: TabId, analysis: Analysis, context: ViewContext): TemplateResult | typeof nothing {
  switch (tab) {
    case 'factors':
      return html`<factorize-factors .context=${context}></factorize-factors>`;
    case 'properties':
      return propertiesView(analysis);
    case 'spectrum':
      return spectrumView(analysis, context);
    case 'choice':
      return analysis.kind === 'complete' ? choiceView(analysis) : nothing;
    case 'steps':
      return analysis.kind === 'decompose' ? stepsView(analysis.steps ?? [], context) : nothing;
    case 'reconstruction':
      return html`<factorize-reconstruction .context=${context}></factorize-reconstruction>`;
    case 'latent':
      return html`<factorize-latent .context=${context}></factorize-latent>`;
    case 'missing':
      return html`<factorize-missing .context=${context}></factorize-missing>`;
    case 'training':
      return html`<factorize-training .context=${context}></factorize-training>`;
    case 'code':
      return html`<factorize-code .context=${context}></factorize-code>`;
    case 'compare':
      return html`<factorize-compare .context=${context}></factorize-compare>`;
    case 'recommendations':
      if (analysis.kind !== 'train') return nothing;
      return html`<factorize-recommendations .analysis=${analysis} .context=${context}></factorize-recommendations>`;
  }
}

function stepsView(steps: readonly Step[], context: ViewContext): TemplateResult {
  return html`<factorize-steps
    .steps=${steps}
    .at=${Math.min(context.choices.step, steps.length - 1)}
    .actions=${context}
    @step-choose=${({ detail }: CustomEvent<number>) => context.choose({ step: detail })}
  ></factorize-steps>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'factorize-app': App;
  }
}
