import { fromRows, multiply, transpose, type LabelledMatrix, type Matrix } from '../../../src/matrix/dense';
import { faults } from '../../../src/matrix/faults';
import { factorNotes } from '../../../src/protocol/factorNotes';
import type {
  CompletionAnalysis,
  Prediction,
  ReconstructionAnalysis,
  TrainingAnalysis,
} from '../../../src/protocol/results';
import { factor, fallingHistory, labelled, noDiagnostics, normal } from './parts';
import { trainRequest } from '../../unit/trainRequest';

const rated = labelled(
  fromRows([
    [5, 3, null],
    [4, null, 1],
    [null, 2, 5],
  ]),
  'R',
);

function predict(row: number, column: number, value: number, half: number | null, baseline: number): Prediction {
  const user = 0.31 * (row + 1);
  const item = -0.42 + 0.2 * column;
  return {
    row,
    column,
    value,
    lower: half === null ? null : value - half,
    upper: half === null ? null : value + half,
    baseline,
    terms: [
      { label: 'mean', value: 3.333333333333333, factors: null },
      { label: 'row bias', value: user, factors: null },
      { label: 'column bias', value: item, factors: null },
      {
        label: 'factor 1',
        value: value - 3.333333333333333 - user - item,
        factors: [-0.8, (value - 3.333333333333333 - user - item) / -0.8],
      },
    ],
  };
}

const rank1: Matrix = fromRows([[0.82], [-0.11], [-0.71]]);

const columnRank1: Matrix = fromRows([[0.9], [0.05], [-0.95]]);

export function completion(half: number | null, matrix: LabelledMatrix = rated): CompletionAnalysis {
  return {
    kind: 'complete',
    request: {
      kind: 'complete',
      matrix,
      solver: 'auto',
      rank: 'auto',
      regularization: 'auto',
      bias: true,
      learningRate: null,
      iterations: null,
      seed: 0,
    },
    solver: 'als',
    rank: 1,
    regularization: 0.05,
    biasShare: 1,
    model: {
      mean: 3.333,
      rowBias: Float64Array.of(0.31, 0.62, 0.93),
      columnBias: Float64Array.of(-0.42, -0.22, -0.02),
      row: rank1,
      column: columnRank1,
    },
    why: 'Rank 1 had the lowest leave-one-out error of ranks 1 and 2.',
    formula: 'R ≈ μ + b 1ᵀ + 1 cᵀ + U Vᵀ',
    factors: [
      factor('U', 'row factors', rank1, { rowLabels: matrix.rowLabels }),
      factor('V', 'column factors', columnRank1, { rowLabels: matrix.columnLabels }),
      factor('b', 'row biases', fromRows([[0.31], [0.62], [0.93]]), { rowLabels: matrix.rowLabels }),
      factor('c', 'column biases', fromRows([[-0.42], [-0.22], [-0.02]]), { rowLabels: matrix.columnLabels }),
    ],
    diagnostics: { ...noDiagnostics, relativeResidual: 0.0714, meanSquaredError: 0.068 },
    history: fallingHistory(38, 0.41, true),
    objectiveFormula: 'Σ (r − μ − b − c − uv)² + λ(‖u‖² + ‖v‖² + b² + c²)',
    stop: 'tolerance',
    warnings: [
      '8 degrees of freedom at rank 2 and 6 known cells: infinitely many matrices fit exactly, so the predictions lean on the regularization.',
    ],
    seed: 0,
    seconds: 0.0123,
    reconstruction: fromRows([
      [4.86, 3.12, 0.913],
      [4.05, 2.58, 1.06],
      [2.31, 2.07, 4.81],
    ]),
    predictions: [predict(0, 2, 0.913, half, 3.42), predict(1, 1, 2.58, half, 2.11), predict(2, 0, 2.31, half, 4.33)],
    interval: 0.9,
    intervalMethod: 'conformal',
    scale: null,
    baselines: [],
    factorNotes: [],
    triedSettings: [],
    heldOut: { method: 'leave-one-out', cells: 6, rmse: 1.71, mae: 1.42, baselineRmse: 1.64 },
  };
}

