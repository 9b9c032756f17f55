import { parentPort } from 'node:worker_threads';
import { createAnalyst, threadsFor } from '../analysis';
import { faults, toFaultData } from '../matrix/faults';
import type { Control } from '../protocol/control';
import type { FromWorker, ToWorker } from '../protocol/rpc';
import { PartThreads } from './partThreads';
import { RunFlag } from './runFlag';

if (parentPort === null) throw new Error('This file runs as a worker thread.');
const port = parentPort;
const analyst = createAnalyst();
const post = (message: FromWorker): void => port.postMessage(message);

port.on('message', ({ id, request, flag: shared }: ToWorker) => {
  const flag = new RunFlag(shared);
  let paused = 0;
  const checkpoint = (): void => {
    if (flag.isPaused) {
      const since = performance.now();
      flag.waitWhilePaused();
      paused += performance.now() - since;
    }
    if (flag.isCancelled) throw faults.cancelled();
  };
  const asked = 'threads' in request ? (request.threads ?? null) : null;
  const threads = new PartThreads({ threads: threadsFor(asked), flag: shared, checkpoint });
  const control: Control = {
    report: (progress) => post({ type: 'progress', id, progress }),
    notify: (fault) => post({ type: 'notice', id, fault }),
    checkpoint,
    isFinishing: () => flag.isFinishing,
    clock: () => performance.now() - paused,
    spread: (work) => threads.spread(work),
  };
  void analyst
    .run(request, control)
    .then(
      (answer) => post({ type: 'done', id, answer }),
      (error: unknown) => post({ type: 'failed', id, fault: toFaultData(error) }),
    )
    .finally(() => threads.dismiss());
});
