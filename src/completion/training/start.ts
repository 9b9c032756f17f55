import { createDescent, createLeastSquares, type Training, type TrainingData, type Vectors } from '../../kernels';
import type { Observations } from '../../matrix/observations';
import { createRandom } from '../../matrix/random';
import type { Control } from '../../protocol/control';
import type { LocalRatingsSolver } from '../../protocol/methods';
import { pseudoCount, usualLearningRate } from '../../protocol/ratingsDescent';
import type { BiasedFactors } from '../../protocol/results';
import { objectiveFormula } from '../fit';
import { clearUnknown, randomModel } from '../model';
import { spectralModel } from '../spectral';
import { standardized, type Spread } from '../standardize';
import { createBayesTraining } from './bayes';
import type { TrainingSettings } from './settings';

/** Up to this rank least squares solve every vector's equations; beyond, steps of conjugate gradients take less time. */
const highestSolved = 16;
/** Steps for each vector: they start from the vector as it was, so that few are needed. */
const gradientSteps = 3;

/** Multiplications that a start near the largest components may take; beyond it is a random one. */
const spectralWork = 5e8;

const descentObjective = `Σ (r − r̂)² + λ (Σ (m + ${pseudoCount}) (‖u‖² + b²/s) + Σ (n + ${pseudoCount}) (‖v‖² + c²/s)), of m ratings of a user and n of an item, s their spread; errors as they were met`;

/** α of the confidence 1 + α r in that something was chosen. */
export const confidence = 1;

const implicitObjective =
  'Σ c (p − u·v)² + λ (‖U‖² + ‖V‖²) over all users and items, p = 1 and c = 1 + r where r > 0, else p = 0 and c = 1';

/** A model about to be trained, and what is lowered, in the ratings' own units. Throws `outOfMemory`. */
export async function startTraining(
  data: TrainingData,
  settings: TrainingSettings & { readonly solver: LocalRatingsSolver },
  control: Control,
): Promise<{ readonly model: Training; readonly objective: string }> {
  const regularization = (settings.regularization ?? 0) / data.standard.spread;
  const { rank, seed, threads } = settings;
  switch (settings.solver) {
    case 'sgd': {
      const model = await createDescent(data, {
        ...{ rank, regularization, pseudoCount, seed, threads },
        learningRate: settings.learningRate ?? usualLearningRate,
        epochs: settings.iterations,
      });
      return { model, objective: descentObjective };
    }
    case 'bayes': {
      const model = await createBayesTraining(data, { rank, sweeps: settings.iterations, seed, threads });
      return { model, objective: 'Σ (r − r̂)² of each draw' };
    }
    case 'implicit-als': {
      const start = vectorsOf(
        randomModel(data.cells.rows, data.cells.columns, rank, 0.1 / Math.sqrt(rank), createRandom(seed)),
      );
      const model = await createLeastSquares(data, {
        ...{ rank, regularization, start, threads, confidence },
        steps: rank <= highestSolved ? null : gradientSteps,
      });
      return { model, objective: implicitObjective };
    }
    case 'als': {
      const start = startOf(data.cells, data.standard, rank, seed, control);
      const steps = rank <= highestSolved ? null : gradientSteps;
      const model = await createLeastSquares(data, {
        ...{ rank, regularization, start, steps, threads },
        confidence: null,
      });
      return { model, objective: objectiveFormula(true) };
    }
  }
}

/** Near the largest components where that is quickly found, else at random. */
function startOf(
  cells: Observations,
  standard: Spread,
  rank: number,
  seed: number,
  control: Control,
): { row: Vectors; column: Vectors } {
  const random = createRandom(seed);
  const isQuick = 12 * cells.values.length * rank <= spectralWork;
  const start = isQuick
    ? spectralModel(standardized(cells, standard), rank, random, control)
    : randomModel(cells.rows, cells.columns, rank, 1 / Math.sqrt(rank), random);
  clearUnknown(start, cells);
  return vectorsOf(start);
}

function vectorsOf({ row, column, rowBias, columnBias }: BiasedFactors): { row: Vectors; column: Vectors } {
  return { row: { bias: rowBias, factors: row.values }, column: { bias: columnBias, factors: column.values } };
}
