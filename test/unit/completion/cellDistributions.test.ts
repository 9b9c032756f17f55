import { mixtureCells, normalCells, type CellDistributions } from '../../../src/completion/bayes/cellDistributions';
import { assertClose } from './fixtures';

const [mean, deviation] = [2, 0.5];
const alike = Float64Array.of(mean, mean, mean);
const distributions: readonly (readonly [string, CellDistributions])[] = [
  [
    'a normal',
    normalCells(
      () => mean,
      () => deviation ** 2,
    ),
  ],
  [
    'a mixture of normals that are alike',
    mixtureCells(
      () => alike,
      () => new Float64Array(3).fill(deviation),
    ),
  ],
];

describe('What an observation is distributed by', () => {
  for (const [what, cells] of distributions)
    it(`has a density of integral 1 and tails of both sides, by ${what}`, () => {
      const step = deviation / 50;
      const density = (y: number): number => Math.exp(cells.logDensity(0, y));
      let [all, farther] = [0, 0];
      for (let k = -500; k < 500; k++) {
        const y = mean + (k + 0.5) * step;
        all += step * density(y);
        if (Math.abs(y - mean) > 1.5 * deviation) farther += step * density(y);
      }
      assertClose(all, 1, 1e-6);
      assertClose(cells.tail(0, mean), 1, 1e-6);
      assertClose(cells.tail(0, mean + 1.5 * deviation), farther, 1e-4);
      assertClose(cells.tail(0, mean - 1.5 * deviation), farther, 1e-4);
    });
});
