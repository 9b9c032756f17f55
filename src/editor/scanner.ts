import * as vscode from 'vscode';
import { unpackBlocks, type FindOptions } from '../documents';
import type { MatrixBlock, Range } from '../matrix/block';
import { faults } from '../matrix/faults';
import type { FindRequest } from '../protocol/request';
import type { WorkerPool } from '../workers/pool';
import { textOf } from './documentText';
import { languageOf } from './languages';
import { LiveBlocks } from './liveBlocks';
import { Pause } from './pause';
import { readOptions } from './settings';
import { inSlices } from './slices';

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
  /** Since an edit, until a person has paused; null while nobody types. */
  typing: Pause | null;
  /** The matrices of the last scan with every edit since taken in; null until a scan has answered. */
  live: LiveBlocks | null;
  /** Whether `live` is what a scan found in the text of now, and no edit has been taken in since. */
  isRead: boolean;
}

/** The matrices of every open document, found when somebody first asks and once for each version of the text. */
export class Scanner implements vscode.Disposable {
  private tracked = new WeakMap<vscode.TextDocument, Tracked>();
  private readonly pauses = new Set<Pause>();
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
   * The matrices to show while a person types: those of this very version, or until they are found those of the last
   * scan with the edits since taken in, all at their places in the text of now.
   */
  async current(document: vscode.TextDocument): Promise<LiveBlocks> {
    const tracked = this.track(document);
    if (tracked.live !== null && !tracked.isRead) return tracked.live;
    const blocks = await this.matrices(document);
    return tracked.live ?? new LiveBlocks(blocks);
  }

  /** What the selections of a document mean, in the text as it is when the answer comes. */
  async selected(document: vscode.TextDocument, selections: readonly Range[]): Promise<readonly MatrixBlock[]> {
    if (selections.length === 0) return [];
    return this.find({ kind: 'find', text: textOf(document), selections, ...findOptions(document) });
  }

  dispose(): void {
    this.pauses.forEach((typing) => typing.end());
    this.pauses.clear();
    this.subscriptions.dispose();
  }

  private track(document: vscode.TextDocument): Tracked {
    const known = this.tracked.get(document);
    if (known !== undefined) return known;
    const tracked: Tracked = { scan: null, typing: null, live: null, isRead: false };
    this.tracked.set(document, tracked);
    return tracked;
  }

  private async answer(document: vscode.TextDocument, stop: AbortController): Promise<readonly MatrixBlock[]> {
    const { version } = document;
    const blocks = await this.scan(document, stop.signal).catch((error: unknown) => {
      const isWanted = this.tracked.get(document)?.scan?.stop === stop && document.version === version;
      if (isWanted || document.isClosed) throw error;
      return null;
    });
    // Offsets of an older text are of no use to whoever asked.
    if (blocks === null || document.version !== version) return this.matrices(document);
    const tracked = this.track(document);
    if (tracked.scan?.stop === stop) {
      tracked.live = new LiveBlocks(blocks);
      tracked.isRead = true;
    }
    return blocks;
  }

  private async scan(document: vscode.TextDocument, signal: AbortSignal): Promise<readonly MatrixBlock[]> {
    // Half of what is typed is no text to read from its start; and to send it takes time, too.
    await this.tracked.get(document)?.typing?.over;
    if (signal.aborted) throw faults.cancelled();
    return this.find({ kind: 'find', text: textOf(document), selections: null, ...findOptions(document) }, signal);
  }

  private async find(request: FindRequest, signal?: AbortSignal): Promise<readonly MatrixBlock[]> {
    return inSlices(unpackBlocks(await this.pool().run(request, signal === undefined ? {} : { signal })));
  }

  private edited({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    const tracked = this.tracked.get(document);
    if (contentChanges.length === 0 || tracked === undefined) return;
    // The answer about an older text is no longer wanted.
    if (tracked.scan !== null && tracked.scan.version !== document.version) tracked.scan.stop.abort();
    tracked.isRead = false;
    tracked.live?.edit(
      contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
        offset: rangeOffset,
        removed: rangeLength,
        inserted: text.length,
      })),
    );
    if (tracked.typing === null) void this.announceAfterTyping(document, tracked);
    else tracked.typing.extend();
  }

  private async announceAfterTyping(document: vscode.TextDocument, tracked: Tracked): Promise<void> {
    const typing = new Pause(pause);
    tracked.typing = typing;
    this.pauses.add(typing);
    await typing.over;
    tracked.typing = null;
    // Disposed of, or the document is closed.
    if (!this.pauses.delete(typing) || document.isClosed) return;
    // What stands where is known until then; what cannot be read is said to whoever asks next.
    await this.matrices(document).catch(() => (tracked.live = null));
    this.announce(document);
  }

  private announce(document: vscode.TextDocument): void {
    if (!document.isClosed) this.changed.fire(document);
  }

  private forget(document: vscode.TextDocument): void {
    const tracked = this.tracked.get(document);
    if (tracked === undefined) return;
    this.tracked.delete(document);
    tracked.scan?.stop.abort();
    tracked.typing?.end();
  }
}

function findOptions(document: vscode.TextDocument): Required<Omit<FindOptions, 'checkpoint'>> {
  const language = languageOf(document.languageId, document.uri.path);
  return { language, missingMarks: readOptions(document.uri).missingMarks };
}
