import { parentPort, workerData } from 'node:worker_threads';
import { fitFold, type FoldJob } from '../analysis/folds';
import { faults } from '../matrix/faults';
import { places, takeParts, type PartsOrder } from './parts';
import { RunFlag } from './runFlag';

// A thread that fits folds beside the worker that started it.

if (parentPort === null || !(workerData instanceof SharedArrayBuffer))
  throw new Error('This file runs as a thread of a worker.');
const flag = new RunFlag(workerData);

parentPort.on('message', ({ job, state, parts }: PartsOrder<FoldJob>) => {
  const checkpoint = (): void => {
    Atomics.add(state, places.beats, 1);
    flag.waitWhilePaused();
    if (flag.isCancelled) throw faults.cancelled();
  };
  try {
    takeParts(state, parts, (part) => fitFold(job, part, { report: () => undefined, checkpoint }));
  } catch {
    // The caller does the part again, and finds out why.
  }
});
