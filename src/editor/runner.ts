import { toFaultData } from '../matrix/faults';
import type { FaultData } from '../matrix/fault';
import type { AnalysisRequest, CompleteRequest, TrainRequest } from '../protocol/request';
import type { Progress } from '../protocol/control';
import { isIterative } from '../protocol/iterative';
import type { HistoryPoint } from '../protocol/results';
import { PauseSwitch } from '../workers/pauseSwitch';
import type { WorkerPool } from '../workers/pool';
import type { TextChange } from './liveBlocks';
import { followedSource, type Entry, type Source, type Store } from './store';
import { startOf } from './tracking';

/** Work under way. */
export interface Run {
  readonly id: number;
  readonly source: Source;
  readonly request: AnalysisRequest;
  /** The entry whose place the result takes; null: a new one. */
  readonly replaces: number | null;
  /** Whether the person asked to see it; work done again by itself stays in the background. */
  readonly shown: boolean;
  readonly progress: Progress | null;
  readonly history: readonly HistoryPoint[];
  readonly paused: boolean;
  /** Whether it is in line behind other work. */
  readonly waiting: boolean;
  /** Whether it was asked to end with the best it has. */
  readonly ending: boolean;
}

export interface RunHow {
  readonly replaces: number | null;
  readonly shown: boolean;
}

export type RunEvent =
  | { readonly event: 'started' | 'prepared' | 'progress' | 'changed'; readonly run: Run }
  /** Something that does not keep the work from going on. */
  | { readonly event: 'notice'; readonly run: Run; readonly fault: FaultData }
  | { readonly event: 'done'; readonly run: Run; readonly entry: Entry }
  | { readonly event: 'failed'; readonly run: Run; readonly fault: FaultData };

interface Active {
  run: Run;
  /** Whether a worker has taken it up. */
  hasBegun: boolean;
  readonly controller: AbortController;
  /** Aborted to have work by iterations end with the best it has. */
  readonly finishing: AbortController;
  readonly pause: PauseSwitch;
}

/** Runs requests in the pool and puts their results into the store; one at a time for the same matrix. */
export class Runner {
  private readonly active = new Map<number, Active>();
  private readonly listeners = new Set<(event: RunEvent) => void>();
  private nextId = 1;

  constructor(
    private readonly pool: () => Pick<WorkerPool, 'run'>,
    private readonly store: Store,
    /** What of a matrix is no data although it stands there. */
    private readonly withoutPredicted: (source: Source, request: CompleteRequest) => CompleteRequest = (_, request) =>
      request,
    /** Completes a training before it is sent. */
    private readonly prepare: (request: TrainRequest) => Promise<TrainRequest> = (request) => Promise.resolve(request),
  ) {}

  running(): readonly Run[] {
    return [...this.active.values()].map(({ run }) => run);
  }

  /** The work that one in line waits for: trainings for trainings, matrices for matrices. Null where it waits for none. */
  awaitedBy(run: Run): Run | null {
    if (!run.waiting) return null;
    const isTraining = ({ request }: Run): boolean => request.kind === 'train';
    return this.running().find((other) => !other.waiting && isTraining(other) === isTraining(run)) ?? null;
  }

