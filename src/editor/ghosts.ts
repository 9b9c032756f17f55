import { setTimeout as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import { originalOf, predictionsOf } from '../protocol/analyses';
import { rangeOfKnown } from '../protocol/prediction';
import type { Prediction } from '../protocol/results';
import { writeSum } from '../protocol/sum';
import { writtenValue } from './filling';
import type { Fills } from './fills';
import type { Follower } from './follower';
import { ghostText, undetermined } from './hoverText';
import { resultsIn } from './results';
import type { Scanner } from './scanner';
import { readOptions } from './settings';
import type { Store } from './store';

/** VS Code shows no more in a document. */
const mostShown = 1_500;
/** How long an answer waits for what is predicted so far, in milliseconds: VS Code shows the last one until then. */
const patience = 250;

/** Predicted values beside the missing cells of the text, from results that hold for the text as it is. */
export class Ghosts implements vscode.InlayHintsProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeInlayHints = this.changed.event;
  private readonly shown = new WeakMap<vscode.InlayHint, Prediction>();
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly store: Store,
    private readonly scanner: Scanner,
    private readonly fills: Fills,
    private readonly follower: Pick<Follower, 'followed'>,
  ) {
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      new vscode.Disposable(store.onDidChange(() => this.changed.fire())),
      scanner.onDidChangeMatrices(() => this.changed.fire()),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('factorize.ghostValues')) this.changed.fire();
      }),
    );
  }

  async provideInlayHints(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.InlayHint[]> {
    if (this.store.ofDocument(document.uri.toString()).length === 0) return [];
    if (!readOptions(document.uri).ghostValues) return [];
    const { version } = document;
    await this.scanner.matrices(document);
    // VS Code hears of no change while it waits for an answer, so what holds so far is to be in this one.
    await Promise.race([this.follower.followed(document), pause(patience)]);
    const results = await resultsIn(document, this.scanner, this.store);
    if (results === null) return [];
    const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    const hints: vscode.InlayHint[] = [];
    const taken = new Set<number>();
    for (const { analysis, block } of [...results.placed, ...results.soFar]) {
      const predictions = predictionsOf(analysis);
      // The newest result with predictions has each matrix to itself.
      if (predictions.length === 0 || taken.has(block.start)) continue;
      taken.add(block.start);
      if (block.end < from || to < block.start) continue;
      const edits = await this.fills.edits(results.text, block, analysis);
      if (document.version !== version) return [];
      const matrix = originalOf(analysis);
      const known = matrix === null ? null : rangeOfKnown(matrix);
      for (const prediction of predictions) {
        const end = block.cellEnds[prediction.row * block.columns + prediction.column]!;
        if (prediction.written !== undefined || end < from || to < end || hints.length === mostShown) continue;
        const label = ghostText(writtenValue(edits, block, prediction), prediction, known);
        if (label !== null) hints.push(this.hint(document.positionAt(end), label, prediction));
      }
    }
    return hints;
  }

  /** The sum behind a value, or why there is none, written when somebody points at it. */
  resolveInlayHint(hint: vscode.InlayHint): vscode.InlayHint {
    const prediction = this.shown.get(hint);
    if (prediction !== undefined)
      hint.tooltip =
        prediction.certainty === 'undetermined'
          ? (prediction.reason ?? `Any value fits: ${undetermined}.`)
          : writeSum(prediction);
    return hint;
  }

  private hint(at: vscode.Position, label: string, prediction: Prediction): vscode.InlayHint {
    const hint = new vscode.InlayHint(at, label);
    hint.paddingLeft = true;
    this.shown.set(hint, prediction);
    return hint;
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}
