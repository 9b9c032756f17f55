import { fromRows, multiply, transpose, type LabelledMatrix, type Matrix } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import type { MethodChoice, PanelSource, PanelState } from '../../../src/protocol/panel';
import type {
  Analysis,
  CompletionAnalysis,
  DecompositionAnalysis,
  Diagnostics,
  Factor,
  HistoryPoint,
  Prediction,
  ReconstructionAnalysis,
  TrainingAnalysis,
} from '../../../src/protocol/results';

/** The states that the story page can show, each by its name. */

const note: PanelSource = { title: 'R', document: 'matrix-factorization.md', line: 11 };
const ratingsFile: PanelSource = { title: 'ratings.csv', document: 'ratings.csv', line: null };

const methods: readonly MethodChoice[] = [
  { id: 'als', title: 'Alternating least squares' },
  { id: 'sgd', title: 'Stochastic gradient descent' },
  { id: 'gd', title: 'Gradient descent' },
  { id: 'adam', title: 'Adam' },
];

const decompositions: readonly MethodChoice[] = [
  { id: 'lu', title: 'LU' },
  { id: 'qr', title: 'QR' },
  { id: 'svd', title: 'SVD' },
  { id: 'eigen', title: 'Eigendecomposition' },
  { id: 'schur', title: 'Schur' },
];

function labelled(matrix: Matrix, name: string | null, rows?: string[], columns?: string[]): LabelledMatrix {
  return { ...matrix, name, rowLabels: rows ?? null, columnLabels: columns ?? null };
}

function factor(name: string, role: string, matrix: Matrix, more: Partial<Factor> = {}): Factor {
  return {
    ...matrix,
    name,
    role,
    imaginary: null,
    rowLabels: null,
    columnLabels: null,
    totalRows: matrix.rows,
    ...more,
  };
}

const noDiagnostics: Diagnostics = {
  relativeResidual: null,
  meanSquaredError: null,
  conditionNumber: null,
  rank: null,
  orthogonality: null,
};

/** A curve that falls as Adam's does: slowly, then by decades, with a little noise at the end. */
function fallingHistory(iterations: number, last: number, heldOut: boolean): HistoryPoint[] {
  const random = createRandom(7);
  return Array.from({ length: iterations }, (_, i) => {
    const share = i / (iterations - 1);
    const objective = 4.2 * 10 ** (Math.log10(last / 4.2) * share ** 0.7) * (1 + 0.15 * share * random.normal());
    return {
      iteration: i + 1,
      objective: Math.abs(objective),
      rmse: heldOut ? Math.sqrt(Math.abs(objective)) : null,
      holdoutRmse: heldOut ? 0.86 + 0.5 * Math.exp(-6 * share) + 0.03 * share : null,
    };
  });
}

function result(
  source: PanelSource,
  analysis: Analysis,
  more: Partial<Extract<PanelState, { view: 'result' }>> = {},
): PanelState {
  const offered = analysis.kind === 'decompose' ? decompositions : analysis.kind === 'complete' ? methods : [];
  return { view: 'result', source, analysis, stale: false, methods: offered, linked: true, ...more };
}

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

function completion(half: number | null, matrix: LabelledMatrix = rated): CompletionAnalysis {
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
    heldOut: { method: 'leave-one-out', cells: 6, rmse: 1.71, mae: 1.42, baselineRmse: 1.64 },
  };
}

