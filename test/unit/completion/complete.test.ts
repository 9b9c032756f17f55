import assert from 'node:assert/strict';
import { complete } from '../../../src/completion';
import { cell, createMatrix, fromRows, toRows, type LabelledMatrix } from '../../../src/matrix/dense';
import { createRandom, shuffle } from '../../../src/matrix/random';
import { intervalLevels } from '../../../src/protocol/intervals';
import { quiet, type Progress } from '../../../src/protocol/control';
import { completionSolvers } from '../../../src/protocol/methods';
import { Fault } from '../../../src/matrix/fault';
import { faults } from '../../../src/matrix/faults';
import type { TriedSetting } from '../../../src/protocol/details';
import { assertClose, completeRequest, eps, label, lectureRatings, plant } from './fixtures';

const fixed = { rank: 1, regularization: 0.5 } as const;

describe('Completion', () => {
  it('gives terms that add up to each value, which is the cell of the reconstruction', () => {
    for (const solver of completionSolvers)
      for (const bias of [true, false]) {
        const analysis = complete(
          completeRequest(lectureRatings, {
            solver,
            bias,
            rank: 2,
            regularization: solver === 'bayes' ? 'auto' : 0.1,
            scale: 'none',
          }),
          quiet,
        );
        assert.deepEqual(
          analysis.predictions.map(({ row, column }) => [row, column]),
          [
            [0, 2],
            [1, 1],
            [2, 0],
          ],
        );
        for (const { row, column, value, terms } of analysis.predictions) {
          const sum = terms.reduce((total, term) => total + term.value, 0);
          assertClose(sum, value, 4 * eps * (1 + Math.abs(value)));
          assert.equal(value, cell(analysis.reconstruction, row, column));
          for (const term of terms) if (term.factors) assert.equal(term.factors[0] * term.factors[1], term.value);
          assert.equal(terms.length, bias && solver !== 'nmf' ? 5 : 2);
        }
      }
  });

  it('does not depend on the order of rows and columns', () => {
    const { holed } = plant(9, 7, 1, { density: 0.7, noise: 0.1, bias: true }, createRandom(5));
    const random = createRandom(8);
    const rowOrder = shuffle(
      Array.from({ length: 9 }, (_, i) => i),
      random,
    );
    const columnOrder = shuffle(
      Array.from({ length: 7 }, (_, j) => j),
      random,
    );
    const moved = createMatrix(9, 7);
    rowOrder.forEach((i, to) => columnOrder.forEach((j, at) => (moved.values[to * 7 + at] = cell(holed, i, j))));
    const iterations = 20_000;
    const original = complete(completeRequest(holed, { ...fixed, iterations }), quiet).reconstruction;
    const permuted = complete(completeRequest(label(moved), { ...fixed, iterations }), quiet).reconstruction;
    rowOrder.forEach((i, to) =>
      columnOrder.forEach((j, at) => assertClose(cell(permuted, to, at), cell(original, i, j), 0.01, `${i}, ${j}`)),
    );
  });

  it('scales with the cells: c·R at c·λ gives c times the predictions', () => {
    const scaled = label({ ...lectureRatings, values: lectureRatings.values.map((value) => 1024 * value) });
    for (const bias of [true, false]) {
      const small = complete(completeRequest(lectureRatings, { ...fixed, bias }), quiet);
      const large = complete(completeRequest(scaled, { rank: 1, regularization: 512, bias }), quiet);
      small.predictions.forEach(({ value }, p) => {
        assertClose(large.predictions[p]!.value / 1024, value, 1e-10);
      });
    }
  });

  it('never looks at the bits of a missing cell', () => {
    const values = lectureRatings.values.slice();
    new DataView(values.buffer).setBigUint64(16, 0xfff8_0000_0000_0007n, true);
    assert.ok(Number.isNaN(values[2]));
    const plain = complete(completeRequest(lectureRatings, fixed), quiet);
    const odd = complete(completeRequest(label({ ...lectureRatings, values }), fixed), quiet);
    assert.deepEqual(odd.predictions, plain.predictions);
  });

  it('recovers a planted matrix of rank 2 from two thirds of its cells, without noise', () => {
    const { truth, holed } = plant(20, 15, 2, { density: 0.67, noise: 0, bias: false }, createRandom(3));
    const request = completeRequest(holed, { rank: 2, regularization: 1e-6, bias: false, iterations: 5000 });
    const { reconstruction } = complete(request, quiet);
    truth.values.forEach((value, at) => assertClose(reconstruction.values[at]!, value, 0.02));
  });

  it('gives the exact answer of an additive matrix, with biases: R_ij = r_i + c_j', () => {
    const rows = [0, 2, 5, 9].map((r) => [1, 4, 6, 7].map((c) => r + c));
    const holed = rows.map((row, i) => row.map((value, j) => (i === j ? null : value)));
    const request = completeRequest(label(fromRows(holed)), { rank: 1, regularization: 1e-9, iterations: 5000 });
    for (const { row, baseline } of complete(request, quiet).predictions)
      assertClose(baseline!, rows[row]![row]!, 0.05);
  });

  it('covers about nine in ten missing cells of planted matrices by its intervals', () => {
    const random = createRandom(11);
    let [covered, count, squares, baselineSquares] = [0, 0, 0, 0];
    for (let trial = 0; trial < 12; trial++) {
      const [rows, columns] = [10 + (trial % 3) * 5, 10 + (trial % 2) * 5];
      const options = { density: 0.6, noise: 0.4, bias: trial % 2 === 0 };
      const { truth, holed } = plant(rows, columns, 1, options, random);
      const request = completeRequest(holed, { rank: 1, bias: options.bias, seed: trial });
      for (const { row, column, value, lower, upper, baseline } of complete(request, quiet).predictions) {
        const actual = cell(truth, row, column);
        if (lower! <= actual && actual <= upper!) covered++;
        squares += (value - actual) ** 2;
        baselineSquares += (baseline! - actual) ** 2;
        count++;
      }
    }
    assert.ok(covered / count > 0.85 && covered / count < 0.96, `covered ${covered} of ${count}`);
    assert.ok(
      squares < 0.6 * baselineSquares,
      `predicts much better than biases alone: ${squares} against ${baselineSquares}`,
    );
  });

  for (const solver of ['bayes', 'als'] as const)
    it(`shows the interval of the level asked for, and a wider one for a higher level: ${solver}`, () => {
      const { holed } = plant(12, 8, 1, { density: 0.7, noise: 0.5, bias: true }, createRandom(5));
      const analyses = intervalLevels.map((interval) => complete(completeRequest(holed, { solver, interval }), quiet));
      for (const [at, { predictions, interval }] of analyses.entries()) {
        assert.equal(interval, intervalLevels[at]);
        for (const [t, { value, lower, upper, intervals }] of predictions.entries()) {
          const shown = intervals?.find(({ level }) => level === interval);
          assert.deepEqual([lower, upper], [shown!.lower, shown!.upper]);
          assert.ok(lower! <= value && value <= upper!);
          const narrower = analyses[at - 1]?.predictions[t];
          if (narrower !== undefined) assert.ok(lower! <= narrower.lower! && narrower.upper! <= upper!);
        }
      }
    });

  it('predicts an additive matrix as its biases do: it gave 8.58 for 12 when factors and biases were damped alike', () => {
    const additive = fromRows([
      [1, 2, 3],
      [2, 3, 4],
      [3, 4, 5],
      [10, 11, null],
    ]);
    const { predictions, heldOut } = complete(completeRequest(label(additive)), quiet);
    assertClose(predictions[0]!.value, 12, 0.05);
    assert.ok(heldOut!.rmse < 0.05, `held-out RMSE ${heldOut!.rmse}`);
  });

  it('completes an exact rank-1 matrix without regularization: it gave −18128 for 4 from a random start', () => {
    const multiples = fromRows([
      [1, 2, 3, 4],
      [2, null, 6, 8],
      [3, 6, 9, null],
      [4, 8, 12, 16],
    ]);
    for (let seed = 0; seed < 10; seed++) {
      const request = completeRequest(label(multiples), { rank: 1, regularization: 0, bias: false, seed });
      const { predictions, heldOut } = complete(request, quiet);
      assertClose(predictions[0]!.value, 4, 1e-9);
      assertClose(predictions[1]!.value, 12, 1e-9);
      assert.ok(heldOut!.rmse < 1e-9, `held-out RMSE ${heldOut!.rmse}`);
    }
  });

  it('keeps a constant matrix constant', () => {
    for (const value of [0, 3, -0.1]) {
      const matrix = label(
        fromRows([
          [value, value, null],
          [value, null, value],
          [null, value, value],
        ]),
      );
      for (const prediction of complete(completeRequest(matrix), quiet).predictions)
        assertClose(prediction.value, value, 1e-12);
    }
  });

  it('never gives NaN: values far apart are predicted, and values whose squares overflow are refused', () => {
    const wide = label(
      fromRows([
        [1e100, 1e-300, null],
        [1, null, -1e100],
        [null, 2, 5],
      ]),
    );
    assert.ok(complete(completeRequest(wide), quiet).reconstruction.values.every(Number.isFinite));
    for (const extreme of [1e300, 1e-300]) {
      const matrix = label(
        fromRows([
          [extreme, extreme, null],
          [extreme, null, 1e-300],
          [null, extreme, extreme],
        ]),
      );
      assertFault(() => complete(completeRequest(matrix), quiet), 'cells-out-of-scale');
    }
  });

  it('shows factors whose formula gives the reconstruction', () => {
    const { factors, model, reconstruction, formula } = complete(completeRequest(lectureRatings), quiet);
    assert.equal(formula, 'R ≈ mean + b + c + UVᵀ');
    const [u, v, b, c] = ['U', 'V', 'b', 'c'].map((name) => factors.find((factor) => factor.name === name)!);
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++) {
        let value = model.mean + cell(b!, i, 0) + cell(c!, j, 0);
        for (let f = 0; f < u!.columns; f++) value += cell(u!, i, f) * cell(v!, j, f);
        assertClose(value, cell(reconstruction, i, j), 8 * eps * 10);
      }
  });

  it('gives the same answer for the same seed', () => {
    const plain = (seed: number): unknown => complete(completeRequest(lectureRatings, { seed }), quiet).predictions;
    assert.deepEqual(plain(3), plain(3));
  });

  it('names rows and columns by their labels in the terms', () => {
    const labelled: LabelledMatrix = {
      ...lectureRatings,
      rowLabels: ['Ann', 'Bo', 'Cy'],
      columnLabels: ['X', 'Y', 'Z'],
    };
    const [first] = complete(completeRequest(labelled, fixed), quiet).predictions;
    assert.deepEqual(
      first!.terms.map((term) => term.label),
      ['mean', 'Ann', 'Z', 'factor 1'],
    );
  });
});

