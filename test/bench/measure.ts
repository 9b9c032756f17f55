import { createRequire } from 'node:module';

/** The median of numbers; sorts them. */
export function medianOf(numbers: number[]): number {
  return numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

/** Median milliseconds of `runs` calls, after one that is not counted. */
export function median(runs: number, work: () => unknown): number {
  work();
  return medianOf(
    Array.from({ length: runs }, () => {
      const started = performance.now();
      work();
      return performance.now() - started;
    }),
  );
}

/** Milliseconds of processor time, of all threads, that the work takes. */
export function processorTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Milliseconds that one sample of `leastProcessorTime` has at least, since the clock of processor time is coarse. */
const sampleMilliseconds = 30;

/**
 * The least milliseconds of processor time of a call, over `samples` that repeat it until they are long enough. Calls before
 * that are not counted, so that the work is compiled. On a machine with other work, the time by the clock says little, and
 * what is above the least is what that work took from the caches.
 */
export function leastProcessorTime(samples: number, work: () => unknown): number {
  let repeats = 1;
  work();
  while (processorTime(() => repeat(repeats, work)) < sampleMilliseconds) repeats *= 2;
  return Math.min(...Array.from({ length: samples }, () => processorTime(() => repeat(repeats, work)) / repeats));
}

function repeat(count: number, work: () => unknown): void {
  for (let i = 0; i < count; i++) work();
}

/** A package that need not be installed: the folder named by BENCH_PEERS has it, or the project. */
export function peer(name: string): unknown {
  for (const from of [process.env['BENCH_PEERS'], process.cwd()]) {
    if (from === undefined) continue;
    try {
      return createRequire(`${from}/`)(name);
    } catch {
      // Not there.
    }
  }
  return null;
}

/** The method of that name with these arguments; null where there is none. */
export function call(of: unknown, method: string, ...args: unknown[]): unknown {
  const work: unknown = typeof of === 'object' && of !== null && method in of ? Reflect.get(of, method) : null;
  return typeof work === 'function' ? Reflect.apply(work, of, args) : null;
}
