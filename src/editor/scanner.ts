import * as vscode from 'vscode';
import { findMatrices, readsInParts, type FindOptions } from '../documents';
import type { MatrixBlock } from '../matrix/block';
import type { WorkerPool } from '../workers/pool';
import { languageOf } from './languages';
import { LiveBlocks } from './liveBlocks';
import { readOptions } from './settings';

/** Texts above this many characters are scanned in a worker: a longer scan would be felt while typing. */
const scannedHere = 30_000;

/** How long after the last edit a document is looked at again, in milliseconds. */
const pause = 120;

/** The whole text of one version being looked through. */
interface Scan {
  readonly version: number;
  readonly found: Promise<readonly MatrixBlock[]>;
  readonly stop: AbortController;
}

/** What is known of a document. */
interface Tracked {
  scan: Scan | null;
  /** The matrices of the last scan with every edit since taken in; null until a scan has answered. */
  live: LiveBlocks | null;
}

/** The matrices of every open document, found when somebody first asks and once for each version of the text. */
export class Scanner implements vscode.Disposable {
  private tracked = new WeakMap<vscode.TextDocument, Tracked>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly changed = new vscode.EventEmitter<vscode.TextDocument>();
  /** After an edit and a short pause, for documents that were asked about before. */
  readonly onDidChangeMatrices = this.changed.event;
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly pool: () => Pick<WorkerPool, 'run'>) {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      vscode.workspace.onDidChangeTextDocument((event) => this.edited(event)),
      vscode.workspace.onDidCloseTextDocument((document) => this.forget(document)),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration('factorize.missingMarks')) return;
        this.tracked = new WeakMap();
        vscode.workspace.textDocuments.forEach((document) => this.changed.fire(document));
      }),
    );
  }

  /** Every matrix of the document as it is when the answer comes. */
  matrices(document: vscode.TextDocument): Promise<readonly MatrixBlock[]> {
    const tracked = this.track(document);
    if (tracked.scan?.version === document.version) return tracked.scan.found;
    tracked.scan?.stop.abort();
    const stop = new AbortController();
    const scan: Scan = { version: document.version, found: this.answer(document, stop), stop };
    tracked.scan = scan;
    scan.found.then(undefined, () => {
      // A scan that failed is no answer to keep: the next to ask starts another.
      if (tracked.scan === scan) tracked.scan = null;
    });
    return scan.found;
  }

  /**
   * The matrices to show while a person types: those of this very version, or those of the last scan with the edits
   * since taken in, all at their places in the text of now.
   */
  current(document: vscode.TextDocument): Promise<readonly MatrixBlock[]> {
    const { live } = this.track(document);
    const isTyping = this.timers.has(document.uri.toString());
    return isTyping && live !== null ? Promise.resolve(live.all()) : this.matrices(document);
  }

  dispose(): void {
    this.timers.forEach((timer) => clearTimeout(timer));
    this.subscriptions.dispose();
  }

  private track(document: vscode.TextDocument): Tracked {
    const known = this.tracked.get(document);
    if (known !== undefined) return known;
    const tracked: Tracked = { scan: null, live: null };
    this.tracked.set(document, tracked);
    return tracked;
  }

  private async answer(document: vscode.TextDocument, stop: AbortController): Promise<readonly MatrixBlock[]> {
    const { version } = document;
    const blocks = await this.scan(document, stop.signal).catch((error: unknown) => {
      if (document.version === version || document.isClosed) throw error;
      return null;
    });
    // Offsets of an older text are of no use to whoever asked.
    if (blocks === null || document.version !== version) return this.matrices(document);
    const tracked = this.track(document);
    if (tracked.scan?.stop === stop) tracked.live = new LiveBlocks(blocks);
    return blocks;
  }

  private scan(document: vscode.TextDocument, signal: AbortSignal): Promise<readonly MatrixBlock[]> {
    const text = document.getText();
    const { language, missingMarks } = findOptions(document);
    if (text.length > scannedHere) return this.pool().run({ kind: 'find', text, language, missingMarks }, { signal });
    return new Promise((resolve) => resolve(findMatrices(text, { language, missingMarks })));
  }

  private edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const tracked = this.tracked.get(document);
    if (contentChanges.length === 0 || tracked === undefined) return;
    // The answer about an older text is no longer wanted.
    if (tracked.scan !== null && tracked.scan.version !== document.version) tracked.scan.stop.abort();
    const options = findOptions(document);
    const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
      offset: rangeOffset,
      removed: rangeLength,
      inserted: text.length,
    }));
    const find = readsInParts(options.language) ? (part: string) => findMatrices(part, options) : null;
    tracked.live?.edit(changes, partialText(document), find);
    this.announceSoon(document);
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
    this.tracked.get(document)?.scan?.stop.abort();
    this.tracked.delete(document);
    clearTimeout(this.timers.get(document.uri.toString()));
    this.timers.delete(document.uri.toString());
  }
}

function findOptions(document: vscode.TextDocument): Required<FindOptions> {
  const language = languageOf(document.languageId, document.uri.path);
  return { language, missingMarks: readOptions(document.uri).missingMarks };
}

/** The text of a document without joining all its lines. */
function partialText(document: vscode.TextDocument): { length: number; slice(start: number, end: number): string } {
  return {
    length: document.offsetAt(new vscode.Position(document.lineCount, 0)),
    slice: (start, end) => document.getText(new vscode.Range(document.positionAt(start), document.positionAt(end))),
  };
}
