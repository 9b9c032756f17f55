// A stack of bytes that grows: what a kernel takes after `mark` it gives back by `release`.

let top: usize = __heap_base;

/** `count` doubles, aligned to 16 bytes, not cleared. Traps where the memory cannot grow. */
export function allocate(count: i32): usize {
  const start = (top + 15) & ~15;
  // some bytes more than asked for, so that a vector that reads past the end stays inside
  const end: u64 = <u64>start + ((<u64>count) << 3) + 64;
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

/** Gives back everything; called before each call from outside. */
export function reset(): void {
  top = __heap_base;
}

export function clear(start: usize, count: i32): void {
  memory.fill(start, 0, (<usize>count) << 3);
}

export function copy(to: usize, from: usize, count: i32): void {
  memory.copy(to, from, (<usize>count) << 3);
}