export function reconstructed(): ReconstructionAnalysis {
  const u = fromRows([
    [1.2, 0.5],
    [1.0, 0.3],
    [0.2, 1.1],
  ]);
  const v = fromRows([
    [1.5, 0.4],
    [0.9, 0.1],
    [0.1, 1.3],
  ]);
  const product = multiply(u, transpose(v));
  const cell = (row: number, column: number): Prediction => ({
    row,
    column,
    value: product.values[3 * row + column]!,
    lower: null,
    upper: null,
    baseline: null,
    terms: [0, 1].map((f) => {
      const factors = [u.values[2 * row + f]!, v.values[2 * column + f]!] as const;
      return { label: `factor ${f + 1}`, value: factors[0] * factors[1], factors };
    }),
  });
  return {
    kind: 'reconstruct',
    request: { kind: 'reconstruct', rowFactors: labelled(u, 'U'), columnFactors: labelled(v, 'V'), known: rated },
    rank: 2,
    why: 'The factors U and V were given; nothing was trained.',
    formula: 'R̂ = U Vᵀ',
    factors: [factor('U', 'row factors, as given', u), factor('V', 'column factors, as given', v)],
    diagnostics: { ...noDiagnostics, relativeResidual: 0.585, meanSquaredError: 4.56 },
    history: [],
    objectiveFormula: null,
    stop: 'direct',
    warnings: [],
    seed: 0,
    seconds: 0.0004,
    reconstruction: product,
    predictions: [cell(0, 2), cell(1, 1), cell(2, 0)],
  };
}

export function training(): TrainingAnalysis {
  const users = Array.from({ length: 200 }, (_, i) => String(i + 1));
  const items = users.map((_, i) => String(i * 37 + 1));
  const [u, v] = [normal(200, 8, 0.4), normal(200, 8, 0.5)];
  return {
    kind: 'train',
    request: trainRequest({ solver: 'auto' }),
    modelId: 'model-1',
    solver: 'als',
    rank: 8,
    regularization: 0.08,
    users: 610,
    items: 9724,
    ratings: 90752,
    why: 'Rank 8 and λ = 0.08 are the defaults for files of this size.',
    formula: 'r̂ = μ + b + c + u·v',
    factors: [
      factor('U', 'user factors, one row a user', u, { rowLabels: users, totalRows: 610 }),
      factor('V', 'item factors, one row an item', v, { rowLabels: items, totalRows: 9724 }),
    ],
    diagnostics: { ...noDiagnostics, relativeResidual: 0.169, meanSquaredError: 0.381 },
    history: fallingHistory(20, 0.6, true),
    objectiveFormula: 'Σ (r − r̂)² + λ(‖u‖² + ‖v‖²)',
    stop: 'iterations',
    warnings: ['412 items have a single rating: their predictions are little more than biases.'],
    seed: 0,
    seconds: 1.34,
    heldOut: { method: 'random holdout', cells: 10084, rmse: 0.871, mae: 0.668, baselineRmse: 0.884 },
    secondsLoad: 0.11,
    secondsTrain: 1.23,
    peakMemoryBytes: 123456789,
    threads: 2,
    layout: {
      columns: { user: 0, item: 1, rating: 2, time: -1 },
      lines: { delimiter: ',', decimalMark: '.', linesBefore: 1 },
    },
    interrupted: null,
    scale: { low: 0.5, high: 5 },
    factorNotes: factorNotes(
      { row: u, column: v },
      { rowLabels: users.map((user) => `user ${user}`), columnLabels: items.map((item) => `item ${item}`) },
    ),
    factorShares: [0.31, 0.19, 0.14, 0.11, 0.08, 0.07, 0.06, 0.04],
    sampleUsers: ['414', '599', '474', '448', '274'],
    duplicates: 0,
  };
}

export function interruptedTraining(): TrainingAnalysis {
  const whole = training();
  return { ...whole, history: whole.history.slice(0, 7), stop: 'interrupted', interrupted: faults.cancelled().data };
}

export const longLabels = labelled(
  rated,
  'Ratings of the spring term',
  ['Anna-Magdalena von Habsburg-Lothringen', 'Bo', 'Christophoros'],
  ['The Assassination of Jesse James by the Coward Robert Ford', 'Up', 'Eternal Sunshine of the Spotless Mind'],
);
