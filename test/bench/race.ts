import { usualEpochs } from '../../src/completion/training/settings';
import { createDescent } from '../../src/kernels';
import { spread, type BenchData } from './works';

/** An epoch's end: seconds since the beginning, the layout of the ratings counted, and the held-out RMSE. */
export interface Reached {
  readonly epoch: number;
  readonly clock: number;
  readonly processor: number;
  readonly rmse: number;
}

/** Descent at rank 32 with two threads, which is raced to the held-out errors that others come to. */
export async function raceToErrors({ data, trained, held }: BenchData): Promise<readonly Reached[]> {
  const epochs = usualEpochs(trained);
  const started = performance.now();
  const before = process.cpuUsage();
  const training = await createDescent(data, {
    ...{ rank: 32, regularization: 1, learningRate: 0.3, epochs, seed: 0, threads: 2 },
  });
  const reached: Reached[] = [];
  for (let epoch = 1; epoch <= epochs; epoch++) {
    await training.step(epoch, () => undefined);
    const rmse = spread * Math.sqrt((await training.heldOutSquares(() => undefined)) / held);
    const { user, system } = process.cpuUsage(before);
    reached.push({ epoch, clock: (performance.now() - started) / 1000, processor: (user + system) / 1e6, rmse });
  }
  await training.close();
  return reached;
}
