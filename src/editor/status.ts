import * as vscode from 'vscode';
import { determined, predictionsOf } from '../protocol/analyses';
import { counted, formatCount } from '../protocol/quantities';
import { waitingSentence } from '../protocol/waiting';
import { resultFor } from './lookup';
import { commandIds } from './names';
import { askedTitle } from './panelState';
import { progressText } from './progressText';
import { resultsIn } from './results';
import type { Run, Runner } from './runner';
import type { Scanner } from './scanner';
import type { Store } from './store';

/** In the status bar: the work under way, else how many cells of this document are predicted, else nothing. */
export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('factorize.status', vscode.StatusBarAlignment.Right, 90);
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly store: Store,
    private readonly scanner: Scanner,
    private readonly runner: Runner,
  ) {
    const update = (): void => void this.update();
    this.item.name = 'Factorize';
    this.subscriptions = vscode.Disposable.from(
      this.item,
      new vscode.Disposable(store.onDidChange(update)),
      new vscode.Disposable(runner.onEvent(update)),
      scanner.onDidChangeMatrices(update),
      vscode.window.onDidChangeActiveTextEditor(update),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async update(): Promise<void> {
    if (this.showRunning()) return;
    const document = vscode.window.activeTextEditor?.document;
    const predicted = document === undefined ? 0 : await this.predictedCells(document).catch(() => 0);
    // Work may have begun meanwhile; or the person turned to another text, whose own count is on its way.
    if (this.showRunning() || vscode.window.activeTextEditor?.document !== document) return;
    if (predicted === 0) {
      this.item.hide();
      return;
    }
    this.item.text = `$(table) ${formatCount(predicted)} predicted`;
    this.item.tooltip = `${counted(predicted, 'missing cell')} predicted in this document: click to show the panel`;
    this.item.command = commandIds.showPanel;
    this.item.show();
  }

  private showRunning(): boolean {
    const run = this.runner.running().findLast(({ shown }) => shown);
    if (run === undefined) return false;
    const awaited = this.runner.awaitedBy(run);
    const icon = awaited !== null ? '$(watch)' : run.paused ? '$(debug-pause)' : '$(loading~spin)';
    this.item.text = `${icon} ${wordsOf(run, awaited)}`;
    this.item.tooltip = `${run.source.title}: click to stop`;
    this.item.command = commandIds.cancel;
    this.item.show();
    return true;
  }

  private async predictedCells(document: vscode.TextDocument): Promise<number> {
    if (this.store.ofDocument(document.uri.toString()).length === 0) return 0;
    const results = await resultsIn(document, this.scanner, this.store);
    if (results === null) return 0;
    // The newest result about each matrix.
    return results.placed
      .filter((result) => resultFor(result.block, results.placed) === result)
      .reduce((total, { analysis }) => total + determined(predictionsOf(analysis)).length, 0);
  }
}

function wordsOf(run: Run, awaited: Run | null): string {
  if (awaited !== null) return waitingSentence({ ...awaited, title: awaited.source.title });
  return run.progress === null ? askedTitle(run.request) : progressText(run.progress, run.paused);
}
