import { Fault } from '../../matrix/fault';
import { usualLearningRate } from '../../protocol/ratingsDescent';
import type { TrainingSettings } from './settings';

/** The learning rates that are tried one after the other, each this share of the one before. */
const share = 1 / 4;
const attempts = 5;

/**
 * Trains by the settings. Where descent diverges at the usual learning rate, as on counts of which a few are far larger
 * than all others, it begins again with a smaller one; a rate that was asked for is the only one.
 * Throws what the last attempt throws, and whatever is no divergence.
 */
export async function atSteadyRate<S extends TrainingSettings, T>(
  settings: S,
  train: (settings: S) => Promise<T>,
): Promise<T> {
  if (settings.solver !== 'sgd' || settings.learningRate !== null) return train(settings);
  let learningRate = usualLearningRate;
  for (let left = attempts; ; left--) {
    try {
      return await train({ ...settings, learningRate });
    } catch (error) {
      if (left === 1 || !(error instanceof Fault && error.data.code === 'diverged')) throw error;
    }
    learningRate *= share;
  }
}
