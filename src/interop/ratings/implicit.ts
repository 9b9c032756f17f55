import type { TrainingAnalysis } from '../../protocol/results';
import { type ScriptTarget } from '../target';
import { trainingProgram } from './data';

/** Counts with the confidence 1 + r; lists of ten are judged, since counts are not predicted. */
function leastSquares(analysis: TrainingAnalysis): string {
  return trainingProgram(
    analysis,
    [
      'import numpy as np',
      'from implicit.als import AlternatingLeastSquares',
      'from implicit.evaluation import ranking_metrics_at_k',
      'from scipy.sparse import csr_matrix',
    ],
    '',
    'def confidence(rows):',
    '    """1 + r where something was chosen, as the matrix that implicit takes."""',
    '    rows = rows & (value > 0)',
    '    return csr_matrix((1 + value[rows], (user[rows], item[rows])), shape=(len(users), len(items)))',
    '',
    '',
    'model = AlternatingLeastSquares(',
    '    factors=rank, regularization=regularization, alpha=1.0, iterations=iterations, random_state=seed',
    ')',
    'model.fit(confidence(kept))',
    'U, V = np.asarray(model.user_factors), np.asarray(model.item_factors)',
    'measures = ranking_metrics_at_k(model, confidence(kept), confidence(held), K=10, show_progress=False)',
    'ndcg = float(measures["ndcg"])',
    'print(f"Lists of 10 items: NDCG {ndcg:.4f}, MAP {measures[\'map\']:.4f}")',
    '',
  );
}

export const implicit: ScriptTarget = {
  title: 'implicit',
  decompositions: {},
  completions: {},
  reconstruction: null,
  trainings: { 'implicit-als': leastSquares },
  usual: { method: 'auto', solver: 'als' },
};
