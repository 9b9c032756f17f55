import { createRequire } from 'node:module';

/** Median milliseconds of `runs` calls, after one that is not counted. */
export function median(runs: number, work: () => unknown): number {
  work();
  const times = Array.from({ length: runs }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)]!;
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
