import * as vscode from 'vscode';
import { toFaultData } from '../matrix/faults';
import type { Progress } from '../protocol/control';
import { writeGivenState } from '../protocol/givenState';
import type {
  CellRef,
  FromPanel,
  MatrixRef,
  PanelAnswer,
  PanelAsk,
  PanelResult,
  PanelState,
  ToPanel,
} from '../protocol/panel';
import { pageHtml } from './html';
import { createNonce } from './nonce';
import { answerOwn, isOwn, type OwnAsk } from './ownAnswers';
import type { PageFiles } from './pageFiles';
import { advance, stateToGive } from './state';
import { withhold } from './withhold';

/** What the page asks of the editor. The rest is answered here: the page knows what it shows, and what is pinned. */
export type PanelAction = Exclude<PanelAsk, OwnAsk | { readonly ask: 'ready' | 'remember' | 'pin' | 'unpin' }>;

/** How long a new page waits for work to end, in milliseconds: VS Code takes longer to make the frame it stands in. */
const patience = 100;

export interface PanelHandlers {
  /** What is thrown reaches the page as a fault. */
  answer<A extends PanelAction>(ask: A): Promise<PanelAnswer<A>>;
  /** The page could not be shown. */
  failed(error: unknown): void;
}

/** What we show in a webview, whichever it is: it stands in one at a time, and can move to another. */
export class PanelPage implements vscode.Disposable {
  private webview: vscode.Webview | null = null;
  private listening: vscode.Disposable | null = null;
  private state: PanelState = { view: 'empty' };
  private marked: CellRef | null = null;
  /** The result that others are compared with. */
  private pinned: PanelResult | null = null;
  /** Whether the page has asked for its state, and what it is then to bring into view. */
  private isReady = false;
  private focused: MatrixRef | null = null;
  /** What the page remembers of itself, for the next webview that it moves to. */
  private memory: string | null = null;
  private readonly changed = new vscode.EventEmitter<void>();

  constructor(
    private readonly files: PageFiles,
    private readonly handlers: PanelHandlers,
  ) {}

  /** Whether it stands in a webview, be it hidden. */
  get isOpen(): boolean {
    return this.webview !== null;
  }

  /** Shows the state, in the webview it stands in or the next one. */
  update(state: PanelState): void {
    this.state = state;
    this.changed.fire();
    this.post({ type: 'state', state: withhold(state) });
  }

  progress(progress: Progress): void {
    this.state = advance(this.state, progress);
    this.post({ type: 'progress', progress });
  }

  /** Marks the cell at the cursor in the text; null: the cursor is outside the matrix. */
  mark(cell: CellRef | null): void {
    if (this.marked?.row === cell?.row && this.marked?.column === cell?.column) return;
    this.marked = cell;
    this.post({ type: 'mark', cell });
  }

  /** Brings a matrix of the result into view; in a page that is still to come, as soon as it is there. */
  focus(matrix: MatrixRef): void {
    if (this.isReady) this.post({ type: 'focus', matrix });
    else this.focused = matrix;
  }

  /** Stands in this webview from now on, and in no other. Rejects where the page cannot be made. */
  async standIn(webview: vscode.Webview): Promise<void> {
    this.listening?.dispose();
    this.webview = webview;
    this.isReady = false;
    this.focused = null;
    webview.options = this.files.options();
    this.listening = webview.onDidReceiveMessage((message: FromPanel) => void this.answer(message));
    const script = await this.files.script();
    await this.workEnds();
    if (this.webview === webview) this.fill(webview, script);
  }

  /** The webview is hidden: its page is taken down, and asks for its state when it is shown again. */
  hidden(): void {
    this.isReady = false;
  }

  /** The webview is gone. Where the person closed it, the next page begins anew. */
  leave(webview: vscode.Webview): void {
    if (this.webview !== webview) return;
    this.listening?.dispose();
    this.webview = null;
    this.marked = null;
    this.memory = null;
  }

  dispose(): void {
    this.listening?.dispose();
    this.changed.dispose();
  }

  private fill(webview: vscode.Webview, script: string): void {
    const nonce = createNonce();
    webview.html = pageHtml({
      script,
      chunks: this.files.chunksFor(webview),
      cspSource: webview.cspSource,
      nonce,
      state: writeGivenState({
        id: nonce,
        state: stateToGive(this.state),
        memory: this.memory,
      }),
    });
  }

  /** Resolves when no work is under way, or soon. */
  private workEnds(): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.state.view === 'running') return;
        subscription.dispose();
        clearTimeout(timer);
        resolve();
      };
      const subscription = this.changed.event(look);
      const timer = setTimeout(() => {
        subscription.dispose();
        resolve();
      }, patience);
      look();
    });
  }

  /** Every ask gets its answer or a fault, whatever happens. */
  private async answer({ id, ask }: FromPanel): Promise<void> {
    if (ask.ask === 'ready') this.begin(id);
    else if (ask.ask === 'remember') {
      this.memory = ask.memory;
      this.post({ type: 'answer', id, answer: null });
    } else if (ask.ask === 'pin' || ask.ask === 'unpin') {
      this.pin(ask.ask === 'pin');
      this.post({ type: 'answer', id, answer: null });
    } else await this.answerAction(id, ask);
  }

  /** Tells a page that has just been loaded everything there is to show. */
  private begin(id: number): void {
    this.post({ type: 'answer', id, answer: withhold(this.state) });
    this.post({ type: 'pinned', pinned: this.pinned });
    this.post({ type: 'mark', cell: this.marked });
    this.isReady = true;
    if (this.focused !== null) this.focus(this.focused);
    this.focused = null;
  }

  private async answerAction(id: number, ask: PanelAction | OwnAsk): Promise<void> {
    try {
      const analysis = this.state.view === 'result' ? this.state.analysis : null;
      const answer = isOwn(ask) ? await answerOwn(ask, analysis) : await this.handlers.answer(ask);
      this.post({ type: 'answer', id, answer });
    } catch (error) {
      this.post({ type: 'failed', id, fault: toFaultData(error) });
    }
  }

  /** Keeps the result that is shown, to compare others with, or keeps none. */
  private pin(kept: boolean): void {
    const shown = withhold(this.state);
    this.pinned = kept && shown.view === 'result' ? shown : null;
    this.post({ type: 'pinned', pinned: this.pinned });
  }

  private post(message: ToPanel): void {
    void this.webview?.postMessage(message);
  }
}
