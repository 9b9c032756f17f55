// A stack of bytes that grows: what a kernel takes after `mark` it gives back by `release`.

let top: usize = __heap_base;
/** Where the arena begins: what was kept lies below. */
let base: usize = __heap_base;
/** Where it ends, in a thread that has but a part of the memory; 0: the memory grows. */
let ceiling: u64 = 0;

/** `count` doubles, aligned to 16 bytes, not cleared. Traps where the memory cannot grow. */
export function allocate(count: i32): usize {
  const start = (top + 15) & ~15;
  // some bytes more than asked for, so that a vector that reads past the end stays inside
  const end: u64 = <u64>start + ((<u64>count) << 3) + 64;
  if (ceiling !== 0 && end > ceiling) unreachable();
  const pages = (end + 0xffff) >> 16;
  const held = <u64>memory.size();
  if (pages > held) {
    if (pages > 65536 || memory.grow(<i32>(pages - held)) < 0) unreachable();
  }
  top = <usize>end;
  return start;
}

/** `count` doubles, all zero. */
export function allocateZeros(count: i32): usize {
  const start = allocate(count);
  clear(start, count);
  return start;
}

export function mark(): usize {
  return top;
}

/** Gives back all that was taken since `mark`. */
export function release(to: usize): void {
  top = to;
}

/** What is taken from now on lies from `start` on: where threads share the memory, each has a part of its own. */
export function settle(start: usize): void {
  top = start;
}

/** The same, for a part of so many bytes. */
export function confine(start: usize, bytes: i32): void {
  settle(start);
  ceiling = <u64>start + <u64>bytes;
}

/** What was taken until now stays from call to call. */
export function keep(): void {
  base = top;
}

/** Gives back everything but what was kept; called before each call from outside. */
export function reset(): void {
  top = base;
}

export function clear(start: usize, count: i32): void {
  memory.fill(start, 0, (<usize>count) << 3);
}

export function copy(to: usize, from: usize, count: i32): void {
  memory.copy(to, from, (<usize>count) << 3);
}
