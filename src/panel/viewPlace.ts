import * as vscode from 'vscode';
import type { Tenant } from './besidePlace';
import { viewId } from './places';

/** A view of its own, which the person may drag between the side bars and the panel below. It never takes the focus. */
export class ViewPlace implements vscode.WebviewViewProvider {
  private view: vscode.WebviewView | null = null;

  constructor(private readonly tenant: Tenant) {}

  /** Opens the bar that the view stands in, or brings the view to the front there. */
  async show(): Promise<void> {
    if (this.view === null) await vscode.commands.executeCommand(`${viewId}.focus`, { preserveFocus: true });
    else if (!this.view.visible) this.view.show(true);
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.view = view;
    view.onDidChangeVisibility(() => {
      if (!view.visible && this.view === view) this.tenant.hidden();
    });
    view.onDidDispose(() => {
      if (this.view === view) this.view = null;
      this.tenant.leave(view.webview);
    });
    this.tenant.standIn(view.webview).catch((error: unknown) => this.tenant.failed(error));
  }
}
