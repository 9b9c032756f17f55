import * as vscode from 'vscode';
import { cellAt } from './cells';
import { forgetRequest, rememberRequest, restoreRequest } from './lastRequest';
import { placeInputs } from './lookup';
import { resultState, runningState, panelSource } from './panelState';
import type { Asked } from './rerun';
import type { Run, Runner, RunEvent } from './runner';
import type { Scanner } from './scanner';
import { followedSource, type Entry, type Store } from './store';
import type { FactorizePanel } from '../panel';

/** What the panel is on: a result, work under way, work that failed, or nothing. */
type Subject =
  | { readonly on: 'entry' | 'run'; readonly id: number }
  | { readonly on: 'fault'; readonly run: Run }
  | { readonly on: 'nothing' };

interface Means {
  readonly store: Store;
  readonly runner: Runner;
  readonly scanner: Scanner;
  readonly memory: vscode.Memento;
  /** The panel; it opens beside the text when it is first told to show something. */
  readonly panel: FactorizePanel;
}

/** Decides what the panel shows, and keeps it true: work as it runs, its result, and whether the text has changed since. */
export class PanelController implements vscode.Disposable {
  private subject: Subject = { on: 'nothing' };
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly means: Means) {
    const { store, runner } = means;
    this.subscriptions = vscode.Disposable.from(
      new vscode.Disposable(store.onDidChange((id) => this.onStoreChange(id))),
      new vscode.Disposable(runner.onEvent((event) => this.onRun(event))),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => void this.markCursor(textEditor)),
    );
  }

  /** The result shown; null while there is none. */
  entry(): Entry | null {
    return this.subject.on === 'entry' ? this.means.store.get(this.subject.id) : null;
  }

  /** The work behind what is shown, be it a result or what kept it from being one. */
  asked(): Asked | null {
    if (this.subject.on === 'fault') return { ...this.subject.run, result: this.subject.run.replaces };
    const entry = this.entry();
    return entry === null ? null : { source: entry.source, request: entry.analysis.request, result: entry.id };
  }

  /** Shows a result. */
  inspect(entry: Entry): void {
    this.subject = { on: 'entry', id: entry.id };
    this.means.panel.show(resultState(entry));
    void rememberRequest(this.means.memory, entry);
  }

  /** Opens the panel on what it was on, or on the newest result. */
  open(): void {
    const entry = this.entry() ?? this.means.store.all().at(-1) ?? null;
    const run = this.means.runner.running().findLast(({ shown }) => shown);
    if (run !== undefined) this.means.panel.show(runningState(run));
    else if (entry !== null) this.inspect(entry);
    else this.means.panel.show({ view: 'empty' });
  }

  /** A reloaded window brought the panel back: show again what it showed, if the text still has it. */
  async restore(): Promise<void> {
    if (this.subject.on !== 'nothing') return;
    const entry = await restoreRequest(this.means.memory, this.means.scanner, this.means.runner);
    if (entry === null) this.means.panel.update({ view: 'empty' });
  }

  cancel(): void {
    this.means.runner.cancel(this.subject.on === 'run' ? this.subject.id : null);
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private onRun(event: RunEvent): void {
    const { run } = event;
    if (event.event === 'started' && run.shown) {
      this.subject = { on: 'run', id: run.id };
      this.means.panel.show(runningState(run));
    } else if (this.subject.on === 'run' && this.subject.id === run.id) this.onOwnRun(event);
  }

  private onOwnRun(event: RunEvent): void {
    const { run } = event;
    switch (event.event) {
      case 'started':
        return;
      case 'progress':
        if (run.progress !== null) this.means.panel.progress(run.progress);
        return;
      case 'done':
        this.inspect(event.entry);
        return;
      case 'failed': {
        // Cancelled, the result that was to be replaced is still there to look at.
        const before = run.replaces === null ? null : this.means.store.get(run.replaces);
        if (event.fault.kind === 'cancelled' && before !== null) {
          this.inspect(before);
          return;
        }
        // Nobody follows the edits for work that is over.
        this.subject = { on: 'fault', run: { ...run, source: followedSource(run.source, null) } };
        this.means.panel.update({ view: 'fault', source: panelSource(run.source), fault: event.fault });
      }
    }
  }

  private onStoreChange(id: number | null): void {
    if (this.subject.on !== 'entry' || (id !== null && id !== this.subject.id)) return;
    const entry = this.entry();
    if (entry !== null) {
      this.means.panel.update(resultState(entry));
      return;
    }
    this.subject = { on: 'nothing' };
    void forgetRequest(this.means.memory);
    this.means.panel.update({ view: 'empty' });
  }

  /** Marks in the panel the cell that the cursor in the text is in. */
  private async markCursor(editor: vscode.TextEditor): Promise<void> {
    const entry = this.entry();
    if (!this.means.panel.exists || entry === null || entry.source.kind === 'file' || entry.source.target === null)
      return;
    const { document, selection } = editor;
    if (document.uri.toString() !== entry.source.uri) return;
    const blocks = await this.means.scanner.matrices(document);
    const block = placeInputs(entry.source.inputs, document.getText(), blocks)[entry.source.target]?.block;
    this.means.panel.mark(block === undefined ? null : cellAt(block, document.offsetAt(selection.active)));
  }
}
