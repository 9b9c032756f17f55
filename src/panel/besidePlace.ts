import * as vscode from 'vscode';
import type { PageFiles } from './pageFiles';
import { besideId } from './places';

/** What a place does with the webviews it makes or is given. */
export interface Tenant {
  /** Moves in. Rejects where that cannot be done. */
  standIn(webview: vscode.Webview): Promise<void>;
  hidden(): void;
  leave(webview: vscode.Webview): void;
  failed(error: unknown): void;
}

/** An editor beside the text: made when first shown, used again after. It never takes the focus. */
export class BesidePlace {
  private panel: vscode.WebviewPanel | null = null;

  constructor(
    private readonly files: PageFiles,
    private readonly tenant: Tenant,
  ) {}

  /**
   * Opens the editor, or brings it to the front where it is. One among the tabs of the text moves beside it: it never
   * covers the text that the person works in.
   */
  show(): void {
    if (this.panel === null) {
      const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
      this.adopt(vscode.window.createWebviewPanel(besideId, 'Factorize', column, this.files.options()));
      return;
    }
    const coversText = this.panel.viewColumn === vscode.window.activeTextEditor?.viewColumn;
    if (!this.panel.visible) this.panel.reveal(coversText ? vscode.ViewColumn.Beside : undefined, true);
  }

  close(): void {
    this.panel?.dispose();
  }

  /** Uses an editor that the window brought back after a reload. */
  adopt(panel: vscode.WebviewPanel): void {
    const before = this.panel;
    this.panel = panel;
    before?.dispose();
    panel.onDidChangeViewState(() => {
      if (!panel.visible && this.panel === panel) this.tenant.hidden();
    });
    panel.onDidDispose(() => {
      if (this.panel === panel) this.panel = null;
      this.tenant.leave(panel.webview);
    });
    this.tenant.standIn(panel.webview).catch((error: unknown) => {
      panel.dispose();
      this.tenant.failed(error);
    });
  }
}
