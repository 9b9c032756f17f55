import { Fault, type FaultData } from '../matrix/fault';
import type { Progress } from '../protocol/control';
import type { Request } from '../protocol/request';
import type { Answer } from '../protocol/rpc';
import { Lane, type Job } from './lane';
import type { PauseSwitch } from './pauseSwitch';

export interface PoolOptions {
  /** The worker's bundle. */
  readonly workerPath: string;
  /** Arguments for the worker's Node, such as a loader in tests. */
  readonly execArgv?: readonly string[];
}

export interface RunOptions {
  /** Called when a worker takes the work up, before `run` returns where one is free. */
  readonly onStart?: () => void;
  readonly onProgress?: (progress: Progress) => void;
  /** Told of what does not keep the work from going on. */
  readonly onNotice?: (fault: FaultData) => void;
  readonly signal?: AbortSignal;
  /** Asks work by iterations to end with the best it has until now, which is its answer. */
  readonly finish?: AbortSignal;
  /** Holds the work up while it is on; the answer is the same. */
  readonly pause?: PauseSwitch;
}

type LaneName = 'scan' | 'matrix' | 'ratings' | 'models';

/**
 * Which workers serve a request. A model that has a file is asked about in the one worker of `models`, so that nobody
 * waits for a training to end and no model goes when one is cancelled; one that has none, in the one of `ratings`.
 */
function laneOf(request: Request): LaneName {
  switch (request.kind) {
    case 'find':
    case 'fill':
      return 'scan';
    case 'decompose':
    case 'complete':
    case 'reconstruct':
    case 'fold-in':
    case 'calculate':
      return 'matrix';
    case 'train':
      return 'ratings';
    case 'preview-ratings':
    case 'open-model':
    case 'describe-model':
    case 'export-model':
    case 'recommend-all':
      return 'models';
    case 'evaluate':
    case 'recommend':
    case 'similar':
    case 'find-users':
    case 'find-items':
      return request.model.path === null ? 'ratings' : 'models';
  }
}

/**
 * Worker threads that run `analysis`, started when first needed. A request is answered once: with its answer, or
 * with a `Fault`; cancelled work stops within 100 ms; a worker that dies is replaced and whoever waited is told.
 */
export class WorkerPool {
  private readonly lanes: Readonly<Record<LaneName, Lane>>;
  private nextId = 1;

  constructor(options: PoolOptions) {
    const lane = (size: number, grows = false): Lane =>
      new Lane(options.workerPath, options.execArgv ?? [], size, grows);
    // The worker of `ratings` stays the only one: it holds the models that have no file.
    this.lanes = { scan: lane(1), matrix: lane(2, true), ratings: lane(1), models: lane(1) };
  }

  /** Runs one request. Rejects with a `Fault` always; with the one coded `cancelled` when `signal` aborts. */
  run<R extends Request>(
    request: R,
    { onStart, onProgress, onNotice, signal, finish, pause }: RunOptions = {},
  ): Promise<Answer<R>> {
    return new Promise<Answer<R>>((resolve, reject) => {
      const lane = this.lanes[laneOf(request)];
      const onAbort = (): void => lane.cancel(job);
      const onFinish = (): void => lane.finish(job);
      const settle = (): void => {
        signal?.removeEventListener('abort', onAbort);
        finish?.removeEventListener('abort', onFinish);
        unfollow?.();
      };
      const job: Job = {
        message: { type: 'run', id: this.nextId++, request, flag: new SharedArrayBuffer(4) },
        onStart: onStart ?? (() => undefined),
        onProgress: onProgress ?? (() => undefined),
        onNotice: onNotice ?? (() => undefined),
        // A job is answered with what its own request asks for: the worker's door sees to that.
        resolve: (answer) => {
          settle();
          resolve(answer as Answer<R>);
        },
        reject: (fault) => {
          settle();
          reject(new Fault(fault));
        },
      };
      signal?.addEventListener('abort', onAbort);
      finish?.addEventListener('abort', onFinish);
      const unfollow = pause?.onTurn((paused) => lane.pause(job, paused));
      if (pause?.isPaused === true) lane.pause(job, true);
      lane.submit(job);
      if (signal?.aborted === true) onAbort();
    });
  }

  /** Gets a worker for matrices ready, so that the first request does not wait for it to start. */
  warm(): void {
    this.lanes.matrix.warm();
  }

  /** Gives back the memory of models that were read from files; whoever asks about one again has it read again. */
  releaseModels(): void {
    this.lanes.models.retire();
  }

  /** Stops every worker; whoever waits is told that the work was cancelled. */
  dispose(): void {
    for (const lane of Object.values(this.lanes)) lane.dispose();
  }
}
