import * as vscode from 'vscode';
import { toFaultData } from '../matrix/faults';
import type { Progress } from '../protocol/control';
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
import { writeGivenState } from '../protocol/givenState';
import { createNonce } from './nonce';
import { answerOwn, isOwn, type OwnAsk } from './ownAnswers';
import { advance, isSmall } from './state';
import { withhold } from './withhold';

const viewType = 'factorize.panel';

/** What the page asks of the editor. The rest is answered here: the panel knows what it shows, and what is pinned. */
export type PanelAction = Exclude<PanelAsk, OwnAsk | { readonly ask: 'ready' | 'pin' | 'unpin' }>;

/** How long a new page waits for work to end, in milliseconds: VS Code takes longer to make the frame it stands in. */
const patience = 100;

export interface PanelHandlers {
  /** What is thrown reaches the page as a fault. */
  answer<A extends PanelAction>(ask: A): Promise<PanelAnswer<A>>;
  /** The page could not be shown. */
  failed(error: unknown): void;
}

/** The one panel beside the text: made when first shown, used again after. It never takes the focus. */
export class FactorizePanel implements vscode.Disposable {
  private webview: vscode.WebviewPanel | null = null;
  private state: PanelState = { view: 'empty' };
  private marked: CellRef | null = null;
  /** The result that others are compared with. */
  private pinned: PanelResult | null = null;
  /** Whether the page has asked for its state, and what it is then to bring into view. */
  private listening = false;
  private focused: MatrixRef | null = null;
  private script: Promise<string> | null = null;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposed = new vscode.EventEmitter<void>();
  /** The person closed the panel. */
  readonly onDidDispose = this.disposed.event;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly handlers: PanelHandlers,
  ) {}

  /** Whether there is a panel, be it hidden. */
  get exists(): boolean {
    return this.webview !== null;
  }

  /**
   * Opens the panel beside the text, or brings it to the front where it is, and shows the state. A panel among the
   * tabs of the text moves beside it: it never covers the text that the person works in.
   */
  show(state: PanelState): void {
    this.setState(state);
    if (this.webview) {
      const coversText = this.webview.viewColumn === vscode.window.activeTextEditor?.viewColumn;
      if (!this.webview.visible) this.webview.reveal(coversText ? vscode.ViewColumn.Beside : undefined, true);
      this.post({ type: 'state', state: withhold(state) });
      return;
    }
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.adopt(
      vscode.window.createWebviewPanel(viewType, 'Factorize', column, { ...this.options(), enableFindWidget: true }),
    );
  }

  /** Shows the state where there is a panel, without opening one or bringing it to the front. */
  update(state: PanelState): void {
    this.setState(state);
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
    if (this.listening) this.post({ type: 'focus', matrix });
    else this.focused = matrix;
  }

  /** Takes over a panel that the window brought back after a reload. */
  restore(webview: vscode.WebviewPanel): void {
    this.webview?.dispose();
    webview.webview.options = this.options();
    this.adopt(webview);
  }

  /** Gets ready what the first page will need. */
  async preload(): Promise<void> {
    await this.pageScript();
  }

  dispose(): void {
    this.webview?.dispose();
    this.disposed.dispose();
    this.changed.dispose();
  }

  private setState(state: PanelState): void {
    this.state = state;
    this.changed.fire();
  }

  private adopt(panel: vscode.WebviewPanel): void {
    this.webview = panel;
    this.listening = false;
    this.focused = null;
    const { webview } = panel;
    const listening = webview.onDidReceiveMessage((message: FromPanel) => void this.answer(message));
    // A hidden page is taken down, and asks for its state when it is shown again.
    panel.onDidChangeViewState(() => (this.listening &&= panel.visible));
    panel.onDidDispose(() => {
      listening.dispose();
      if (this.webview !== panel) return;
      this.webview = null;
      this.marked = null;
      this.disposed.fire();
    });
    this.fillPage(panel).catch((error: unknown) => {
      panel.dispose();
      this.handlers.failed(error);
    });
  }

  private async fillPage(panel: vscode.WebviewPanel): Promise<void> {
    const script = await this.pageScript();
    await this.workEnds();
    if (this.webview !== panel) return;
    const { webview } = panel;
    const dist = vscode.Uri.joinPath(this.extensionUri, 'dist');
    const nonce = createNonce();
    webview.html = pageHtml({
      script,
      chunks: `${webview.asWebviewUri(dist).toString()}/`,
      cspSource: webview.cspSource,
      nonce,
      state: isSmall(this.state) ? writeGivenState({ id: nonce, state: this.state }) : '',
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

  /** The page's script, read once; again where that failed. */
  private pageScript(): Promise<string> {
    this.script ??= readText(vscode.Uri.joinPath(this.extensionUri, 'dist', 'webview.js')).catch((error: unknown) => {
      this.script = null;
      throw error;
    });
    return this.script;
  }

  /** Every ask gets its answer or a fault, whatever happens. */
  private async answer({ id, ask }: FromPanel): Promise<void> {
    if (ask.ask === 'ready') {
      this.post({ type: 'answer', id, answer: withhold(this.state) });
      this.post({ type: 'pinned', pinned: this.pinned });
      this.post({ type: 'mark', cell: this.marked });
      this.listening = true;
      if (this.focused !== null) this.focus(this.focused);
      this.focused = null;
      return;
    }
    if (ask.ask === 'pin' || ask.ask === 'unpin') {
      this.pin(ask.ask === 'pin');
      this.post({ type: 'answer', id, answer: null });
      return;
    }
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
    void this.webview?.webview.postMessage(message);
  }

  private options(): vscode.WebviewOptions {
    return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(this.extensionUri, 'dist')] };
  }
}

async function readText(uri: vscode.Uri): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/**
 * Brings the panel back after a reload of the window; `onRestored` is then to show a result again, since results
 * live no longer than the window.
 */
export function registerPanelSerializer(panel: FactorizePanel, onRestored: () => void): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(viewType, {
    deserializeWebviewPanel: (webview) => {
      panel.restore(webview);
      onRestored();
      return Promise.resolve();
    },
  });
}
