import * as vscode from 'vscode';
import { surprising } from '../protocol/analyses';
import { isDocument } from './languages';
import { diagnosticSource } from './names';
import { resultsIn } from './results';
import type { Scanner } from './scanner';
import type { Store } from './store';
import { rangeOf } from './textSource';

/** The code of the diagnostics that mark surprising cells. */
const surprisingCode = 'surprising-cell';

/** Underlines the cells that a check has found surprising, as long as the text is what was checked. */
export class Marks implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection(`${diagnosticSource}.check`);
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly store: Store,
    private readonly scanner: Scanner,
  ) {
    this.subscriptions = vscode.Disposable.from(
      this.collection,
      new vscode.Disposable(store.onDidChange(() => this.markAll())),
      scanner.onDidChangeMatrices((document) => void this.mark(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.collection.delete(uri)),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private markAll(): void {
    for (const document of vscode.workspace.textDocuments) void this.mark(document);
  }

  private async mark(document: vscode.TextDocument): Promise<void> {
    if (!isDocument(document)) return;
    const entries = this.store.ofDocument(document.uri.toString());
    if (entries.every(({ analysis }) => surprising(analysis).length === 0)) {
      this.collection.delete(document.uri);
      return;
    }
    // A scan that failed has nothing to underline; whoever asks for a matrix is told.
    const results = await resultsIn(document, this.scanner, this.store).catch(() => null);
    if (results === null) return;
    const marks = results.placed.flatMap(({ analysis, block }) =>
      surprising(analysis).map(({ row, column, reason }) => {
        const at = row * block.columns + column;
        const range = rangeOf(document, { start: block.cellStarts[at]!, end: block.cellEnds[at]! });
        const diagnostic = new vscode.Diagnostic(range, reason ?? '', vscode.DiagnosticSeverity.Warning);
        diagnostic.source = diagnosticSource;
        diagnostic.code = surprisingCode;
        return diagnostic;
      }),
    );
    this.collection.set(document.uri, marks);
  }
}
