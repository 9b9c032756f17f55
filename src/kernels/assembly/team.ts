// The work of one call, cut into tasks for the threads that share the memory. The others run `../threads/thread.ts`.

import { allocate, confine, mark, release } from './memory';

/**
 * Does task i of a job: a part that no other task reads or writes, so that what comes out does not depend on who does which,
 * in which order, or how many there are.
 */
export type Task = (job: usize, i: i32) => void;

/** Bytes of memory that each of the others needs for its tasks. */
export const scratchBytes: i32 = 1 << 22;
/** Multiplications that make it worth while to cut a task off. */
const taskWork: f64 = 5e5;
/** Tasks to a thread, so that one that is late holds up the others by little. */
const tasksEach: i32 = 3;

// places in the common state: see `../threads/thread.ts`
const begun: usize = 0;
const left: usize = 4;
const done: usize = 8;
const kernel: usize = 12;
const jobPlace: usize = 16;
const lost: usize = 28;

/** Looks before a thread sleeps: about as long as it takes to begin the next job. */
const looks: i32 = 20_000;
/** Seconds without a task done, which takes milliseconds, after which a thread is taken for lost. */
const patience: i32 = 20;
const second: i64 = 1_000_000_000;

/** Threads, this one included, and where their common state lies. */
let threads: i32 = 1;
let state: usize = 0;
/** Within a task nothing is shared out further. */
let isAtTask: bool = false;

/** From now on work is shared out among so many threads. */
export function gather(count: i32, commonState: usize): void {
  threads = count;
  state = commonState;
}

/** Into how many tasks work of so many multiplications is cut: 1 where that does not gain. */
export function partsOf(work: f64): i32 {
  if (threads === 1 || isAtTask) return 1;
  return <i32>min(<f64>(threads * tasksEach), max(1, work / taskWork));
}

/** Where part i of `count` begins of a range 0 … n − 1: at a multiple of `unit`. */
export function partStart(i: i32, count: i32, n: i32, unit: i32): i32 {
  const units = (n + unit - 1) / unit;
  return min(n, unit * <i32>((<i64>units * i) / count));
}

/** Does tasks 0 … count − 1 of a job, with whoever is free. Traps where a thread is lost. */
export function share(count: i32, task: Task, job: usize): void {
  if (threads === 1 || isAtTask) {
    for (let i = 0; i < count; i++) task(job, i);
    return;
  }
  isAtTask = true;
  const before = mark();
  const order = allocate(1);
  store<u32>(order, <u32>changetype<usize>(task));
  store<u32>(order, <u32>job, 4);
  atomic.store<i32>(state + kernel, 0);
  atomic.store<i32>(state + jobPlace, <i32>(order >> 3));
  atomic.store<i32>(state + done, 0);
  atomic.store<i32>(state + left, count);
  atomic.add<i32>(state + begun, 1);
  atomic.notify(state + begun, threads);
  for (;;) {
    const i = atomic.sub<i32>(state + left, 1) - 1;
    if (i < 0) break;
    task(job, i);
    atomic.add<i32>(state + done, 1);
  }
  awaitDone(count);
  release(before);
  isAtTask = false;
}

function awaitDone(count: i32): void {
  let spent = 0;
  let waited = 0;
  for (;;) {
    const now = atomic.load<i32>(state + done);
    if (now >= count) return;
    if (atomic.load<i32>(state + lost) !== 0) unreachable();
    if (++spent < looks) continue;
    if (atomic.wait<i32>(state + done, now, second) !== 2) waited = 0;
    else if (++waited === patience) {
      atomic.store<i32>(state + lost, 1);
      unreachable();
    }
  }
}

/** A task of what another thread shares out, in memory of its own from `scratch` on. What the loop of a thread calls. */
export function assist(order: usize, i: i32, scratch: usize): f64 {
  isAtTask = true;
  confine(scratch, scratchBytes);
  const task = changetype<Task>(<usize>load<u32>(order));
  task(<usize>load<u32>(order, 4), i);
  return 0;
}
