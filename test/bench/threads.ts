// What a second thread gains, by the clock and by processor time.
import { existsSync, readFileSync } from 'node:fs';
import * as kernels from '../../src/kernels';
import { engine } from '../../src/kernels/engine';
import { inputsOf, works, type Inputs, type Work } from './decompositions';
import { processorTime } from './measure';

/** By size: how often one thread and two take turns, and how many samples each has in a turn. */
const sizes = [
  { n: 400, turns: 6, samples: 12 },
  { n: 1000, turns: 4, samples: 3 },
  { n: 2000, turns: 2, samples: 1 },
] as const;
/** Beyond n = 1000 they take many seconds. */
const slow = new Set(['QR, columns pivoted', 'symmetric eigen', 'SVD', 'Schur', 'eigen']);

/** Milliseconds by the clock, of processor time of all threads, and of the calling one; null where that is not known. */
interface Sample {
  readonly clock: number;
  readonly all: number;
  readonly caller: number | null;
}

/** Prints the table: the least of each, since other work on the machine only adds to it. */
export async function benchThreads(seed: number): Promise<void> {
  console.log('\nOne thread and two, the least ms: by the clock, and of processor time.');
  console.log(
    '| what                |    n | clock, 1 |      2 | gain | processor, 1 |      2 | caller, 1 |      2 | gain |',
  );
  console.log(`| --- |${' ---: |'.repeat(9)}`);
  for (const { n, turns, samples } of sizes) {
    const inputs = inputsOf(n, seed);
    for (const work of works) {
      if (n > 1000 && slow.has(work.name)) continue;
      const [one, two]: [Sample[], Sample[]] = [[], []];
      for (let turn = 0; turn < turns; turn++) {
        one.push(...(await samplesOf(1, samples, work, inputs)));
        two.push(...(await samplesOf(2, samples, work, inputs)));
      }
      printRow(work.name, n, least(one), least(two));
    }
  }
  engine().threads = 1;
}

async function samplesOf(threads: number, count: number, { own }: Work, inputs: Inputs): Promise<Sample[]> {
  engine().threads = threads;
  // large enough to have them started
  kernels.product(inputs.general, inputs.general);
  const large = { rows: 600, columns: 600, values: new Float64Array(600 ** 2) };
  kernels.product(large, large);
  while (!engine().isReady) await new Promise((resolve) => setTimeout(resolve, 5));
  own(inputs);
  return Array.from({ length: count }, () => sample(() => own(inputs)));
}

function sample(work: () => unknown): Sample {
  const began = performance.now();
  const before = callerTime();
  const all = processorTime(work);
  const after = callerTime();
  const caller = before === null || after === null ? null : after - before;
  return { clock: performance.now() - began, all, caller };
}

/** Milliseconds of processor time that this thread has taken, where the system says so. */
function callerTime(): number | null {
  const file = '/proc/thread-self/schedstat';
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[0]) / 1e6 : null;
}

function least(samples: readonly Sample[]): Sample {
  const of = (values: readonly (number | null)[]): number => Math.min(...values.map((value) => value ?? Infinity));
  const caller = of(samples.map((one) => one.caller));
  return {
    clock: of(samples.map((one) => one.clock)),
    all: of(samples.map((one) => one.all)),
    caller: Number.isFinite(caller) ? caller : null,
  };
}

function printRow(name: string, n: number, one: Sample, two: Sample): void {
  const ms = (value: number | null, width: number): string => (value?.toFixed(1) ?? '').padStart(width);
  const gain = (from: number | null, to: number | null): string =>
    (from === null || to === null ? '' : (from / to).toFixed(2)).padStart(4);
  const cells = [
    ...[name.padEnd(19), String(n).padStart(4)],
    ...[ms(one.clock, 8), ms(two.clock, 6), gain(one.clock, two.clock)],
    ...[ms(one.all, 12), ms(two.all, 6)],
    ...[ms(one.caller, 9), ms(two.caller, 6), gain(one.caller, two.caller)],
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
