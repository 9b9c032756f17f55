import type { TrainRequest } from '../../src/protocol/request';

/** A training by least squares with its usual settings, a tenth of the ratings held out, but for `changes`. */
export function trainRequest(changes: Partial<TrainRequest> = {}): TrainRequest {
  return {
    kind: 'train',
    path: 'ratings.csv',
    solver: 'als',
    rank: null,
    regularization: null,
    learningRate: null,
    iterations: null,
    holdout: 0.1,
    testPath: null,
    modelPath: null,
    seed: 0,
    ...changes,
  };
}
