import * as vscode from 'vscode';
import type { Format, MatrixBlock, Problem } from '../matrix/block';
import { isDocument } from './languages';
import { diagnosticSource } from './names';
import type { Scanner } from './scanner';
import { rangeOf } from './textSource';

/** Diagnostics shown for one document at most. */
const mostShown = 100;

/** In code a list whose rows differ in length may be just right: its lens tells, and nothing is underlined. */
const literalsOfCode: ReadonlySet<Format> = new Set(['python', 'c', 'mathematica', 'maple', 'julia', 'r', 'matlab']);

/** What keeps matrices from being used, underlined in the documents that are visible. */
export class Diagnostics implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection(diagnosticSource);
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly scanner: Scanner) {
    this.subscriptions = vscode.Disposable.from(
      this.collection,
      scanner.onDidChangeMatrices((document) => void this.check(document)),
      vscode.window.onDidChangeVisibleTextEditors(() => this.checkVisible()),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.collection.delete(uri)),
    );
    this.checkVisible();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private checkVisible(): void {
    const visible = new Set(visibleDocuments());
    this.collection.forEach((uri) => {
      if (![...visible].some((document) => document.uri.toString() === uri.toString())) this.collection.delete(uri);
    });
    for (const document of visible) void this.check(document);
  }

  private async check(document: vscode.TextDocument): Promise<void> {
    if (!isDocument(document) || !visibleDocuments().includes(document)) return;
    const version = document.version;
    // A scan that failed has nothing to underline; whoever asks for a matrix is told.
    const blocks = await this.scanner.matrices(document).catch(() => []);
    if (document.isClosed || document.version !== version) return;
    const problems = problemsOf(blocks);
    if (problems.length === 0) {
      // To say once more that there are none goes to the window and back at every pause in typing.
      if (this.collection.has(document.uri)) this.collection.delete(document.uri);
      return;
    }
    this.collection.set(
      document.uri,
      problems.map((problem) => {
        const diagnostic = new vscode.Diagnostic(rangeOf(document, problem), problem.message);
        diagnostic.source = diagnosticSource;
        diagnostic.code = problem.code;
        return diagnostic;
      }),
    );
  }
}

/** The first of them, without a list of what has none: matrices may be very many. */
function problemsOf(blocks: readonly MatrixBlock[]): readonly Problem[] {
  const problems: Problem[] = [];
  for (const block of blocks)
    if (block.problems.length > 0 && !literalsOfCode.has(block.format)) problems.push(...block.problems);
  return problems.slice(0, mostShown);
}

function visibleDocuments(): vscode.TextDocument[] {
  return vscode.window.visibleTextEditors.map(({ document }) => document);
}
