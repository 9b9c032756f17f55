import assert from 'node:assert/strict';
import { reconstruct } from '../../../src/completion';
import { fromRows, multiply, toRows, type LabelledMatrix } from '../../../src/matrix/dense';
import type { ReconstructRequest } from '../../../src/protocol/request';
import { assertClose, eps, label, lectureRatings } from './fixtures';
import { codeOf } from '../faultCode';

const u = label(
  fromRows([
    [1.2, 0.5],
    [1.0, 0.3],
    [0.2, 1.1],
  ]),
  'U',
);
const v = label(
  fromRows([
    [1.5, 0.4],
    [0.9, 0.1],
    [0.1, 1.3],
  ]),
  'V',
);

function request(
  rowFactors: LabelledMatrix,
  columnFactors: LabelledMatrix,
  known: LabelledMatrix | null,
): ReconstructRequest {
  return { kind: 'reconstruct', rowFactors, columnFactors, known };
}

describe('Reconstruction from factors', () => {
  it("gives the lecture note's table, after its rounding", () => {
    const rounded = toRows(reconstruct(request(u, v, lectureRatings)).reconstruction).map((row) =>
      row.map((value) => Number(value!.toFixed(2))),
    );
    assert.deepEqual(rounded, [
      [2, 1.13, 0.77],
      [1.62, 0.93, 0.49],
      [0.74, 0.29, 1.45],
    ]);
  });

  it('predicts the missing cells by the sum the note writes out: 1.2·0.1 + 0.5·1.3 = 0.77', () => {
    const [first, second] = reconstruct(request(u, v, lectureRatings)).predictions;
    assert.deepEqual(
      first!.terms.map((term) => term.factors),
      [
        [1.2, 0.1],
        [0.5, 1.3],
      ],
    );
    assertClose(first!.value, 0.77, 2 * eps);
    assertClose(second!.value, 0.93, 2 * eps);
    assert.equal(first!.lower, null);
  });

  it('says how badly these factors miss the known cells', () => {
    const { diagnostics, warnings } = reconstruct(request(u, v, lectureRatings));
    const errors = [5 - 2, 3 - 1.13, 4 - 1.62, 1 - 0.49, 2 - 0.29, 5 - 1.45];
    const squares = errors.reduce((sum, e) => sum + e * e, 0);
    assertClose(diagnostics.meanSquaredError!, squares / 6, 1e-12);
    assertClose(diagnostics.relativeResidual!, Math.sqrt(squares / 80), 1e-12);
    assert.match(warnings[0]!, /miss the known cells by 2\.38/);
    const own = { ...reconstruct(request(u, v, null)).reconstruction };
    own.values[2] = Number.NaN;
    assert.deepEqual(reconstruct(request(u, v, label(own))).warnings, []);
  });

  it('takes H of WH with its rows as factors, and says which form it is', () => {
    const w = label(
      fromRows([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
      'W',
    );
    const h = label(
      fromRows([
        [1, 0, 2, 1],
        [0, 1, 1, 3],
      ]),
      'H',
    );
    const result = reconstruct(request(w, h, null));
    assert.deepEqual(result.reconstruction, multiply(w, h));
    assert.match(result.why, /the product is WH, 3×4/);
    assert.match(reconstruct(request(u, v, null)).why, /the product is UVᵀ, 3×3/);
  });

  it('refuses factors that fit neither way, missing or infinite entries, and a known matrix of another shape', () => {
    const odd = label(
      fromRows([
        [1, 2, 3],
        [4, 5, 6],
        [7, 8, 9],
        [1, 1, 1],
      ]),
    );
    assert.equal(
      codeOf(() => reconstruct(request(u, odd, null))),
      'factors-do-not-fit',
    );
    assert.equal(
      codeOf(() => reconstruct(request(u, label(fromRows([[1, null]])), null))),
      'missing-not-allowed',
    );
    assert.equal(
      codeOf(() => reconstruct(request(u, label(fromRows([[1, Infinity]])), null))),
      'not-finite',
    );
    assert.equal(
      codeOf(() => reconstruct(request(u, v, label(fromRows([[1, null]]))))),
      'known-shape-differs',
    );
    assert.equal(
      codeOf(() => reconstruct(request(label(fromRows([])), v, null))),
      'empty-matrix',
    );
    const huge = label(fromRows([[1e200, 1]]));
    assert.equal(
      codeOf(() => reconstruct(request(huge, huge, null))),
      'result-not-finite',
    );
  });
});
