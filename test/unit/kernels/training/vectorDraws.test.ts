import assert from 'node:assert/strict';
import { createSharedDraws, createVectorDraws, type Conditional } from '../../../../src/kernels';
import { group, type Observations } from '../../../../src/matrix/observations';
import { createRandom } from '../../../../src/matrix/random';

const nothing = (): void => undefined;

function someCells(rows: number, columns: number): Observations {
  const random = createRandom(3);
  const at = Uint32Array.from({ length: rows * columns }, (_, t) => t).filter(() => random.uniform() < 0.4);
  return {
    rows,
    columns,
    rowIndex: at.map((t) => Math.floor(t / columns)),
    columnIndex: at.map((t) => t % columns),
    values: Float64Array.from(at, () => random.normal()),
  };
}

function conditionalOf(width: number, seed: number): Conditional {
  const precision = Float64Array.from({ length: width ** 2 }, (_, at) => (at % (width + 1) === 0 ? 1 : 0.01));
  return { precision, shift: new Float64Array(width).fill(0.1), noisePrecision: 1.7, seed };
}

describe('Draws of vectors on threads', () => {
  const cells = someCells(41, 33);
  const width = 6;
  const normal = (count: number, seed: number): Float64Array => {
    const random = createRandom(seed);
    return Float64Array.from({ length: count * width }, () => random.normal());
  };

  for (const threads of [1, 2, 3])
    it(`are those of one thread to the last bit, with ${threads}`, async () => {
      const [rows, columns] = [normal(cells.rows, 1), normal(cells.columns, 2)];
      const data = { cells, held: null, standard: { mean: 0, spread: 1 }, scale: { low: -9, high: 9 } };
      const shared = await createSharedDraws(data, { width, start: { rows, columns }, threads });
      const alone = createVectorDraws(
        { known: group(cells, 'row'), vectors: rows },
        { known: group(cells, 'column'), vectors: columns },
        width,
        true,
      );
      try {
        for (let sweep = 1; sweep <= 3; sweep++)
          for (const side of ['rows', 'columns'] as const) {
            const conditional = conditionalOf(width, sweep / 7);
            alone.draw(side, conditional, nothing);
            const squares = await shared.draw(side, conditional, nothing);
            if (side === 'columns') assert.ok(Math.abs(squares - alone.squares) <= 1e-12 * squares);
            const moments = await shared.moments(side, nothing);
            alone.moments(side).forEach((moment, at) => {
              assert.ok(Math.abs(moment - moments[at]!) <= 1e-12 * (1 + Math.abs(moment)), `moment ${at}`);
            });
          }
        assert.deepEqual(shared.vectors.rows.slice(), rows);
        assert.deepEqual(shared.vectors.columns.slice(), columns);
      } finally {
        await shared.close();
      }
    });

  it('regression: for a rank that is large beside the ratings there was no room for the tasks', async () => {
    const width = 49;
    const few = someCells(250, 25);
    const start = { rows: new Float64Array(few.rows * width), columns: new Float64Array(few.columns * width) };
    const data = { cells: few, held: null, standard: { mean: 0, spread: 1 }, scale: { low: -9, high: 9 } };
    const shared = await createSharedDraws(data, { width, start, threads: 1 });
    const squares = await shared.draw('columns', conditionalOf(width, 1), nothing);
    assert.ok(Number.isFinite(squares) && squares > 0);
    await shared.close();
  });

  it('sum what they predict at held-out cells, and nothing of what is not known', async () => {
    const held = {
      ...{ rows: cells.rows, columns: cells.columns },
      rowIndex: Uint32Array.of(4, cells.rows, 7),
      columnIndex: Uint32Array.of(5, 6, cells.columns),
      values: Float64Array.of(1, 2, 3),
    };
    const start = { rows: normal(cells.rows, 1), columns: normal(cells.columns, 2) };
    const data = { cells, held, standard: { mean: 0, spread: 1 }, scale: { low: -9, high: 9 } };
    const shared = await createSharedDraws(data, { width, start, threads: 1 });
    await shared.addHeldOut(nothing);
    await shared.addHeldOut(nothing);
    let value = start.rows[4 * width]! + start.columns[5 * width]!;
    for (let p = 1; p < width; p++) value += start.rows[4 * width + p]! * start.columns[5 * width + p]!;
    const expected = [value, start.columns[6 * width]!, start.rows[7 * width]!];
    expected.forEach((one, t) => {
      assert.ok(Math.abs(shared.held.sums[t]! - 2 * one) < 1e-14 * 10);
      assert.ok(Math.abs(shared.held.squares[t]! - 2 * one ** 2) < 1e-14 * 100);
    });
    await shared.close();
  });
});
