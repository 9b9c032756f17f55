import { Worker } from 'node:worker_threads';
import type { FaultData } from '../matrix/fault';
import { faults, toFaultData } from '../matrix/faults';
import type { Progress } from '../protocol/control';
import type { Request } from '../protocol/request';
import type { Answers, FromWorker, RunMessage } from '../protocol/rpc';
import { RunFlag } from './runFlag';

/** A request under way, and whom to tell. Exactly one of `resolve` and `reject` is called, once. */
export interface Job {
  readonly message: RunMessage;
  /** A worker takes it up. */
  readonly onStart: () => void;
  readonly onProgress: (progress: Progress) => void;
  readonly onNotice: (fault: FaultData) => void;
  readonly resolve: (answer: Answers[Request['kind']]) => void;
  readonly reject: (fault: FaultData) => void;
}

/** How long cancelled work may take to notice its flag before its worker is stopped, in milliseconds. */
const patience = 60;
/** The same where a cluster works: what was asked of it is to end there too. */
const clusterPatience = 15_000;

interface Seat {
  readonly worker: Worker;
  job: Job | null;
  /** To be stopped when its job is done. */
  retired: boolean;
}

/** Up to `size` workers of one purpose, one job at a time each; further jobs wait in order. */
export class Lane {
  private readonly seats = new Set<Seat>();
  private readonly waiting: Job[] = [];

  constructor(
    private readonly workerPath: string,
    private readonly execArgv: readonly string[],
    private readonly size: number,
    /** Whether others may run beside `size` while some are paused. */
    private readonly growsWhilePaused: boolean,
  ) {}

  submit(job: Job): void {
    this.waiting.push(job);
    this.fillSeats();
  }

  /** Starts a first worker before there is work for it, since that takes a moment. */
  warm(): void {
    if (this.seats.size === 0) this.open()?.worker.unref();
  }

  /** Takes a waiting job out; asks a running one to stop, and stops its worker when it does not. */
  cancel(job: Job): void {
    const at = this.waiting.indexOf(job);
    if (at >= 0) {
      this.waiting.splice(at, 1);
      job.reject(faults.cancelled().data);
      return;
    }
    flagOf(job).cancel();
    setTimeout(() => {
      for (const seat of this.seats) if (seat.job === job) this.close(seat, faults.cancelled().data);
    }, patienceFor(job.message.request)).unref();
  }

  /** Asks a running job to end with what it has, and takes a waiting one out. */
  finish(job: Job): void {
    if (this.waiting.includes(job)) this.cancel(job);
    else flagOf(job).finish();
  }

  /** Holds a job up at its next look at its flag, or before it has begun; or lets it go on. */
  pause(job: Job, paused: boolean): void {
    if (paused) flagOf(job).pause();
    else flagOf(job).resume();
    this.fillSeats();
  }

  /** Stops the idle workers, and the others as soon as they are; new ones are started when needed. */
  retire(): void {
    for (const seat of [...this.seats]) {
      if (seat.job === null) this.close(seat, faults.cancelled().data);
      else seat.retired = true;
    }
  }

  dispose(): void {
    for (const job of this.waiting.splice(0)) job.reject(faults.cancelled().data);
    for (const seat of [...this.seats]) this.close(seat, faults.cancelled().data);
  }

  private fillSeats(): void {
    while (this.waiting.length > 0) {
      const seat = [...this.seats].find((one) => one.job === null) ?? this.open();
      if (seat === null) return;
      const job = this.waiting.shift()!;
      seat.job = job;
      seat.worker.ref();
      try {
        seat.worker.postMessage(job.message);
        job.onStart();
      } catch (error) {
        // What cannot be copied to a worker was never sent: the worker is still idle.
        seat.job = null;
        seat.worker.unref();
        job.reject(toFaultData(error));
      }
    }
  }

  private open(): Seat | null {
    if (this.seats.size - this.pausedSeats() >= this.size) return null;
    const seat: Seat = {
      worker: new Worker(this.workerPath, { execArgv: [...this.execArgv] }),
      job: null,
      retired: false,
    };
    seat.worker.on('message', (message: FromWorker) => this.receive(seat, message));
    seat.worker.on('error', (error) => this.close(seat, faultOfDead(error)));
    seat.worker.on('exit', (code) => this.close(seat, faults.workerStopped(`it ended with code ${code}`).data));
    this.seats.add(seat);
    return seat;
  }

  private receive(seat: Seat, message: FromWorker): void {
    const job = seat.job;
    if (job?.message.id !== message.id) return;
    if (message.type === 'progress') {
      job.onProgress(message.progress);
      return;
    }
    if (message.type === 'notice') {
      job.onNotice(message.fault);
      return;
    }
    seat.job = null;
    // An idle worker does not keep the process alive.
    seat.worker.unref();
    // Cancelled is cancelled, also where the answer was on its way.
    if (flagOf(job).isCancelled) job.reject(faults.cancelled().data);
    else if (message.type === 'done') job.resolve(message.answer);
    else job.reject(message.fault);
    if (seat.retired || this.seats.size - this.pausedSeats() > this.size) this.close(seat, faults.cancelled().data);
    else this.fillSeats();
  }

  private pausedSeats(): number {
    if (!this.growsWhilePaused) return 0;
    return [...this.seats].filter(({ job }) => job !== null && flagOf(job).isPaused).length;
  }

  /** Gives up a worker, dead or to be stopped, and tells whoever waited for it. */
  private close(seat: Seat, fault: FaultData): void {
    if (!this.seats.delete(seat)) return;
    void seat.worker.terminate();
    seat.job?.reject(fault);
    seat.job = null;
    this.fillSeats();
  }
}

const patienceFor = (request: Request): number =>
  request.kind === 'train' && request.solver === 'spark' ? clusterPatience : patience;

const flagOf = (job: Job): RunFlag => new RunFlag(job.message.flag);

/** Of a worker that ended by an error that nobody caught. */
function faultOfDead(error: Error): FaultData {
  const fault = toFaultData(error);
  return fault.code === 'out-of-memory' ? fault : faults.workerStopped(error.message).data;
}
