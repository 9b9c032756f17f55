import { toFaultData } from '../matrix/faults';
import type { FaultData } from '../matrix/fault';
import type { AnalysisRequest, CompleteRequest, TrainRequest } from '../protocol/request';
import type { Progress } from '../protocol/control';
import type { HistoryPoint } from '../protocol/results';
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
}

export interface RunHow {
  readonly replaces: number | null;
  readonly shown: boolean;
}

export type RunEvent =
  | { readonly event: 'started' | 'prepared' | 'progress'; readonly run: Run }
  /** Something that does not keep the work from going on. */
  | { readonly event: 'notice'; readonly run: Run; readonly fault: FaultData }
  | { readonly event: 'done'; readonly run: Run; readonly entry: Entry }
  | { readonly event: 'failed'; readonly run: Run; readonly fault: FaultData };

interface Active {
  run: Run;
  readonly controller: AbortController;
  /** Aborted to have a training end with the best model it has. */
  readonly finishing: AbortController;
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

  /** Rejects with the fault; with `cancelled` also when newer work on the same matrix takes its place. */
  async run(source: Source, request: AnalysisRequest, { replaces, shown }: RunHow): Promise<Entry> {
    for (const other of this.active.values()) if (supersedes({ source, replaces }, other.run)) other.controller.abort();
    const id = this.nextId++;
    const active: Active = {
      run: { id, source, request: shown ? playable(request) : request, replaces, shown, progress: null, history: [] },
      controller: new AbortController(),
      finishing: new AbortController(),
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
      const analysis = await this.pool().run(prepared, {
        signal: active.controller.signal,
        finish: active.finishing.signal,
        onNotice: (fault) => this.tell({ event: 'notice', run: active.run, fault }),
        onProgress: (progress) => {
          active.run = { ...active.run, progress, history: [...active.run.history, ...progress.points] };
          this.tell({ event: 'progress', run: active.run });
        },
      });
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

  /**
   * Stops one run, or all of them; whoever waits gets the `cancelled` fault. A training under way ends with the best
   * model it has, and with nothing when it is stopped once more.
   */
  cancel(id: number | null = null): void {
    for (const [other, active] of this.active) if (id === null || id === other) stop(active);
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

function stop({ run: { request, progress }, controller, finishing }: Active): void {
  // Spark cannot be asked for what it has so far.
  const canFinish = request.kind === 'train' && request.solver !== 'spark' && progress?.phase === 'training';
  if (canFinish && !finishing.signal.aborted) finishing.abort();
  else controller.abort();
}

function supersedes(next: { source: Source; replaces: number | null }, run: Run): boolean {
  if (next.replaces !== null && next.replaces === run.replaces) return true;
  const [a, b] = [next.source, run.source];
  if (a.uri !== b.uri || a.kind !== b.kind) return false;
  if (a.kind === 'file' || b.kind === 'file') return true;
  return a.inputs.length === b.inputs.length && a.inputs.every((input, i) => startOf(input) === startOf(b.inputs[i]!));
}
