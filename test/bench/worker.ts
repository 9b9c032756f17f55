// What a person waits for a 5×5 matrix: there and back through a worker that has done it before.
import { join } from 'node:path';
import { decompositionMethods } from '../../src/protocol/methods';
import { WorkerPool } from '../../src/workers/pool';
import { medianOf } from './measure';
import { requestFor } from './requests';

const [warmUps, runs] = [60, 41];
const barMilliseconds = 1;

/** Prints the median of each method by the clock, since that is what is waited for. */
export async function benchWorker(seed: number): Promise<void> {
  const workerPath = join(__dirname, '../../src/workers/entry.ts');
  const pool = new WorkerPool({ workerPath, execArgv: ['--require', 'tsx/cjs'] });
  console.log(`\n| 5×5 in the worker, warm | median ms | ${barMilliseconds} ms |`);
  console.log('| --- | ---: | --- |');
  for (const method of decompositionMethods) {
    const request = requestFor(method, 5, seed);
    const times: number[] = [];
    for (let run = 0; run < warmUps + runs; run++) {
      const started = performance.now();
      await pool.run(request);
      if (run >= warmUps) times.push(performance.now() - started);
    }
    const milliseconds = medianOf(times);
    console.log(
      `| ${method.padEnd(11)} | ${milliseconds.toFixed(2).padStart(6)} | ${milliseconds < barMilliseconds ? 'met' : 'not met'} |`,
    );
  }
  pool.dispose();
}
