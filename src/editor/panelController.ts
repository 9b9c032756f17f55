import * as vscode from 'vscode';
import type { FaultData } from '../matrix/fault';
import { faults } from '../matrix/faults';
import type { MatrixRef, PanelState } from '../protocol/panel';
import type { TrainRequest } from '../protocol/request';
import type { LastRequest, Work } from './lastRequest';
import type { ModelFiles } from './modelFiles';
import { faultState, resultState, runningState } from './panelState';
import type { Asked } from './rerun';
import type { Run, Runner, RunEvent } from './runner';
import type { Scanner } from './scanner';
import { followedSource, type Entry, type Store } from './store';
import type { FactorizePanel } from '../panel';
import type { PanelPlace } from '../panel/places';

/** What the panel is on: a result, work under way, work that failed, or nothing. */
type Subject =
  | { readonly on: 'entry' | 'run'; readonly id: number }
  | { readonly on: 'fault'; readonly asked: Asked }
  | { readonly on: 'nothing' };

interface Means {
  readonly store: Store;
  readonly runner: Runner;
  readonly scanner: Scanner;
  readonly lastRequest: LastRequest;
  readonly models: ModelFiles;
  /** The panel; it opens when it is first told to show something. */
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
    );
  }

  /** The result shown; null while there is none. */
  entry(): Entry | null {
    return this.subject.on === 'entry' ? this.means.store.get(this.subject.id) : null;
  }

  /** The work behind what is shown, be it a result or what kept it from being one. */
  asked(): Asked | null {
    if (this.subject.on === 'fault') return this.subject.asked;
    const entry = this.entry();
    return entry === null ? null : { source: entry.source, request: entry.analysis.request, result: entry.id };
  }

  /** Shows a result. */
  inspect(entry: Entry): void {
    this.subject = { on: 'entry', id: entry.id };
    this.means.panel.show(resultState(entry));
    const { source, analysis } = entry;
    this.remember({ source, request: analysis.request });
    // What cannot be written down is offered to be trained again after a reload.
    if (analysis.kind === 'train') this.means.models.keep(analysis).catch(() => undefined);
  }

  /** Shows the result of another matrix in the place of the one that is shown, without opening the panel or bringing it to the front. */
  turnTo(entry: Entry): void {
    this.subject = { on: 'entry', id: entry.id };
    this.means.panel.update(resultState(entry));
    this.remember({ source: entry.source, request: entry.analysis.request });
  }

  /** Shows a result, and one of its matrices in view. */
  inspectMatrix(entry: Entry, matrix: MatrixRef): void {
    this.inspect(entry);
    this.means.panel.focus(matrix);
  }

  /** Opens the panel on what it was on, or on the newest result. */
  open(): void {
    const entry = this.entry() ?? this.means.store.all().at(-1) ?? null;
    const run = this.means.runner.running().findLast(({ shown }) => shown);
    if (run !== undefined) this.watch(run);
    else if (entry !== null) this.inspect(entry);
    else this.means.panel.show({ view: 'empty' });
  }

  /** Moves the panel, as it is, where it is open. */
  moveTo(place: PanelPlace): void {
    this.means.panel.moveTo(place);
  }

  /** A reloaded window brought the panel back: show again what it showed, if the text still has it. */
  async restore(): Promise<void> {
    if (this.isBusy()) return;
    const work = await this.means.lastRequest.recall();
    // Newer work may have begun meanwhile.
    if (this.isBusy()) return;
    if (work === null) this.means.panel.update({ view: 'empty' });
    else if (work.request.kind === 'train') await this.restoreTraining(work, work.request);
    else await this.means.runner.run(work.source, work.request, { replaces: null, shown: true });
  }

  private isBusy(): boolean {
    return this.subject.on !== 'nothing';
  }

  /** A training takes long: it is shown from its files, and offered to be done again where they are gone. */
  private async restoreTraining(work: Work, before: TrainRequest): Promise<void> {
    const { models } = this.means;
    const training = before.modelPath === null ? null : await models.find(before.modelPath);
    const request = await models.resumable(before);
    if (this.isBusy()) return;
    const isKept = (request.resumePath ?? null) !== null;
    if (training === null) this.showFault({ ...work, request, result: null }, faults.trainingLost(isKept).data);
    else this.inspect(this.means.store.put(work.source, training));
  }

  /** Ends the work that is shown, with nothing. */
  cancel(): void {
    this.means.runner.cancel(this.run());
  }

  /** Ends it with the best it has. */
  stop(): void {
    this.means.runner.stop(this.run());
  }

  /** Holds it up, or lets it go on. */
  pause(paused: boolean): void {
    const run = this.run();
    if (run !== null) this.means.runner.pause(run, paused);
  }

  /** Shows the work that the one shown is in line behind. */
  showAwaited(): void {
    const shown = this.shownRun();
    const awaited = shown === null ? null : this.means.runner.awaitedBy(shown);
    if (awaited !== null) this.watch(awaited);
  }

  private run(): number | null {
    return this.subject.on === 'run' ? this.subject.id : null;
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private onRun(event: RunEvent): void {
    const { run } = event;
    if (event.event === 'started' && run.shown) {
      this.watch(run);
      this.remember(run);
    } else if (run.id === this.run()) this.onOwnRun(event);
    else if (event.event === 'changed') this.updateWaiting();
  }

  /** Shows work under way. */
  private watch(run: Run): void {
    this.subject = { on: 'run', id: run.id };
    this.means.panel.show(this.stateOf(run));
  }

  private stateOf(run: Run): PanelState {
    return runningState(run, this.means.runner.awaitedBy(run));
  }

  /** What the work shown waits for was paused, or goes on. */
  private updateWaiting(): void {
    const shown = this.shownRun();
    if (shown?.waiting === true) this.means.panel.update(this.stateOf(shown));
  }

  private shownRun(): Run | null {
    return this.means.runner.running().find(({ id }) => id === this.run()) ?? null;
  }

  private onOwnRun(event: RunEvent): void {
    const { run } = event;
    switch (event.event) {
      case 'started':
      case 'notice':
        return;
      case 'prepared':
        this.remember(run);
        return;
      case 'changed':
        this.means.panel.update(this.stateOf(run));
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
        this.showFault({ source: run.source, request: run.request, result: run.replaces }, event.fault);
        if (run.request.kind === 'train') void this.offerToResume(run.request, event.fault);
      }
    }
  }

  /** Trying a training again goes on from its checkpoint, where there is one. */
  private async offerToResume(request: TrainRequest, fault: FaultData): Promise<void> {
    const again = await this.means.models.afterFailure(request, fault);
    const { subject } = this;
    if (subject.on === 'fault' && subject.asked.request === request)
      this.subject = { on: 'fault', asked: { ...subject.asked, request: again } };
  }

  private showFault(asked: Asked, fault: FaultData): void {
    // Nobody follows the edits for work that is over.
    this.subject = { on: 'fault', asked: { ...asked, source: followedSource(asked.source, null) } };
    this.means.panel.update(faultState(asked, fault));
  }

  private remember(work: Work): void {
    void this.means.lastRequest.remember(work);
  }

  private onStoreChange(id: number | null): void {
    if (this.subject.on !== 'entry' || (id !== null && id !== this.subject.id)) return;
    const entry = this.entry();
    if (entry !== null) {
      this.means.panel.update(resultState(entry));
      return;
    }
    this.subject = { on: 'nothing' };
    void this.means.lastRequest.forget();
    this.means.panel.update({ view: 'empty' });
  }
}
