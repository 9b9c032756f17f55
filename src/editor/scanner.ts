import * as vscode from 'vscode';
import { findMatrices } from '../documents';
import type { MatrixBlock } from '../matrix/block';
import type { WorkerPool } from '../workers/pool';
import { languageOf } from './languages';
import { readOptions } from './settings';

/** Texts above this many characters are scanned in a worker: a longer scan would be felt while typing. */
const scannedHere = 30_000;

/** How long after the last edit a document is looked at again, in milliseconds. */
const pause = 120;

interface Scan {
  readonly version: number;
  readonly found: Promise<readonly MatrixBlock[]>;
  /** Set once `found` has settled. */
  blocks: readonly MatrixBlock[] | null;
}

/** The matrices of every open document, found when somebody first asks and once for each version of the text. */
export class Scanner implements vscode.Disposable {
  private scans = new WeakMap<vscode.TextDocument, Scan>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly changed = new vscode.EventEmitter<vscode.TextDocument>();
  /** After an edit and a short pause, for documents that were asked about before. */
  readonly onDidChangeMatrices = this.changed.event;
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly pool: () => Pick<WorkerPool, 'run'>) {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && this.scans.has(document)) this.announceSoon(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration('factorize.missingMarks')) return;
        this.scans = new WeakMap();
        vscode.workspace.textDocuments.forEach((document) => this.changed.fire(document));
      }),
    );
  }

  /** Every matrix of the document as it is now. */
  matrices(document: vscode.TextDocument): Promise<readonly MatrixBlock[]> {
    const known = this.scans.get(document);
    if (known?.version === document.version) return known.found;
    const scan: Scan = { version: document.version, found: this.scan(document), blocks: null };
    this.scans.set(document, scan);
    scan.found.then(
      (blocks) => (scan.blocks = blocks),
      // A scan that failed is no answer to keep: the next to ask starts another.
      () => this.scans.delete(document),
    );
    return scan.found;
  }

  /** The matrices if they are known for this very version; null while they are not. */
  known(document: vscode.TextDocument): readonly MatrixBlock[] | null {
    const scan = this.scans.get(document);
    return scan?.version === document.version ? scan.blocks : null;
  }

  dispose(): void {
    this.timers.forEach((timer) => clearTimeout(timer));
    this.subscriptions.dispose();
  }

  private scan(document: vscode.TextDocument): Promise<readonly MatrixBlock[]> {
    const text = document.getText();
    const language = languageOf(document.languageId, document.uri.path);
    const { missingMarks } = readOptions(document.uri);
    if (text.length > scannedHere) return this.pool().run({ kind: 'find', text, language, missingMarks });
    return new Promise((resolve) => resolve(findMatrices(text, { language, missingMarks })));
  }

  private announceSoon(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => {
        this.timers.delete(key);
        if (!document.isClosed) this.changed.fire(document);
      }, pause),
    );
  }

  private forget(document: vscode.TextDocument): void {
    this.scans.delete(document);
    clearTimeout(this.timers.get(document.uri.toString()));
    this.timers.delete(document.uri.toString());
  }
}
