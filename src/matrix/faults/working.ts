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
      `The numbers of this matrix are too large for ${method}: what it computes exceeds the largest number there is.`,
      'Divide the matrix by a constant.',
    ),
  workerStopped: (detail: string) =>
    fault('work', 'worker-stopped', `The worker stopped: ${detail}.`, 'A new one has been started; run it again.'),
  outOfMemory: () =>
    fault(
      'work',
      'out-of-memory',
      'This matrix and its factors do not fit in memory.',
      'Take fewer rows or columns, or a lower rank.',
    ),
  trainingLost: () =>
    fault('work', 'training-lost', 'The training ended when the window was reloaded.', 'Train again.'),
  modelGone: () => fault('work', 'model-gone', 'The trained model is no longer in memory.', 'Train it again.'),
  unexpected: (detail: string) =>
    fault('work', 'unexpected', `Something went wrong that should not have: ${detail}.`, 'Please report it.'),
};