describe('What completion says of itself', () => {
  it('warns that rank 2 of 3×3 has 8 degrees of freedom for 6 cells, and that 6 are too few for an interval', () => {
    const request = completeRequest(lectureRatings, { rank: 2, regularization: 0.1, bias: false });
    const { warnings, predictions, heldOut } = complete(request, quiet);
    assert.match(warnings[0]!, /^A rank-2 3×3 matrix has 8 degrees of freedom, and 6 cells are known/);
    assert.ok(warnings.some((sentence) => sentence.includes('too few for an interval')));
    assert.ok(warnings.length <= 3);
    assert.ok(predictions.every(({ lower, upper }) => lower === null && upper === null));
    assert.equal(heldOut!.method, 'leave-one-out');
    assert.equal(heldOut!.cells, 6);
  });

  it('warns where the known cells fall into groups', () => {
    const apart = label(
      fromRows([
        [1, 2, null, null],
        [2, 4, null, null],
        [null, null, 3, 1],
        [null, null, 6, 2],
      ]),
    );
    assert.match(complete(completeRequest(apart), quiet).warnings[0]!, /fall into 2 groups/);
  });

  it('says what was asked, or how it was chosen', () => {
    assert.match(complete(completeRequest(lectureRatings, fixed), quiet).why, /rank 1 and λ = 0\.5, as asked/);
    const als = completeRequest(lectureRatings, { solver: 'als' });
    assert.match(complete(als, quiet).why, /leave-one-out error among ranks 1 to 2 and λ/);
    const { why } = complete(completeRequest(lectureRatings), quiet);
    assert.match(why, /rank \d, under which cells left out one by one were most probable among ranks 1 to 2/);
  });

  it('keeps what was tried: the choice is among it, and no rank is tried beyond the first that helps nowhere', () => {
    const { holed } = plant(12, 10, 1, { density: 0.6, noise: 0.3, bias: true }, createRandom(7));
    for (const solver of ['als', 'bayes'] as const) {
      const { rank, regularization, triedSettings } = complete(completeRequest(holed, { solver }), quiet);
      assert.ok(triedSettings.some((one) => one.rank === rank && one.regularization === regularization));
      assert.ok(triedSettings.every(({ rmse }) => rmse > 0));
      const score = (one: TriedSetting): number => one.logDensity ?? -one.rmse;
      const ranks = [...new Set(triedSettings.map((one) => one.rank))];
      const best = ranks.map((one) => Math.max(...triedSettings.filter((other) => other.rank === one).map(score)));
      assert.ok(best.slice(1, -1).every((value, at) => value > best[at]!));
    }
    assert.deepEqual(complete(completeRequest(holed, fixed), quiet).triedSettings, []);
  });

  it('keeps the standard errors that the choice went by: it is the simplest within one of the lowest error', () => {
    const { holed } = plant(12, 10, 2, { density: 0.6, noise: 0.3, bias: true }, createRandom(8));
    const analysis = complete(completeRequest(holed, { solver: 'als' }), quiet);
    const lowest = Math.min(...analysis.triedSettings.map(({ rmse }) => rmse ** 2));
    const within = analysis.triedSettings.filter((one) => one.rmse ** 2 - lowest <= one.standardError + 1e-12);
    assert.ok(within.length < analysis.triedSettings.length);
    const [simplest] = within.sort(
      (a, b) => a.rank - b.rank || b.regularization! - a.regularization! || b.biasShare - a.biasShare,
    );
    assert.deepEqual(
      [simplest!.rank, simplest!.regularization, simplest!.biasShare],
      [analysis.rank, analysis.regularization, analysis.biasShare],
    );
  });

  it('reports every point of the curve exactly once', () => {
    const reports: Progress[] = [];
    const control = { report: (progress: Progress) => reports.push(progress), checkpoint: () => undefined };
    const { history } = complete(completeRequest(lectureRatings, fixed), control);
    const points = reports.filter(({ phase }) => phase === 'training').flatMap((progress) => progress.points);
    assert.deepEqual(points, history);
  });
});

