import type { DecompositionMethod } from '../protocol/methods';
import type { CompletionAnalysis, DecompositionAnalysis } from '../protocol/results';
import { alternation, completionTitle, completionSettings, numpyCells, restored } from './completion';
import { decompositionTitle, printAll, productOf, reconstructionTitle } from './decomposition';
import { numpyDescent } from './descent';
import { normalStart } from './start';
import { numpyEpochs } from './ratings/descent';
import { numpyLeastSquares } from './ratings/numpy';
import { numpySampler } from './ratings/sampler';
import { program, type Assign, type ScriptTarget } from './target';

/** What imports a direct method, what computes it, and the names of its factors. */
interface Direct {
  readonly imports?: string;
  readonly body: readonly string[];
  readonly names: readonly string[];
}

const eigenBody = [
  'symmetric = np.array_equal(A, A.T)',
  'values, V = np.linalg.eigh(A) if symmetric else np.linalg.eig(A)',
  'order = np.argsort(-np.abs(values), kind="stable")',
  'V, D = V[:, order], np.diag(values[order])',
  'reconstruction = np.real(V @ D @ (V.T if symmetric else np.linalg.pinv(V)))',
];

const direct: Readonly<Partial<Record<DecompositionMethod, Direct>>> = {
  lu: {
    imports: 'import scipy.linalg',
    body: ['P, L, U = scipy.linalg.lu(A)', 'P = P.T  # PA = LU', 'reconstruction = P.T @ L @ U'],
    names: ['P', 'L', 'U'],
  },
  slu: {
    imports: 'import scipy.sparse.linalg',
    body: [
      'sparse = scipy.sparse.linalg.splu(scipy.sparse.csc_matrix(A))',
      'n = len(A)',
      'P, Q = np.zeros((n, n)), np.zeros((n, n))',
      'P[sparse.perm_r, np.arange(n)] = 1  # PAQ = LU',
      'Q[np.arange(n), sparse.perm_c] = 1',
      'L, U = sparse.L.toarray(), sparse.U.toarray()',
      'reconstruction = P.T @ L @ U @ Q.T',
    ],
    names: ['P', 'L', 'U', 'Q'],
  },
  qr: {
    body: [
      'Q, R = np.linalg.qr(A)',
      'sign = np.where(np.diag(R) < 0, -1, 1)',
      'Q, R = Q * sign, sign[:, None] * R',
      'reconstruction = Q @ R',
    ],
    names: ['Q', 'R'],
  },
  eigen: { body: eigenBody, names: ['V', 'D'] },
  schur: {
    imports: 'import scipy.linalg',
    body: ['T, Q = scipy.linalg.schur(A)', 'reconstruction = Q @ T @ Q.T'],
    names: ['Q', 'T'],
  },
  svd: {
    body: [
      'U, values, V = np.linalg.svd(A, full_matrices=False)',
      'S, V = np.diag(values), V.T',
      'reconstruction = U @ S @ V.T',
    ],
    names: ['U', 'S', 'V'],
  },
};

const directly =
  ({ imports, body, names }: Direct) =>
  (analysis: DecompositionAnalysis, assign: Assign): string =>
    program(
      decompositionTitle(analysis),
      'import numpy as np',
      imports ?? null,
      '',
      assign('A', analysis.request.matrix),
      'A = np.array(A, dtype=float)',
      '',
      ...body,
      '',
      printAll([...names, 'reconstruction']),
      '',
    );

