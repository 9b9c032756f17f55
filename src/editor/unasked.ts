import * as vscode from 'vscode';
import { isDocument } from './languages';

/** How long after something changed VS Code has asked about it, in milliseconds. */
const patience = 1_000;
const mostReminders = 5;

/**
 * Notices that VS Code has not asked about a document on the screen, and reminds it. It waits a moment before it asks
 * for lenses, and forgets to when the text loses the focus meanwhile: a document would stand without its lenses, or
 * with old ones, until somebody clicks into it.
 */
export class Unasked implements vscode.Disposable {
  /** The version asked about last. */
  private readonly versions = new WeakMap<vscode.TextDocument, number>();
  private timer: NodeJS.Timeout | undefined;
  private reminders = 0;
  private readonly subscription = vscode.window.onDidChangeVisibleTextEditors(() => this.expect());

  constructor(private readonly remind: () => void) {
    this.expect();
  }

  /**
   * VS Code asks; `answer` is made of what it is told. It takes a question back whenever another extension begins to give
   * lenses, and then waits a moment again before it asks.
   */
  async asked<T>(document: vscode.TextDocument, token: vscode.CancellationToken, answer: () => Promise<T>): Promise<T> {
    this.versions.set(document, document.version);
    const listening = token.onCancellationRequested(() => this.forget(document));
    try {
      return await answer();
    } finally {
      listening.dispose();
    }
  }

  /** The answer about a document no longer holds, for another reason than its text. */
  forget(document: vscode.TextDocument): void {
    this.versions.delete(document);
    this.expect();
  }

  /** Looks in a while whether every document on the screen has been asked about as it is. */
  expect(): void {
    this.reminders = 0;
    this.lookSoon();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscription.dispose();
  }

  private lookSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const isForgotten = vscode.window.visibleTextEditors.some(
        ({ document }) => isDocument(document) && this.versions.get(document) !== document.version,
      );
      if (!isForgotten || this.reminders === mostReminders) return;
      this.reminders++;
      this.remind();
      this.lookSoon();
    }, patience);
  }
}
