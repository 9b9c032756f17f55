import type { CompletionAnalysis, DecompositionAnalysis } from '../protocol/results';
import { alternation, completionTitle, completionSettings, numpyCells } from './completion';
import { decompositionTitle, printAll } from './decomposition';
import { program, type Assign, type ScriptTarget } from './target';

/** TruncatedSVD keeps every component: its `components_` are Vᵀ, and what it transforms A into is US. */
function svd(analysis: DecompositionAnalysis, assign: Assign): string {
  return program(
    decompositionTitle(analysis),
    'import numpy as np',
    'from sklearn.decomposition import TruncatedSVD',
    '',
    assign('A', analysis.request.matrix),
    'A = np.array(A, dtype=float)',
    '',
    `model = TruncatedSVD(n_components=min(A.shape), random_state=${analysis.seed})`,
    'US = model.fit_transform(A)',
    'S, V = np.diag(model.singular_values_), model.components_.T',
    'U = US / np.where(model.singular_values_ > 0, model.singular_values_, 1)',
    'reconstruction = US @ V.T',
    '',
    printAll(['U', 'S', 'V', 'reconstruction']),
    '',
  );
}

/** Each half step of alternating least squares is one ridge regression for every row. */
function ridge(analysis: CompletionAnalysis, assign: Assign): string {
  const { bias } = analysis.request;
  return program(
    completionTitle(analysis),
    'import numpy as np',
    'from sklearn.linear_model import Ridge',
    '',
    completionSettings(analysis),
    '',
    numpyCells(analysis, assign),
    bias ? 'one = bias_share**-0.5  # a column of these in the design gives the bias its own share of λ' : null,
    'regression = Ridge(alpha=ridge, fit_intercept=False, solver="cholesky")',
    '',
    '',
    'def solve(targets, known, other_bias, other):',
    '    """A ridge regression for every row: its known cells on the vectors of their columns."""',
    '    solved = []',
    '    for i, mask in enumerate(known):',
    `        design = ${bias ? 'np.column_stack([np.full(mask.sum(), one), other[mask]])' : 'other[mask]'}`,
    '        solved.append(regression.fit(design, targets[i, mask] - other_bias[mask]).coef_)',
    '    solved = np.array(solved)',
    bias ? '    return one * solved[:, 0], solved[:, 1:]' : '    return np.zeros(len(targets)), solved',
    '',
    '',
    alternation(analysis, 'Z, known', 'Z.T, known.T'),
    printAll(['reconstruction']),
    '',
  );
}

export const scikitLearn: ScriptTarget = {
  title: 'scikit-learn',
  decompositions: { svd },
  completions: { als: ridge },
  reconstruction: null,
  trainings: {},
  usual: { method: 'svd', solver: 'als' },
};
