import * as vscode from 'vscode';
import { predictionsOf } from '../protocol/analyses';
import { writeSum } from '../protocol/sum';
import { writtenValues } from './filling';
import { plusMinus } from './hoverText';
import { resultsIn } from './results';
import type { Scanner } from './scanner';
import { readOptions } from './settings';
import type { Store } from './store';

/** Predicted values beside the missing cells of the text, from results that hold for the text as it is. */
export class Ghosts implements vscode.InlayHintsProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeInlayHints = this.changed.event;
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly store: Store,
    private readonly scanner: Scanner,
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
    const results = await resultsIn(document, this.scanner, this.store);
    if (results === null) return [];
    const taken = new Set<number>();
    return results.placed.flatMap(({ analysis, block }) => {
      const predictions = predictionsOf(analysis);
      // The newest result with predictions has each matrix to itself.
      if (predictions.length === 0 || taken.has(block.start)) return [];
      taken.add(block.start);
      const written = writtenValues(results.text, block, analysis);
      return predictions.flatMap((prediction) => {
        const i = prediction.row * block.columns + prediction.column;
        const at = document.positionAt(block.cellEnds[i]!);
        const value = written.get(block.cellStarts[i]!);
        if (value === undefined || !range.contains(at)) return [];
        const hint = new vscode.InlayHint(at, `${value}${plusMinus(prediction)}`);
        hint.paddingLeft = true;
        hint.tooltip = writeSum(prediction);
        return [hint];
      });
    });
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}
