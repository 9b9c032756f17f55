import assert from 'node:assert/strict';
import { cell, createMatrix } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import type { PanelState } from '../../../src/protocol/panel';
import type { DecompositionAnalysis } from '../../../src/protocol/results';
import { sliceOf } from '../../../src/panel/slices';
import { withhold } from '../../../src/panel/withhold';
import { ask, uniform } from '../factorization/matrices';

function shown(analysis: DecompositionAnalysis): PanelState {
  const source = { title: 'A', document: 'a.csv', line: 1 };
  return { view: 'result', source, analysis, stale: false, methods: [], linked: true };
}

/** An analysis whose matrices are m × n, without the work. */
function large(m: number, n: number): DecompositionAnalysis {
  const small = ask(uniform(2, 2, createRandom(1)), 'qr');
  const matrix = { ...createMatrix(m, n), name: 'A', rowLabels: null, columnLabels: null };
  matrix.values.forEach((_, at) => (matrix.values[at] = at));
  return { ...small, request: { ...small.request, matrix }, reconstruction: createMatrix(m, n, 0.5) };
}

describe('a result on its way to the page', () => {
  it('is sent as it is where it is small', () => {
    const state = shown(ask(uniform(30, 20, createRandom(2)), 'svd'));
    assert.equal(withhold(state), state);
  });

  it('is sent without the matrices that would make it longer than a megabyte, which are named', () => {
    const state = withhold(shown(large(1000, 300)));
    assert.ok(state.view === 'result' && state.analysis.kind === 'decompose');
    const { request, reconstruction, factors } = state.analysis;
    const numbers = [request.matrix, reconstruction, ...factors].reduce((sum, one) => sum + one!.values.length, 0);
    assert.ok(8 * numbers < 2 ** 20);
    assert.deepEqual(state.withheld?.matrices, [
      { matrix: 'original', largest: 299_999 },
      { matrix: 'reconstruction', largest: 0.5 },
    ]);
    assert.deepEqual([request.matrix.rows, request.matrix.columns], [1000, 300]);
  });

  it('counts the imaginary parts of complex matrices too', () => {
    const real = large(250, 200);
    const { matrix } = real.request;
    const complex = { ...real, request: { ...real.request, matrix: { ...matrix, imaginary: matrix.values } } };
    const withheld = (analysis: DecompositionAnalysis): unknown => {
      const state = withhold(shown(analysis));
      return state.view === 'result' ? state.withheld?.matrices.map((one) => one.matrix) : null;
    };
    assert.deepEqual(withheld(real), ['reconstruction']);
    assert.deepEqual(withheld(complex), ['original']);
  });
});

describe('the frames of a run', () => {
  it('stay with the host, and are counted', () => {
    const analysis = ask(uniform(5, 4, createRandom(3)), 'gd', { iterations: 30, frames: true });
    const state = withhold(shown(analysis));
    assert.ok(state.view === 'result');
    assert.ok(analysis.frames!.length > 8);
    assert.deepEqual([state.analysis.frames, state.withheld?.frames], [[], analysis.frames!.length]);
    assert.equal(state.analysis.factors, analysis.factors);
  });
});

describe('a slice of a matrix', () => {
  const analysis = large(50, 40);
  const window = { row: 45, column: 30, rows: 10, columns: 20 };

  it('has the cells of its window, cut to the shape of the matrix', () => {
    const { values } = sliceOf(analysis, 'original', window);
    assert.equal(values.length, 5 * 10);
    assert.equal(values[13], cell(analysis.request.matrix, 46, 33));
  });

  it('is the difference of the two others where the residual is asked for', () => {
    const { values } = sliceOf(analysis, 'residual', window);
    assert.equal(values[13], cell(analysis.request.matrix, 46, 33) - 0.5);
  });

  it('is never longer than a megabyte, however much is asked for', () => {
    const { values } = sliceOf(large(1000, 500), 'original', { row: 0, column: 0, rows: 1000, columns: 500 });
    assert.ok(8 * values.length < 2 ** 20);
    assert.equal(values.length % 500, 0);
  });
});
