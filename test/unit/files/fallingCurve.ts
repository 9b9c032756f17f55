import type { TrainingCurve } from '../../../src/protocol/trainedModel';

/** A curve that falls over so many points, some of them without an error. */
export function fallingCurve(points: number): TrainingCurve {
  return {
    history: Array.from({ length: points }, (_, i) => ({
      iteration: i + 1,
      objective: 7 / (i + 1),
      rmse: i % 2 === 0 ? Math.sqrt(0.1 + 1 / (i + 3)) : null,
      holdoutRmse: i % 3 === 0 ? 1 / 3 : null,
    })),
    objectiveFormula: 'Σ (r − r̂)² + λ (‖U‖² + ‖V‖²)',
    stop: 'held-out',
  };
}