function reconstructed(): ReconstructionAnalysis {
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

function decomposition(
  matrix: LabelledMatrix,
  method: DecompositionAnalysis['method'],
  factors: Factor[],
  more: Partial<DecompositionAnalysis>,
): DecompositionAnalysis {
  return {
    kind: 'decompose',
    request: { kind: 'decompose', matrix, method: 'auto', rank: null, learningRate: null, iterations: null, seed: 0 },
    method,
    why: 'Square and well conditioned.',
    formula: 'A = Pᵀ L U',
    factors,
    diagnostics: { ...noDiagnostics, relativeResidual: 1.1102230246251565e-16, meanSquaredError: 1.2e-31 },
    history: [],
    objectiveFormula: null,
    stop: 'direct',
    warnings: [],
    seed: 0,
    seconds: 0.0041,
    reconstruction: matrix,
    ...more,
  };
}

function lu(): DecompositionAnalysis {
  const a = labelled(
    fromRows([
      [2, 1, 1],
      [4, 3, 3],
      [8, 7, 9],
    ]),
    'A',
  );
  return decomposition(
    a,
    'lu',
    [
      factor(
        'P',
        'permutation of the rows',
        fromRows([
          [0, 0, 1],
          [1, 0, 0],
          [0, 1, 0],
        ]),
      ),
      factor(
        'L',
        'lower triangular, unit diagonal',
        fromRows([
          [1, 0, 0],
          [0.25, 1, 0],
          [0.5, 2 / 3, 1],
        ]),
      ),
      factor(
        'U',
        'upper triangular',
        fromRows([
          [8, 7, 9],
          [0, -0.75, -1.25],
          [0, 0, -2 / 3],
        ]),
      ),
    ],
    {
      diagnostics: {
        ...noDiagnostics,
        relativeResidual: 1.11e-16,
        meanSquaredError: 1e-31,
        conditionNumber: 50.83,
        rank: 3,
      },
    },
  );
}

function rotation(): DecompositionAnalysis {
  const h = Math.SQRT1_2;
  return decomposition(
    labelled(
      fromRows([
        [0, -1],
        [1, 0],
      ]),
      'Q',
    ),
    'eigen',
    [
      factor(
        'V',
        'eigenvectors, one a column',
        fromRows([
          [h, h],
          [0, 0],
        ]),
        { imaginary: Float64Array.of(0, 0, -h, h) },
      ),
      factor(
        'Λ',
        'eigenvalues on the diagonal',
        fromRows([
          [0, 0],
          [0, 0],
        ]),
        { imaginary: Float64Array.of(1, 0, 0, -1) },
      ),
    ],
    {
      formula: 'Q = V Λ V⁻¹',
      why: 'Chosen by you.',
      diagnostics: {
        ...noDiagnostics,
        relativeResidual: 2.2e-16,
        meanSquaredError: 1e-32,
        conditionNumber: 1,
        rank: 2,
        orthogonality: 3.1e-16,
      },
    },
  );
}

function adam(): DecompositionAnalysis {
  const a = labelled(
    fromRows([
      [5, 3],
      [3, 2],
      [2, 1],
      [1, 1],
    ]),
    'A',
  );
  const w = fromRows([
    [2.0369, 2.0575],
    [1.4867, 0.9807],
    [0.5502, 1.0768],
    [0.9365, -0.0961],
  ]);
  const h = fromRows([
    [1.1957, 1.1052],
    [1.2464, 0.364],
  ]);
  return decomposition(a, 'adam', [factor('W', 'm × k factor', w), factor('H', 'k × n factor', h)], {
    formula: 'A ≈ W H',
    why: 'Chosen by you, with rank 2 and a learning rate of 0.01.',
    diagnostics: { ...noDiagnostics, relativeResidual: 3.4e-8, meanSquaredError: 1.8e-15 },
    history: fallingHistory(5000, 1.8e-15, false),
    objectiveFormula: 'Σ (a − wh)² / mn',
    stop: 'iterations',
    seconds: 0.212,
    reconstruction: multiply(w, h),
  });
}

function normal(rows: number, columns: number, scale = 1): Matrix {
  const random = createRandom(rows * 1000 + columns);
  return { rows, columns, values: Float64Array.from({ length: rows * columns }, () => scale * random.normal()) };
}

function training(): TrainingAnalysis {
  const users = Array.from({ length: 200 }, (_, i) => String(i + 1));
  return {
    kind: 'train',
    request: {
      kind: 'train',
      path: 'ratings.csv',
      solver: 'auto',
      rank: null,
      regularization: null,
      learningRate: null,
      iterations: null,
      holdout: 0.1,
      testPath: null,
      seed: 0,
    },
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
      factor('U', 'user factors, one row a user', normal(200, 8, 0.4), { rowLabels: users, totalRows: 610 }),
      factor('V', 'item factors, one row an item', normal(200, 8, 0.5), {
        rowLabels: Array.from({ length: 200 }, (_, i) => `${i * 37 + 1}`),
        totalRows: 9724,
      }),
    ],
    diagnostics: { ...noDiagnostics, relativeResidual: 0.169, meanSquaredError: 0.381 },
    history: fallingHistory(20, 0.6, true),
    objectiveFormula: 'Σ (r − r̂)² + λ(‖u‖² + ‖v‖²)',
    stop: 'iterations',
    warnings: ['412 items have a single rating: their predictions are little more than averages.'],
    seed: 0,
    seconds: 1.34,
    heldOut: { method: 'random holdout', cells: 10084, rmse: 0.871, mae: 0.668, baselineRmse: 0.884 },
    secondsLoad: 0.11,
    secondsTrain: 1.23,
    peakMemoryBytes: 123456789,
    sampleUsers: ['414', '599', '474', '448', '274'],
    duplicates: 0,
  };
}

