import { parentPort } from 'node:worker_threads';
import { createAnalyst } from '../analysis';
import { faults, toFaultData } from '../matrix/faults';
import type { Control } from '../protocol/control';
import type { FromWorker, ToWorker } from '../protocol/rpc';
import { RunFlag } from './runFlag';

if (parentPort === null) throw new Error('This file runs as a worker thread.');
const port = parentPort;
const analyst = createAnalyst();
const post = (message: FromWorker): void => port.postMessage(message);

port.on('message', ({ id, request, flag: shared }: ToWorker) => {
  const flag = new RunFlag(shared);
  let paused = 0;
  const control: Control = {
    report: (progress) => post({ type: 'progress', id, progress }),
    notify: (fault) => post({ type: 'notice', id, fault }),
    checkpoint: () => {
      if (flag.isPaused) {
        const since = performance.now();
        flag.waitWhilePaused();
        paused += performance.now() - since;
      }
      if (flag.isCancelled) throw faults.cancelled();
    },
    isFinishing: () => flag.isFinishing,
    clock: () => performance.now() - paused,
  };
  analyst.run(request, control).then(
    (answer) => post({ type: 'done', id, answer }),
    (error: unknown) => post({ type: 'failed', id, fault: toFaultData(error) }),
  );
});
