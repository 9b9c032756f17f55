import assert from 'node:assert/strict';
import type { Worker } from 'node:worker_threads';
import { als } from '../../../../src/completion/als';
import {
  createDescent,
  createLeastSquares,
  type Training,
  type TrainingData,
  type Vectors,
} from '../../../../src/kernels';
import { Fault } from '../../../../src/matrix/fault';
import { pick, type Observations } from '../../../../src/matrix/observations';
import { createRandom } from '../../../../src/matrix/random';
import { quiet } from '../../../../src/protocol/control';
import { descendByDefinition } from './descentReference';

const float = 2 ** -24;
const nothing = (): void => undefined;

/** About half of the cells, none in row 1 and all in row 2, of rank 2 with biases and noise. */
function someCells(rows: number, columns: number, seed: number): Observations {
  const random = createRandom(seed);
  const normal = (count: number): number[] => Array.from({ length: count }, () => random.normal());
  const [b, c, u, v] = [normal(rows), normal(columns), normal(2 * rows), normal(2 * columns)];
  const at = Uint32Array.from({ length: rows * columns }, (_, t) => t).filter((t) => {
    const row = Math.floor(t / columns);
    return row === 2 || (row !== 1 && random.uniform() < 0.5);
  });
  const rowIndex = at.map((t) => Math.floor(t / columns));
  const columnIndex = at.map((t) => t % columns);
  const values = Float64Array.from(at, (_, t) => {
    const [i, j] = [rowIndex[t]!, columnIndex[t]!];
    return 0.3 * (b[i]! + c[j]! + u[2 * i]! * v[2 * j]! + u[2 * i + 1]! * v[2 * j + 1]! + 0.2 * random.normal());
  });
  return { rows, columns, rowIndex, columnIndex, values };
}

function dataOf(cells: Observations, held: Observations | null = null): TrainingData {
  return { cells, held, standard: { mean: 0, spread: 1 }, scale: { low: -10, high: 10 } };
}

function randomVectors(count: number, rank: number, seed: number): Vectors {
  const random = createRandom(seed);
  // as floats hold them, so that both ways start from the same
  const normal = (length: number): Float64Array => Float64Array.from({ length }, () => Math.fround(random.normal()));
  return { bias: new Float64Array(count), factors: normal(count * rank) };
}

async function stepsOf(training: Training, steps: number): Promise<number[]> {
  const objectives: number[] = [];
  for (let step = 1; step <= steps; step++) objectives.push((await training.step(step, nothing)).objective);
  return objectives;
}

function assertNear(actual: Float64Array, expected: Float64Array, tolerance: number): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, at) => {
    assert.ok(Math.abs(value - expected[at]!) <= tolerance, `${at}: ${value} and ${expected[at]!}`);
  });
}

const cells = someCells(90, 70, 1);

describe('Descent in blocks', () => {
  const options = { rank: 5, regularization: 0.05, pseudoCount: 40, learningRate: 0.2, epochs: 3, seed: 7 };

  it('gives the same to the last bit with any number of threads', async () => {
    const states: Float32Array[][] = [];
    for (const threads of [1, 2, 3]) {
      const training = await createDescent(dataOf(cells), { ...options, threads });
      await stepsOf(training, 3);
      states.push(training.state.map((values) => values.slice()));
      await training.close();
    }
    assert.deepEqual(states[1], states[0]);
    assert.deepEqual(states[2], states[0]);
  });

  it('takes the steps of the definition, whatever the rank', async () => {
    for (const rank of [1, 8, 19, 32, 45]) {
      const training = await createDescent(dataOf(cells), { ...options, rank, threads: 1 });
      const start = training.vectors();
      const expected = descendByDefinition(cells, start, { ...options, rank }, 2);
      const { objective, squares } = await training.step(1, nothing);
      await training.step(2, nothing);
      const { row, column } = training.vectors();
      // each of some 90 steps a vector rounds its numbers, of about unit size, a few times
      const tolerance = 90 * 8 * float;
      assertNear(row.factors, expected.row.factors, tolerance);
      assertNear(column.factors, expected.column.factors, tolerance);
      assertNear(row.bias, expected.row.bias, tolerance);
      assert.ok(objective > squares!);
      assert.ok(Math.abs(squares! - expected.firstSquares) < 1000 * float * squares!);
      await training.close();
    }
  });

  it('lowers the held-out error, and leaves rows without cells at zero', async () => {
    const held = Uint32Array.from({ length: cells.values.length / 10 }, (_, t) => 10 * t);
    const kept = Uint32Array.from(cells.values.keys()).filter((t) => t % 10 !== 0);
    const data = dataOf(pick(cells, kept), pick(cells, held));
    const training = await createDescent(data, { ...options, rank: 2, epochs: 20, threads: 2 });
    const before = await training.heldOutSquares(nothing);
    await stepsOf(training, 20);
    assert.ok((await training.heldOutSquares(nothing)) < 0.5 * before);
    assert.deepEqual([...training.vectors().row.factors.subarray(2, 4)], [0, 0]);
    await training.close();
  });
});