function large(): DecompositionAnalysis {
  const a = labelled(
    normal(30, 20, 120),
    'measurements',
    Array.from({ length: 30 }, (_, i) => `Station ${i + 1} on the northern ridge`),
    Array.from({ length: 20 }, (_, j) => `2024-${String(j + 1).padStart(2, '0')} average`),
  );
  return decomposition(
    a,
    'svd',
    [
      factor('U', 'left singular vectors', normal(30, 20, 0.2), { rowLabels: a.rowLabels }),
      factor('Σ', 'singular values on the diagonal', normal(20, 20, 40)),
      factor('V', 'right singular vectors', normal(20, 20, 0.2), { rowLabels: a.columnLabels }),
    ],
    {
      formula: 'A = U Σ Vᵀ',
      why: 'Rectangular, so the singular value decomposition.',
    },
  );
}

const longLabels = labelled(
  rated,
  'Ratings of the spring term',
  ['Anna-Magdalena von Habsburg-Lothringen', 'Bo', 'Christophoros'],
  ['The Assassination of Jesse James by the Coward Robert Ford', 'Up', 'Eternal Sunshine of the Spotless Mind'],
);

/** What each story starts from; "running" gets further points while it is looked at. */
export const stories: Readonly<Record<string, PanelState>> = {
  empty: { view: 'empty' },
  complete: result(note, completion(2.1)),
  'complete-no-interval': result(note, completion(null)),
  'long-labels': result(
    { ...note, title: 'Ratings of the spring term, both groups, as of the 14th' },
    completion(1.4, longLabels),
  ),
  stale: result(note, completion(2.1), { stale: true }),
  reconstruct: result(note, reconstructed()),
  lu: result({ ...note, title: 'A' }, lu()),
  rotation: result({ ...note, title: 'Q' }, rotation()),
  adam: result({ ...note, title: 'A' }, adam()),
  train: result(ratingsFile, training(), { linked: false }),
  large: result({ ...note, title: 'measurements', document: 'stations.csv' }, large()),
  running: {
    view: 'running',
    source: ratingsFile,
    method: 'Alternating least squares, rank 8',
    progress: { phase: 'training', done: 8, total: 20, points: [] },
    history: fallingHistory(8, 0.9, true),
  },
  starting: { view: 'running', source: ratingsFile, method: 'Alternating least squares', progress: null, history: [] },
  fault: {
    view: 'fault',
    source: note,
    fault: {
      code: 'diverged',
      kind: 'work',
      message: 'Gradient descent diverged at a learning rate of 0.5.',
      remedy: 'Try a smaller learning rate.',
      place: null,
    },
  },
};
