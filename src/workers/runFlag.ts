/** What whoever asked wants of work under way. */
const wishes = { goOn: 0, cancel: 1, finish: 2, pause: 3 } as const;

/** One shared Int32 by which the host tells a worker, which reads it without yielding, what is wanted of its work. */
export class RunFlag {
  private readonly word: Int32Array;

  constructor(buffer: SharedArrayBuffer) {
    this.word = new Int32Array(buffer);
  }

  get isCancelled(): boolean {
    return this.wish === wishes.cancel;
  }

  get isFinishing(): boolean {
    return this.wish === wishes.finish;
  }

  get isPaused(): boolean {
    return this.wish === wishes.pause;
  }

  cancel(): void {
    Atomics.store(this.word, 0, wishes.cancel);
    Atomics.notify(this.word, 0);
  }

  /** Asks for what there is by now, paused or not; what is cancelled stays cancelled. */
  finish(): void {
    this.change(wishes.goOn, wishes.finish);
    this.change(wishes.pause, wishes.finish);
  }

  /** Holds up work that nothing else is wanted of. */
  pause(): void {
    this.change(wishes.goOn, wishes.pause);
  }

  resume(): void {
    this.change(wishes.pause, wishes.goOn);
  }

  /** Blocks the thread while the work is paused. */
  waitWhilePaused(): void {
    while (this.isPaused) Atomics.wait(this.word, 0, wishes.pause);
  }

  private get wish(): number {
    return Atomics.load(this.word, 0);
  }

  private change(from: number, to: number): void {
    Atomics.compareExchange(this.word, 0, from, to);
    Atomics.notify(this.word, 0);
  }
}
