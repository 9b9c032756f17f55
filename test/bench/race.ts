import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDescent } from '../../src/kernels';
import type { Observations } from '../../src/matrix/observations';

/** The share of the ratings that nobody is trained on. */
const heldShare = 0.1;
const epochs = 5;
const spread = 1.1;

interface Reached {
  readonly clock: number;
  readonly processor: number;
  readonly rmse: number;
}

/**
 * Prints the time that descent takes to the held-out error that LIBMF comes to in 20 epochs, rank 32, two threads, laying
 * out the ratings counted and their reading not, for both alike; LIBMF's where BENCH_PYTHON has it.
 */
export async function race(cells: Observations): Promise<void> {
  const held = Math.round(heldShare * cells.values.length);
  console.log('| to a held-out error, sgd, rank 32, 2 threads | RMSE | s by the clock | processor s |');
  console.log('| --- | ---: | ---: | ---: |');
  const print = (what: string, { clock, processor, rmse }: Reached): void =>
    console.log(`| ${what} | ${rmse.toFixed(4)} | ${clock.toFixed(2)} | ${processor.toFixed(2)} |`);
  const peer = runLibmf(cells, held);
  if (peer !== null) print('LIBMF, 20 epochs', peer);
  const reached = await descend(cells, held);
  for (const [at, one] of reached.entries()) {
    const isThere = peer !== null && one.rmse <= peer.rmse;
    print(
      `here, epoch ${at + 1} of ${epochs}${isThere ? `: ${(peer.clock / one.clock).toFixed(1)}× by the clock` : ''}`,
      one,
    );
  }
}

/** After each epoch, with the time since the beginning. */
async function descend(cells: Observations, held: number): Promise<Reached[]> {
  const count = cells.values.length - held;
  const part = (from: number, to: number): Observations => ({
    ...cells,
    rowIndex: cells.rowIndex.subarray(from, to),
    columnIndex: cells.columnIndex.subarray(from, to),
    values: cells.values.subarray(from, to),
  });
  const started = performance.now();
  const before = process.cpuUsage();
  const data = {
    ...{ cells: part(0, count), held: part(count, count + held) },
    ...{ standard: { mean: 3.5, spread }, scale: { low: 0.5, high: 5 } },
  };
  const training = await createDescent(data, {
    ...{ rank: 32, regularization: 1, learningRate: 0.3, epochs, seed: 0, threads: 2 },
  });
  const reached: Reached[] = [];
  for (let epoch = 1; epoch <= epochs; epoch++) {
    await training.step(epoch, () => undefined);
    const rmse = spread * Math.sqrt((await training.heldOutSquares(() => undefined)) / held);
    const { user, system } = process.cpuUsage(before);
    reached.push({ clock: (performance.now() - started) / 1000, processor: (user + system) / 1e6, rmse });
  }
  training.close();
  return reached;
}

function runLibmf({ rowIndex, columnIndex, values }: Observations, held: number): Reached | null {
  const python = process.env['BENCH_PYTHON'];
  if (python === undefined) return null;
  const folder = mkdtempSync(join(tmpdir(), 'bench-race-'));
  try {
    writeFileSync(join(folder, 'users'), rowIndex);
    writeFileSync(join(folder, 'items'), columnIndex);
    writeFileSync(join(folder, 'values'), Float32Array.from(values));
    const text = execFileSync(python, [join(__dirname, 'race.py'), folder, String(held)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return JSON.parse(text) as Reached;
  } catch {
    console.log('LIBMF could not be run');
    return null;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
