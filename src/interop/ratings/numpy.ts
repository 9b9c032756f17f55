import type { TrainingAnalysis } from '../../protocol/results';
import { heldOutError, trainingProgram } from './data';

/**
 * Alternating least squares with biases for ratings of unit spread. It starts at random, where ours starts near the
 * largest components: both come to a minimum of the same objective.
 */
export function numpyLeastSquares(analysis: TrainingAnalysis): string {
  return trainingProgram(
    analysis,
    ['import numpy as np'],
    'mean, spread = value[kept].mean(), value[kept].std() or 1.0',
    'z = (value - mean) / spread',
    'penalty = max(regularization / spread, 1e-9) * np.identity(rank + 1)',
    '',
    '',
    'def solve(own, other, count, bias, factors):',
    '    """Each row\'s bias and factors by least squares, given those of the other side."""',
    '    solved = np.zeros((count, rank + 1))',
    '    order = np.flatnonzero(kept)[np.argsort(own[kept], kind="stable")]',
    '    ends = np.searchsorted(own[order], np.arange(count + 1))',
    '    for row in range(count):',
    '        known = order[ends[row] : ends[row + 1]]',
    '        design = np.column_stack([np.ones(len(known)), factors[other[known]]])',
    '        target = z[known] - bias[other[known]]',
    '        solved[row] = np.linalg.solve(design.T @ design + penalty, design.T @ target)',
    '    return solved[:, 0], solved[:, 1:]',
    '',
    '',
    'c, V = np.zeros(len(items)), 0.1 * np.random.default_rng(seed).standard_normal((len(items), rank))',
    'for iteration in range(iterations):',
    '    b, U = solve(user, item, len(users), c, V)',
    '    c, V = solve(item, user, len(items), b, U)',
    '',
    'u, i = user[held], item[held]',
    'predicted = mean + spread * (b[u] + c[i] + (U[u] * V[i]).sum(axis=1))',
    heldOutError,
    '',
  );
}
