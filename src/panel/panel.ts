import * as vscode from 'vscode';
import type { Progress } from '../protocol/control';
import type { CellRef, MatrixRef, PanelState } from '../protocol/panel';
import { BesidePlace } from './besidePlace';
import { PanelPage, type PanelHandlers } from './page';
import type { PageFiles } from './pageFiles';
import { besideId, viewId, type PanelPlace } from './places';
import { ViewPlace } from './viewPlace';

/** The one panel, in the place that the person has chosen for it: what is told to it goes to whichever is shown. */
export class FactorizePanel implements vscode.Disposable {
  private readonly page: PanelPage;
  private readonly beside: BesidePlace;
  private readonly view: ViewPlace;
  private readonly cameBack = new vscode.EventEmitter<void>();
  /** The window brought the panel back, or the person opened its view: it is to be told what to show. */
  readonly onDidComeBack = this.cameBack.event;
  private readonly registrations: vscode.Disposable;

  constructor(
    private readonly files: PageFiles,
    /** Where the panel is to stand, as the person has chosen. */
    private readonly chosenPlace: () => PanelPlace,
    private readonly handlers: PanelHandlers,
  ) {
    this.page = new PanelPage(files, handlers);
    const tenant = {
      standIn: (webview: vscode.Webview) => this.page.standIn(webview),
      hidden: () => this.page.hidden(),
      leave: (webview: vscode.Webview) => this.page.leave(webview),
      failed: (error: unknown) => handlers.failed(error),
    };
    this.beside = new BesidePlace(files, tenant);
    this.view = new ViewPlace({ ...tenant, standIn: (webview) => this.standInView(webview) });
    this.registrations = vscode.Disposable.from(
      vscode.window.registerWebviewViewProvider(viewId, this.view),
      vscode.window.registerWebviewPanelSerializer(besideId, {
        deserializeWebviewPanel: (panel) => {
          this.restore(panel);
          return Promise.resolve();
        },
      }),
    );
  }

  /** Whether there is a panel, be it hidden. */
  get exists(): boolean {
    return this.page.isOpen;
  }

  /** Opens the panel, or brings it to the front where it is, and shows the state. */
  show(state: PanelState): void {
    this.page.update(state);
    this.reveal(this.chosenPlace());
  }

  /** Shows the state where there is a panel, without opening one or bringing it to the front. */
  update(state: PanelState): void {
    this.page.update(state);
  }

  progress(progress: Progress): void {
    this.page.progress(progress);
  }

  /** Marks the cell at the cursor in the text; null: the cursor is outside the matrix. */
  mark(cell: CellRef | null): void {
    this.page.mark(cell);
  }

  /** Brings a matrix of the result into view; in a page that is still to come, as soon as it is there. */
  focus(matrix: MatrixRef): void {
    this.page.focus(matrix);
  }

  /** Moves to the place, as it is, where there is a panel. */
  moveTo(place: PanelPlace): void {
    if (this.page.isOpen) this.reveal(place);
  }

  /** Gets ready what the first page will need. */
  async preload(): Promise<void> {
    await this.files.script();
  }

  private reveal(place: PanelPlace): void {
    switch (place) {
      case 'beside':
        this.beside.show();
        return;
      case 'sideBar':
        this.view.show().then(undefined, (error: unknown) => this.handlers.failed(error));
    }
  }

  /** VS Code makes the view when it is first seen: at the window's start, opened by the person, or asked for by `show`. */
  private standInView(webview: vscode.Webview): Promise<void> {
    const isNew = !this.page.isOpen;
    const filled = this.page.standIn(webview);
    this.beside.close();
    if (isNew) this.cameBack.fire();
    return filled;
  }

  private restore(panel: vscode.WebviewPanel): void {
    // Since that window closed, the person has chosen the side bar in another.
    if (this.chosenPlace() !== 'beside') {
      panel.dispose();
      return;
    }
    this.beside.adopt(panel);
    this.cameBack.fire();
  }

  dispose(): void {
    this.registrations.dispose();
    this.beside.close();
    this.page.dispose();
    this.cameBack.dispose();
  }
}
