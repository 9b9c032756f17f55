import { parentPort } from 'node:worker_threads';
import { createAnalyst } from '../analysis';
import { faults, toFaultData } from '../matrix/faults';
import type { Control } from '../protocol/control';
import type { FromWorker, ToWorker } from '../protocol/rpc';

if (parentPort === null) throw new Error('This file runs as a worker thread.');
const port = parentPort;
const analyst = createAnalyst();
const post = (message: FromWorker): void => port.postMessage(message);

port.on('message', ({ id, request, cancel }: ToWorker) => {
  const flag = new Int32Array(cancel);
  const control: Control = {
    report: (progress) => post({ type: 'progress', id, progress }),
    notify: (fault) => post({ type: 'notice', id, fault }),
    checkpoint: () => {
      if (Atomics.load(flag, 0) === 1) throw faults.cancelled();
    },
    isFinishing: () => Atomics.load(flag, 0) === 2,
  };
  analyst.run(request, control).then(
    (answer) => post({ type: 'done', id, answer }),
    (error: unknown) => post({ type: 'failed', id, fault: toFaultData(error) }),
  );
});
