import type { Matrix } from '../../matrix/dense';
import type { Frame } from '../../protocol/frames';
import type { Analysis, Factor } from '../../protocol/results';
import type { Cells } from '../cells/cells';
import { ComputedCells } from '../cells/computed';
import { GivenCells } from '../cells/given';
import { factorSum, sumAt } from './factorSum';

/** A frame as grids show it. */
export interface Scene extends Pick<Frame, 'iteration' | 'objective'> {
  /** In the order of the analysis' factors. */
  readonly factors: readonly Cells[];
  /** What the factors add up to; null where they are no sum. */
  readonly product: Cells | null;
}

export async function scenesOf(analysis: Analysis, frames: readonly Frame[]): Promise<readonly Scene[]> {
  return Promise.all(
    frames.map(async ({ iteration, objective, factors }) => {
      const at = (factor: Factor): Matrix => ({
        rows: factor.rows,
        columns: factor.columns,
        values: factors[analysis.factors.indexOf(factor)] ?? factor.values,
      });
      const sum = await factorSum(analysis, (factor) => Promise.resolve(at(factor)));
      return {
        iteration,
        objective,
        factors: analysis.factors.map((factor) => new GivenCells(at(factor))),
        product: sum && new ComputedCells(sum.row.rows, sum.column.rows, (i, j) => sumAt(sum, i, j, sum.row.columns)),
      };
    }),
  );
}

/** A few of a list, evenly, with its first and its last. */
export function sampleOf<T>(all: readonly T[], most: number): readonly T[] {
  if (all.length <= most) return all;
  return Array.from({ length: most }, (_, i) => all[Math.round((i * (all.length - 1)) / (most - 1))]!);
}
