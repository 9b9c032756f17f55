import * as vscode from 'vscode';
import type { MatrixBlock } from '../matrix/block';
import { textOf } from './documentText';
import type { FoldIns, Work } from './foldIns';
import type { TextChange } from './liveBlocks';
import { placeInputs } from './lookup';
import { sameRequestOn } from './requests';
import type { RunEvent, Runner } from './runner';
import type { Scanner } from './scanner';
import { readOptions } from './settings';
import type { Entry, Store, TextSource } from './store';
import { textSource } from './textSource';

/** How long a person must have paused before small matrices are computed again, in milliseconds. */
const pause = 400;
/** What counts as small: cells, and seconds that the last run took. */
const small = { cells: 2_500, seconds: 3 };

/** Follows the text of every result: marks the stale ones, and computes the small ones again. */
export class Follower implements vscode.Disposable {
  private readonly timers = new Map<number, NodeJS.Timeout>();
  /** By the matrices of a version of a text: when their results have been followed. */
  private readonly follows = new WeakMap<readonly MatrixBlock[], Promise<void>>();
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly store: Store,
    private readonly scanner: Scanner,
    private readonly runner: Runner,
    private readonly foldIns: FoldIns,
  ) {
    this.subscriptions = vscode.Disposable.from(
      scanner.onDidChangeMatrices((document) => quietly(this.followed(document))),
      // The text may have changed while the work was under way.
      new vscode.Disposable(runner.onEvent((event) => this.onRun(event))),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length === 0) return;
        const uri = document.uri.toString();
        this.followEdit(
          uri,
          contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
            offset: rangeOffset,
            removed: rangeLength,
            inserted: text.length,
          })),
        );
        this.stopWaitingIn(uri);
      }),
      // What happens to a closed document is not seen.
      vscode.workspace.onDidCloseTextDocument((document) => {
        const uri = document.uri.toString();
        this.followEdit(uri, null);
        this.stopWaitingIn(uri);
      }),
    );
  }

  dispose(): void {
    this.timers.forEach((timer) => clearTimeout(timer));
    this.subscriptions.dispose();
  }

  private followEdit(uri: string, changes: readonly TextChange[] | null): void {
    this.store.followEdit(uri, changes);
    this.runner.followEdit(uri, changes);
  }

  /**
   * Resolves when it is known of every result in a document whether it is stale, and what is predicted so far where it
   * is. Rejects with the fault of a scan that failed.
   */
  followed(document: vscode.TextDocument): Promise<void> {
    return this.withMatrices(document, (blocks) => this.follows.get(blocks) ?? this.follow(document, blocks));
  }

  private onRun({ event, run }: RunEvent): void {
    if (event !== 'done') return;
    const document = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === run.source.uri);
    if (document !== undefined) quietly(this.withMatrices(document, (blocks) => this.follow(document, blocks)));
  }

  private async withMatrices(
    document: vscode.TextDocument,
    follow: (blocks: readonly MatrixBlock[]) => Promise<void>,
  ): Promise<void> {
    if (this.store.ofDocument(document.uri.toString()).length === 0) return;
    const { version } = document;
    const blocks = await this.scanner.matrices(document);
    // A newer edit has its own turn.
    if (document.version === version) await follow(blocks);
  }

  private follow(document: vscode.TextDocument, blocks: readonly MatrixBlock[]): Promise<void> {
    const text = textOf(document);
    const folds: Promise<void>[] = [];
    for (const { id, source } of this.store.ofDocument(document.uri.toString())) {
      const entry = this.store.get(id);
      if (entry === null || source.kind === 'file') continue;
      const placements = placeInputs(source.inputs, text, blocks);
      const fresh = placements.every((placement) => placement?.fresh === true);
      this.store.setStale(id, !fresh);
      if (fresh) {
        this.stopWaiting(id);
        this.cancelRerun(id);
      } else if (isSmall(entry) && readOptions(document.uri).recompute) {
        const again = sameWork(entry, source, document, blocks);
        // Until then nothing is shown, or less.
        if (again !== null) folds.push(this.foldIns.foldIn(entry, again).catch(() => undefined));
        this.rerunSoon(entry, source, document);
      }
    }
    const done = Promise.all(folds).then(() => undefined);
    this.follows.set(blocks, done);
    return done;
  }

  private rerunSoon({ id }: Entry, source: TextSource, document: vscode.TextDocument): void {
    this.stopWaiting(id);
    this.timers.set(
      id,
      setTimeout(() => {
        this.timers.delete(id);
        // What goes wrong here was not asked for: the result stays marked as stale.
        this.rerun(id, source, document).catch(() => undefined);
      }, pause),
    );
  }

  private async rerun(id: number, source: TextSource, document: vscode.TextDocument): Promise<void> {
    const version = document.version;
    const blocks = await this.scanner.matrices(document);
    const entry = this.store.get(id);
    if (entry === null || document.version !== version) return;
    const again = sameWork(entry, source, document, blocks);
    if (again !== null) await this.runner.run(again.about, again.request, { replaces: id, shown: false });
  }

  private cancelRerun(id: number): void {
    for (const run of this.runner.running()) if (run.replaces === id && !run.shown) this.runner.cancel(run.id);
  }

  private stopWaitingIn(uri: string): void {
    this.store.ofDocument(uri).forEach(({ id }) => this.stopWaiting(id));
  }

  private stopWaiting(id: number): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
  }
}

/** A scan that failed marks nothing; whoever asks for a matrix is told. */
function quietly(following: Promise<void>): void {
  following.catch(() => undefined);
}

/** What a result comes from, as it stands in the text of now; null where it cannot be worked on in the same way. */
function sameWork(
  { analysis }: Entry,
  source: TextSource,
  document: vscode.TextDocument,
  blocks: readonly MatrixBlock[],
): Work | null {
  const inputs = placeInputs(source.inputs, textOf(document), blocks).flatMap((placement) =>
    placement === null ? [] : [placement.block],
  );
  if (inputs.length < source.inputs.length) return null;
  const request = sameRequestOn(analysis.request, inputs);
  return request === null ? null : { about: textSource(document, blocks, inputs, source.target), request };
}

function isSmall({ source, analysis }: Entry): boolean {
  return (
    source.kind === 'text' &&
    analysis.seconds < small.seconds &&
    source.inputs.every(({ block }) => block.values.length <= small.cells)
  );
}
