import assert from 'node:assert/strict';
import { fromRows, type LabelledMatrix } from '../../../src/matrix/dense';
import { labelsOf, methodTitle, originalOf, predictionsOf } from '../../../src/protocol/analyses';
import type { CompletionAnalysis, DecompositionAnalysis, ReconstructionAnalysis } from '../../../src/protocol/results';
import { completeRequest, label } from '../completion/fixtures';
import { reconstructionAnalysis } from './fixtures';

const product = fromRows([
  [3, 4],
  [6, 8],
]);

function reconstructed(known: LabelledMatrix | null): ReconstructionAnalysis {
  const rowFactors = { ...label(fromRows([[1], [2]])), rowLabels: ['Ann', 'Bo'] };
  const columnFactors = { ...label(fromRows([[3], [4]])), rowLabels: ['Up', ''] };
  const predictions = [{ row: 0, column: 1, value: 4, lower: null, upper: null, baseline: null, terms: [] }];
  return reconstructionAnalysis({ kind: 'reconstruct', rowFactors, columnFactors, known }, product, { predictions });
}

const { predictions: predicted, ...common } = reconstructed(null);
const decomposed: DecompositionAnalysis = {
  ...common,
  kind: 'decompose',
  method: 'svd',
  request: {
    kind: 'decompose',
    matrix: { ...label(product), columnLabels: ['Up', 'Heat'] },
    method: 'auto',
    rank: null,
    learningRate: null,
    iterations: null,
    seed: 0,
  },
};
const completed: CompletionAnalysis = {
  ...common,
  kind: 'complete',
  triedSettings: [],
  predictions: predicted,
  solver: 'als',
  rank: 2,
  regularization: 0.1,
  biasShare: 1,
  interval: 0.9,
  intervalMethod: 'conformal',
  scale: null,
  baselines: [],
  factorNotes: [],
  heldOut: null,
  model: {
    mean: 0,
    rowBias: new Float64Array(2),
    columnBias: new Float64Array(2),
    row: fromRows([[1], [2]]),
    column: fromRows([[3], [4]]),
  },
  request: completeRequest({ ...label(product), rowLabels: ['Cy', 'Di'] }),
};

describe('what can be read off any analysis', () => {
  it('is what was done, with the rank where it was chosen', () => {
    assert.equal(methodTitle(decomposed), 'SVD');
    assert.equal(methodTitle(completed), 'Alternating least squares, rank 2');
    assert.equal(methodTitle(reconstructed(null)), 'Product of given factors, rank 1');
  });

  it('is the matrix it is about, and none for factors that were given without one', () => {
    const known = label(product);
    assert.equal(originalOf(completed), completed.request.matrix);
    assert.equal(originalOf(reconstructed(known)), known);
    assert.equal(originalOf(reconstructed(null)), null);
  });

  it('are the labels of that matrix, else those of the given factors, side by side', () => {
    assert.deepEqual(labelsOf(decomposed), { rows: null, columns: ['Up', 'Heat'] });
    assert.deepEqual(labelsOf(reconstructed(null)), { rows: ['Ann', 'Bo'], columns: ['Up', ''] });
    const named = { ...label(product), columnLabels: ['Alien', 'Heat'] };
    assert.deepEqual(labelsOf(reconstructed(named)), { rows: ['Ann', 'Bo'], columns: ['Alien', 'Heat'] });
  });

  it('are the predicted cells, of which a complete matrix has none', () => {
    assert.equal(predictionsOf(completed), predicted);
    assert.deepEqual(predictionsOf(decomposed), []);
  });
});