  /** Rejects with the fault; with `cancelled` also when newer work on the same matrix takes its place. */
  async run(source: Source, request: AnalysisRequest, { replaces, shown }: RunHow): Promise<Entry> {
    for (const other of this.active.values()) if (supersedes({ source, replaces }, other.run)) other.controller.abort();
    const id = this.nextId++;
    const active: Active = {
      run: {
        ...{ id, source, request: shown ? playable(request) : request, replaces, shown },
        ...{ progress: null, history: [], paused: false, waiting: false, ending: false },
      },
      hasBegun: false,
      controller: new AbortController(),
      finishing: new AbortController(),
      pause: new PauseSwitch(),
    };
    this.active.set(id, active);
    this.tell({ event: 'started', run: active.run });
    try {
      // Only a training waits before it is sent.
      const prepared =
        request.kind === 'train'
          ? await this.prepare(request)
          : this.withoutFilled(active.run.source, active.run.request);
      if (prepared.kind === 'train') {
        active.run = { ...active.run, request: prepared };
        this.tell({ event: 'prepared', run: active.run });
      }
      const answer = this.pool().run(prepared, {
        onStart: () => {
          active.hasBegun = true;
          if (active.run.waiting) this.change(active, { waiting: false });
        },
        signal: active.controller.signal,
        finish: active.finishing.signal,
        pause: active.pause,
        onNotice: (fault) => this.tell({ event: 'notice', run: active.run, fault }),
        onProgress: (progress) => {
          active.run = { ...active.run, progress, history: [...active.run.history, ...progress.points] };
          this.tell({ event: 'progress', run: active.run });
        },
      });
      if (!active.hasBegun) this.change(active, { waiting: true });
      const analysis = await answer;
      this.active.delete(id);
      const entry = this.store.put(active.run.source, analysis, replaces);
      this.tell({ event: 'done', run: active.run, entry });
      return entry;
    } catch (error) {
      this.active.delete(id);
      this.tell({ event: 'failed', run: active.run, fault: toFaultData(error) });
      throw error;
    }
  }

  private withoutFilled(source: Source, request: AnalysisRequest): AnalysisRequest {
    return request.kind === 'complete' ? this.withoutPredicted(source, request) : request;
  }

  /** Ends one run, or all of them, with nothing; whoever waits gets the `cancelled` fault. */
  cancel(id: number | null = null): void {
    for (const { controller } of this.chosen(id)) controller.abort();
  }

  /**
   * Ends one run, or all of them: what goes by iterations with the best it has, and with nothing when it is stopped
   * once more; the rest like `cancel`.
   */
  stop(id: number | null = null): void {
    for (const active of this.chosen(id)) {
      if (!canFinish(active)) {
        active.controller.abort();
        continue;
      }
      active.finishing.abort();
      this.change(active, { ending: true, paused: false });
    }
  }

  /** Holds up a run that goes by iterations, or lets it go on. */
  pause(id: number, paused: boolean): void {
    const active = this.active.get(id);
    if (active === undefined || active.run.ending || !isIterative(active.run.request)) return;
    active.pause.turn(paused);
    this.change(active, { paused });
  }

  private chosen(id: number | null): readonly Active[] {
    return [...this.active.values()].filter(({ run }) => id === null || run.id === id);
  }

  private change(active: Active, changed: Partial<Pick<Run, 'paused' | 'waiting' | 'ending'>>): void {
    active.run = { ...active.run, ...changed };
    this.tell({ event: 'changed', run: active.run });
  }

  /** Moves the sources of the work under way along with an edit of their document. */
  followEdit(uri: string, changes: readonly TextChange[] | null): void {
    for (const active of this.active.values())
      if (active.run.source.uri === uri)
        active.run = { ...active.run, source: followedSource(active.run.source, changes) };
  }

  /** Calls back on every event until the returned function is called. */
  onEvent(listener: (event: RunEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private tell(event: RunEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}

/** What a person looks at can be played back. */
function playable(request: AnalysisRequest): AnalysisRequest {
  return request.kind === 'decompose' || request.kind === 'complete' ? { ...request, frames: true } : request;
}

/** Whether it has something to end with, and was not asked for it yet. */
function canFinish({ run: { request, progress, ending } }: Active): boolean {
  return isIterative(request) && progress?.phase === 'training' && !ending;
}

function supersedes(next: { source: Source; replaces: number | null }, run: Run): boolean {
  if (next.replaces !== null && next.replaces === run.replaces) return true;
  const [a, b] = [next.source, run.source];
  if (a.uri !== b.uri || a.kind !== b.kind) return false;
  if (a.kind === 'file' || b.kind === 'file') return true;
  return a.inputs.length === b.inputs.length && a.inputs.every((input, i) => startOf(input) === startOf(b.inputs[i]!));
}