describe('Least squares on floats', () => {
  const start = { row: randomVectors(cells.rows, 3, 2), column: randomVectors(cells.columns, 3, 3) };
  const options = { rank: 3, regularization: 0.7, confidence: null, start };

  it('by Cholesky are those on doubles, iteration by iteration', async () => {
    const training = await createLeastSquares(dataOf(cells), { ...options, steps: null, threads: 2 });
    const reference = als(cells, {
      ...{ rank: 3, regularization: 0.7, bias: true, learningRate: null, iterations: 4, tolerance: 0, seed: 0 },
      start: {
        mean: 0,
        rowBias: start.row.bias,
        columnBias: start.column.bias,
        row: { rows: cells.rows, columns: 3, values: start.row.factors },
        column: { rows: cells.columns, columns: 3, values: start.column.factors },
      },
      control: quiet,
      onStep: null,
    }).model;
    await stepsOf(training, 4);
    const { row, column } = training.vectors();
    // the systems' condition is at most some hundreds
    const tolerance = 4 * 1000 * float;
    assertNear(row.factors, reference.row.values, tolerance);
    assertNear(column.factors, reference.column.values, tolerance);
    assertNear(column.bias, reference.columnBias, tolerance);
    await training.close();
  });

  for (const confidence of [null, 3])
    for (const steps of [null, 3])
      it(`never raise the objective: ${confidence === null ? 'ratings' : 'counts'}, ${steps === null ? 'Cholesky' : 'conjugate gradients'}`, async () => {
        const counts = { ...cells, values: cells.values.map((y) => Math.max(0, Math.round(3 * y))) };
        const data = dataOf(confidence === null ? cells : counts);
        const training = await createLeastSquares(data, { ...options, confidence, steps, threads: 2 });
        const objectives = await stepsOf(training, 12);
        for (let at = 1; at < objectives.length; at++)
          assert.ok(objectives[at]! <= objectives[at - 1]! * (1 + 100 * float), objectives.join(' '));
        await training.close();
      });

  it('by conjugate gradients come to the minimizer that Cholesky gives', async () => {
    const vectors: Float64Array[] = [];
    for (const steps of [null, 40]) {
      const training = await createLeastSquares(dataOf(cells), { ...options, steps, threads: 1 });
      await stepsOf(training, 1);
      vectors.push(training.vectors().column.factors);
      await training.close();
    }
    assertNear(vectors[1]!, vectors[0]!, 5000 * float);
  });

  it('of counts have the objective that its definition gives, over all cells', async () => {
    const counts = { ...cells, values: cells.values.map((y) => Math.max(0, Math.round(3 * y))) };
    for (const steps of [null, 3]) {
      const training = await createLeastSquares(dataOf(counts), { ...options, confidence: 3, steps, threads: 2 });
      const objective = (await stepsOf(training, 3)).at(-1)!;
      const { row, column } = training.vectors();
      const known = new Map(
        Array.from(counts.values, (r, t) => [counts.rowIndex[t]! * 1000 + counts.columnIndex[t]!, r]),
      );
      let expected = 0;
      for (const x of [...row.factors, ...column.factors]) expected += 0.7 * x * x;
      for (let i = 0; i < counts.rows; i++)
        for (let j = 0; j < counts.columns; j++) {
          let score = 0;
          for (let f = 0; f < 3; f++) score += row.factors[3 * i + f]! * column.factors[3 * j + f]!;
          const r = known.get(i * 1000 + j) ?? 0;
          expected += (1 + 3 * r) * ((r > 0 ? 1 : 0) - score) ** 2;
        }
      // an empty row's zeros cost nothing; the rest is rounded as floats are, over some thousand cells
      assert.ok(Math.abs(objective - expected) < 5000 * float * expected, `${objective} and ${expected}`);
      assert.deepEqual([...row.bias], [...row.bias].fill(0));
      await training.close();
    }
  });
});

describe('A team of threads', () => {
  const options = {
    ...{ rank: 4, regularization: 0.05, pseudoCount: 40, learningRate: 0.2 },
    ...{ epochs: 3, seed: 7, threads: 2 },
  };

  it('stops between two tasks when it is cancelled, and can go on from the same memory', async () => {
    const training = await createDescent(dataOf(cells), options);
    let looks = 0;
    const cancelled = new Error('cancelled');
    await assert.rejects(
      training.step(1, () => {
        if (++looks === 5) throw cancelled;
      }),
      cancelled,
    );
    await training.step(2, nothing);
    await training.close();
  });

  it('says so when a thread is lost', async () => {
    const workers: Worker[] = [];
    const onWorker = (worker: Worker): unknown => workers.push(worker);
    process.on('worker', onWorker);
    const training = await createDescent(dataOf(cells), options);
    process.off('worker', onWorker);
    assert.equal(workers.length, 1);
    await workers[0]!.terminate();
    await assert.rejects(
      async () => {
        for (let step = 1; step < 100; step++) await training.step(step, nothing);
      },
      (error) => error instanceof Fault && error.data.code === 'training-thread-stopped',
    );
    await training.close();
  });
});
