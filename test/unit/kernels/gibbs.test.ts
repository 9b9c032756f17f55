import assert from 'node:assert/strict';
import { createVectorDraws, type DrawnSide } from '../../../src/kernels';
import { Engine, type Build } from '../../../src/kernels/engine';
import { hasRelaxedSimd } from '../../../src/kernels/module';
import { group, type Observations } from '../../../src/matrix/observations';
import { createRandom } from '../../../src/matrix/random';
import { drawByDefinition } from './vectorsReference';

const builds: readonly Build[] = hasRelaxedSimd() ? ['plain', 'relaxed'] : ['plain'];
const nothing = (): void => undefined;

/** Cells of which row 0 has none and row 1 more than are summed at once. */
function someCells(rows: number, columns: number): Observations {
  const random = createRandom(rows);
  const at = Uint32Array.from({ length: rows * columns }, (_, t) => t).filter(
    (t) => t >= columns && (t < 2 * columns || random.uniform() < 0.3),
  );
  return {
    rows,
    columns,
    rowIndex: at.map((t) => Math.floor(t / columns)),
    columnIndex: at.map((t) => t % columns),
    values: Float64Array.from(at, () => random.normal()),
  };
}

function startOf(known: Observations, width: number): { rows: DrawnSide; columns: DrawnSide } {
  const random = createRandom(width);
  const normal = (count: number): Float64Array => Float64Array.from({ length: count }, () => random.normal());
  return {
    rows: { known: group(known, 'row'), vectors: normal(known.rows * width) },
    columns: { known: group(known, 'column'), vectors: normal(known.columns * width) },
  };
}

/** A symmetric, diagonally dominant Λ, and Λμ. */
function conditionalOf(width: number, seed: number) {
  const precision = Float64Array.from({ length: width ** 2 }, (_, at) =>
    at % (width + 1) === 0 ? 1 : 0.1 / (width + Math.abs((at % width) - Math.floor(at / width))),
  );
  const shift = Float64Array.from({ length: width }, (_, p) => Math.cos(p));
  return { precision, shift, noisePrecision: 1.7, seed };
}

/** The normals that a seed stands for, through a build of the kernels. */
function normalsOf(seed: number, first: number, count: number, build: Build = builds.at(-1)!): Float64Array {
  return Engine.load(build).run(0, (arena) => {
    const address = arena.kernels.allocate(count);
    arena.kernels.fillNormals(seed, first, count, address);
    return arena.take(address, count);
  });
}

function assertNear(actual: Float64Array, expected: Float64Array, tolerance: number): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, at) => {
    assert.ok(Math.abs(value - expected[at]!) <= tolerance, `${at}: ${value} and ${expected[at]!}`);
  });
}

describe('Draws of vectors', () => {
  for (const width of [1, 2, 3, 4, 9, 16, 33, 64])
    for (const bias of width === 1 ? [false] : [true, false])
      it(`are those of the definition, of width ${width} ${bias ? 'with' : 'without'} biases`, () => {
        // an odd number of rows, so that one is drawn alone
        const known = someCells(9, 150);
        const { rows, columns } = startOf(known, width);
        const draws = createVectorDraws(rows, columns, width, bias);
        for (const [side, own, other] of [
          ['rows', rows, columns],
          ['columns', columns, rows],
        ] as const) {
          const conditional = conditionalOf(width, 0.3);
          const normals = normalsOf(conditional.seed, 0, own.vectors.length);
          const expected = drawByDefinition(own, other.vectors, conditional, normals, { width, bias });
          draws.draw(side, conditional, nothing);
          // A's condition is at most about 1 + α Σ d², of up to 150 cells
          assertNear(own.vectors, expected.vectors, 2 ** -52 * 1000 * width);
          if (side === 'columns')
            assert.ok(Math.abs(draws.squares - expected.squares) < 2 ** -52 * 1000 * width * expected.squares);
        }
      });

  it('have the moments of the vectors as they stand', () => {
    const { rows, columns } = startOf(someCells(131, 5), 3);
    const draws = createVectorDraws(rows, columns, 3, true);
    draws.draw('rows', conditionalOf(3, 0.1), nothing);
    const moments = draws.moments('rows');
    const x = (i: number, p: number): number => (p > 0 ? rows.vectors[i * 3 + p - 1]! : 1);
    for (let p = 0; p < 4; p++)
      for (let q = 0; q <= p; q++) {
        let sum = 0;
        for (let i = 0; i < 131; i++) sum += x(i, p) * x(i, q);
        assert.ok(Math.abs(moments[p * 4 + q]! - sum) < 2 ** -52 * 131 * 10, `${p}, ${q}`);
      }
  });

  it('do not change when another sampler works in between, in the same memory', () => {
    const run = (between: () => void): Float64Array => {
      const { rows, columns } = startOf(someCells(7, 6), 3);
      const draws = createVectorDraws(rows, columns, 3, true);
      for (let sweep = 0; sweep < 3; sweep++) {
        draws.draw('rows', conditionalOf(3, 0.1 * sweep), nothing);
        between();
        draws.draw('columns', conditionalOf(3, 0.2 * sweep), nothing);
      }
      return rows.vectors;
    };
    assert.deepEqual(
      run(() => void run(nothing)),
      run(nothing),
    );
  });

  it('look often enough whether they were cancelled', () => {
    const known = someCells(150, 150);
    const { rows, columns } = startOf(known, 64);
    let looks = 0;
    createVectorDraws(rows, columns, 64, false).draw('rows', conditionalOf(64, 0), () => looks++);
    assert.ok(looks > 1);
  });
});

describe('Normal numbers of the kernels', () => {
  for (const build of builds)
    it(`follow the normal distribution, in its tail too (${build})`, () => {
      const count = 400_000;
      const draws = normalsOf(0.123, 0, count, build);
      const mean = (of: (z: number) => number): number => draws.reduce((sum, z) => sum + of(z), 0) / count;
      const within = (actual: number, expected: number, variance: number): void =>
        assert.ok(Math.abs(actual - expected) < 5 * Math.sqrt(variance / count), `${actual}, not ${expected}`);
      within(
        mean((z) => z),
        0,
        1,
      );
      within(
        mean((z) => z * z),
        1,
        2,
      );
      within(
        mean((z) => z ** 4),
        3,
        96,
      );
      for (const [z, above] of [
        [0.2, 0.42074029056089696],
        [1, 0.15865525393145707],
        [2, 0.022750131948179195],
        [3, 0.0013498980316300933],
        [3.8, 7.234804392511989e-5],
      ] as const) {
        within(
          mean((x) => (x > z ? 1 : 0)),
          above,
          above,
        );
        within(
          mean((x) => (x < -z ? 1 : 0)),
          above,
          above,
        );
      }
      let product = 0;
      for (let t = 1; t < count; t++) product += draws[t]! * draws[t - 1]!;
      within(product / count, 0, 1);
    });

  it('are decided by the seed and their index alone', () => {
    const whole = normalsOf(0.7, 0, 100);
    assert.deepEqual(normalsOf(0.7, 40, 60), whole.slice(40));
    assert.notDeepEqual(normalsOf(0.7000000000000001, 0, 100), whole);
  });
});