/** Alternating least squares: each row's [b, u] is the exact minimizer given the columns, then the other way. */
function leastSquares(analysis: CompletionAnalysis, assign: Assign): string {
  const { bias } = analysis.request;
  return program(
    completionTitle(analysis),
    'import numpy as np',
    '',
    completionSettings(analysis),
    '',
    numpyCells(analysis, assign),
    '',
    '',
    'def solve(targets, known, other_bias, other):',
    bias
      ? '    """Each row\'s minimizer [b, u] of Σ (z − c − b − u·v)² + ridge (bias_share b² + ‖u‖²) over its known cells."""'
      : '    """Each row\'s minimizer u of Σ (z − u·v)² + ridge ‖u‖² over its known cells."""',
    bias ? '    penalty = ridge * np.diag([bias_share] + [1.0] * rank)' : '    penalty = ridge * np.identity(rank)',
    `    solved = np.zeros((len(targets), ${bias ? '1 + rank' : 'rank'}))`,
    '    for i, mask in enumerate(known):',
    `        design = ${bias ? 'np.column_stack([np.ones(mask.sum()), other[mask]])' : 'other[mask]'}`,
    '        target = targets[i, mask] - other_bias[mask]',
    '        solved[i] = np.linalg.solve(design.T @ design + penalty, design.T @ target)',
    bias ? '    return solved[:, 0], solved[:, 1:]' : '    return np.zeros(len(targets)), solved',
    '',
    '',
    alternation(analysis, 'Z, known', 'Z.T, known.T'),
    printAll(['reconstruction']),
    '',
  );
}

/** Gradient descent on all known cells at once, plain or Adam, with the gradient written out. */
function descent(analysis: CompletionAnalysis, assign: Assign): string {
  const { matrix, bias, seed, learningRate } = analysis.request;
  const adam = analysis.solver === 'adam';
  const { u, v } = normalStart(matrix.rows, matrix.columns, analysis.rank, seed);
  return program(
    completionTitle(analysis),
    'import numpy as np',
    '',
    completionSettings(analysis),
    '',
    numpyCells(analysis, assign),
    'ridge = regularization / spread',
    adam
      ? `learning_rate = ${learningRate ?? 0.02}`
      : `learning_rate = ${learningRate ?? '0.1 / max(known.sum(0).max(), known.sum(1).max())'}`,
    '',
    `# Where the descent starts: normal random numbers, of seed ${seed}`,
    assign('U', u),
    assign('V', v),
    'b, c, U, V = np.zeros(len(R)), np.zeros(R.shape[1]), np.array(U), np.array(V)',
    adam ? 'first, second = [0] * 4, [0] * 4' : null,
    '',
    'for iteration in range(1, iterations + 1):',
    '    E = np.where(known, Z - b[:, None] - c - U @ V.T, 0)',
    '    slopes = [',
    bias ? '        -2 * E.sum(1) + 2 * ridge * bias_share * b,' : '        0 * b,',
    bias ? '        -2 * E.sum(0) + 2 * ridge * bias_share * c,' : '        0 * c,',
    '        -2 * E @ V + 2 * ridge * U,',
    '        -2 * E.T @ U + 2 * ridge * V,',
    '    ]',
    adam ? '    first = [0.9 * m + 0.1 * g for m, g in zip(first, slopes)]' : null,
    adam ? '    second = [0.999 * s + 0.001 * g**2 for s, g in zip(second, slopes)]' : null,
    adam
      ? '    slopes = [m / (1 - 0.9**iteration) / (np.sqrt(s / (1 - 0.999**iteration)) + 1e-8) for m, s in zip(first, second)]'
      : null,
    '    b, c, U, V = [x - learning_rate * slope for x, slope in zip((b, c, U, V), slopes)]',
    '',
    restored(analysis, 'np'),
    printAll(['reconstruction']),
    '',
  );
}

export const numpy: ScriptTarget = {
  title: 'NumPy',
  decompositions: {
    ...Object.fromEntries(Object.entries(direct).map(([method, one]) => [method, directly(one)])),
    gd: numpyDescent,
    adam: numpyDescent,
  },
  completions: { als: leastSquares, gd: descent, adam: descent },
  reconstruction: (analysis, assign) =>
    program(
      reconstructionTitle(analysis),
      'import numpy as np',
      '',
      assign('U', analysis.request.rowFactors),
      assign('V', analysis.request.columnFactors),
      'U, V = np.array(U), np.array(V)',
      `reconstruction = ${productOf(analysis)}`,
      printAll(['reconstruction']),
      '',
    ),
  trainings: { als: numpyLeastSquares, sgd: numpyEpochs, bayes: numpySampler },
  usual: { method: 'auto', solver: 'als' },
};
