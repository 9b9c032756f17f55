import { fault } from './make';

/** The work itself. */
export const workingFaults = {
  didNotConverge: (method: string, detail: string) =>
    fault('work', 'did-not-converge', `${method} did not converge: ${detail}.`, 'Try another method.'),
  diverged: (solver: string, learningRate: number) =>
    fault(
      'work',
      'diverged',
      `${solver} diverged at a learning rate of ${learningRate}.`,
      'Try a smaller learning rate.',
    ),
  singular: (method: string) =>
    fault('work', 'singular', `${method} met a singular matrix.`, 'Choose a method that allows it, such as QR or SVD.'),
  resultNotFinite: () =>
    fault(
      'work',
      'result-not-finite',
      'A predicted value leaves the range of double precision.',
      'Multiply the matrix by a constant that brings its values near 1.',
    ),
  tooLarge: (method: string) =>
    fault(
      'input',
      'too-large',
      `What ${method} computes of this matrix exceeds the largest number there is.`,
      'Multiply the matrix by a constant that brings its numbers near 1.',
    ),
  workerStopped: (detail: string) =>
    fault('work', 'worker-stopped', `The worker stopped: ${detail}.`, 'A new one has been started; run it again.'),
  modelNotFinite: (iteration: number) =>
    fault(
      'work',
      'diverged',
      `The training diverged in iteration ${iteration}: its numbers left the range of single precision.`,
      'Try a smaller learning rate, or more regularization.',
    ),
  worseThanMean: () =>
    fault(
      'work',
      'diverged',
      'The training diverged in iteration 1: it leaves more of the ratings than their mean alone does.',
      'Give a smaller learning rate.',
    ),
  trainingThreadStopped: (detail: string) =>
    fault(
      'work',
      'training-thread-stopped',
      `A thread of the training stopped: ${detail}.`,
      'The best model until then was kept; train again with fewer threads.',
    ),
  threadStopped: () =>
    fault(
      'work',
      'thread-stopped',
      'A thread that worked on this matrix stopped before its part was done.',
      'Run it again: it is done in one thread then.',
    ),
  outOfMemory: () =>
    fault(
      'work',
      'out-of-memory',
      'The data and its factors do not fit in memory.',
      'Take fewer rows or columns, or a lower rank.',
    ),
  trainingLost: (isKept: boolean) =>
    fault(
      'work',
      'training-lost',
      'The training ended when the window was reloaded.',
      isKept ? 'Try again: it goes on from where it was kept last.' : 'Try again.',
    ),
  modelGone: () => fault('work', 'model-gone', 'The trained model is no longer in memory.', 'Train it again.'),
  couldNotStart: (reason: string) =>
    fault(
      'work',
      'could-not-start',
      `Factorize could not start: ${reason.replace(/\.$/, '')}.`,
      'Reload the window to try again.',
    ),
  unexpected: (detail: string) =>
    fault('work', 'unexpected', `Something went wrong that should not have: ${detail}.`, 'Please report it.'),
};
