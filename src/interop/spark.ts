import type { CompletionAnalysis, DecompositionAnalysis } from '../protocol/results';
import { alternation, completionTitle, completionSettings, numpyCells } from './completion';
import { decompositionTitle, printAll } from './decomposition';
import { sparkLeastSquares } from './ratings/spark';
import { lines, program, type Assign, type ScriptTarget } from './target';

const session = lines(
  'from pyspark.sql import SparkSession',
  '',
  'spark = SparkSession.builder.appName("factorize").getOrCreate()',
  'context = spark.sparkContext',
);

function decomposition(imports: string, body: readonly string[], names: readonly string[]) {
  return (analysis: DecompositionAnalysis, assign: Assign): string =>
    program(
      decompositionTitle(analysis),
      'import numpy as np',
      imports,
      session,
      '',
      assign('A', analysis.request.matrix),
      'rows = RowMatrix(context.parallelize(A, 1))',
      '',
      ...body,
      '',
      printAll([...names, 'reconstruction'], 'spark.stop()'),
      '',
    );
}

const collected = 'np.array([row.toArray() for row in';

/** By the eigenvectors of AᵀA: singular values below about 1e-9 of the largest are left out. */
const svd = decomposition(
  'from pyspark.mllib.linalg.distributed import RowMatrix',
  [
    'answer = rows.computeSVD(min(len(A), len(A[0])), computeU=True)',
    'S, V = np.diag(answer.s.toArray()), answer.V.toArray()',
    `U = ${collected} answer.U.rows.collect()])`,
    'reconstruction = U @ S @ V.T',
  ],
  ['U', 'S', 'V'],
);

const qr = decomposition(
  'from pyspark.mllib.linalg.distributed import RowMatrix',
  [
    'answer = rows.tallSkinnyQR(computeQ=True)',
    `Q, R = ${collected} answer.Q.rows.collect()]), answer.R.toArray()`,
    'sign = np.where(np.diag(R) < 0, -1, 1)',
    'Q, R = Q * sign, sign[:, None] * R',
    'reconstruction = Q @ R',
  ],
  ['Q', 'R'],
);

/** Alternating least squares with the rows spread over the cluster and the other side's vectors sent to each. */
function leastSquares(analysis: CompletionAnalysis, assign: Assign): string {
  const { bias } = analysis.request;
  return program(
    completionTitle(analysis),
    'import numpy as np',
    session,
    '',
    completionSettings(analysis),
    '',
    numpyCells(analysis, assign),
    bias ? 'penalty = ridge * np.diag([bias_share] + [1.0] * rank)' : 'penalty = ridge * np.identity(rank)',
    '',
    '',
    'def solve(rows, other_bias, other):',
    '    """Each row\'s least squares given the columns, on the workers."""',
    '    shared = context.broadcast((other_bias, other, penalty))',
    '',
    '    def solve_row(row):',
    '        targets, mask = row',
    '        other_bias, other, penalty = shared.value',
    `        design = ${bias ? 'np.column_stack([np.ones(mask.sum()), other[mask]])' : 'other[mask]'}`,
    '        return np.linalg.solve(design.T @ design + penalty, design.T @ (targets[mask] - other_bias[mask]))',
    '',
    '    solved = np.array(rows.map(solve_row).collect())',
    bias ? '    return solved[:, 0], solved[:, 1:]' : '    return np.zeros(len(solved)), solved',
    '',
    '',
    'by_row = context.parallelize(list(zip(Z, known))).cache()',
    'by_column = context.parallelize(list(zip(Z.T, known.T))).cache()',
    alternation(analysis, 'by_row', 'by_column'),
    printAll(['reconstruction'], 'spark.stop()'),
    '',
  );
}

export const spark: ScriptTarget = {
  title: 'Spark',
  decompositions: { svd, qr },
  completions: { als: leastSquares },
  reconstruction: null,
  trainings: { spark: sparkLeastSquares },
  usual: { method: 'svd', solver: 'als' },
};