describe('Completion refuses', () => {
  const refused: readonly (readonly [string, Parameters<typeof completeRequest>])[] = [
    ['empty-matrix', [label(fromRows([]))]],
    ['all-missing', [label(fromRows([[null]]))]],
    ['nothing-missing', [label(fromRows([[1]]))]],
    [
      'not-finite',
      [
        label(
          fromRows([
            [1, Infinity],
            [null, 2],
          ]),
        ),
      ],
    ],
    ['too-few-known', [label(fromRows([[1, null]]))]],
    ['too-few-known', [label(fromRows([[1, null, 1]]))]],
    ['rank-out-of-range', [lectureRatings, { rank: 0 }]],
    ['rank-out-of-range', [lectureRatings, { rank: 4 }]],
    ['rank-out-of-range', [lectureRatings, { rank: 1.5 }]],
    ['out-of-range', [lectureRatings, { regularization: -1 }]],
    ['out-of-range', [lectureRatings, { learningRate: 0 }]],
    ['out-of-range', [lectureRatings, { learningRate: Number.NaN }]],
    ['out-of-range', [lectureRatings, { iterations: 0 }]],
  ];
  for (const [code, request] of refused)
    it(`${code}: ${JSON.stringify([toRows(request[0]), request[1] ?? {}])}`, () => {
      assertFault(() => complete(completeRequest(...request), quiet), code);
    });

  it('to go on when cancelled, wherever it is', () => {
    for (const allowed of [0, 1, 10, 100]) {
      let looks = 0;
      const checkpoint = (): void => {
        if (looks++ >= allowed) throw faults.cancelled();
      };
      assertFault(
        () => complete(completeRequest(lectureRatings), { report: () => undefined, checkpoint }),
        'cancelled',
      );
      assert.equal(looks, allowed + 1);
    }
  });
});

function assertFault(run: () => unknown, code: string): void {
  assert.throws(run, (error) => error instanceof Fault && error.data.code === code);
}
