import type { MatrixBlock } from '../matrix/block';
import { formatNumber } from '../protocol/numbers';
import { formatCount } from '../protocol/quantities';
import type { Analysis } from '../protocol/results';
import { listsRatings } from './ratingsBlocks';

/** "R", or "Matrix at line 12". Lines count from 1. */
export function blockTitle(block: MatrixBlock, line: number): string {
  return block.name ?? `Matrix at line ${line}`;
}

/** "R · 3×3 · 3 missing", "Ratings · 7,572 lines"; the first problem instead of the counts where there is one. */
export function blockSummary(block: MatrixBlock): string {
  const name = block.name === null ? [] : [block.name];
  const problem = block.problems[0];
  if (problem !== undefined) return [...name, firstToLower(problem.message, block.name !== null)].join(' · ');
  if (listsRatings(block)) return [...name, 'Ratings', `${formatCount(block.rows)} lines`].join(' · ');
  const shape = `${block.rows}×${block.columns}`;
  const missing = block.missing > 0 ? [`${isAllMissing(block) ? 'all' : formatCount(block.missing)} missing`] : [];
  const kind = block.imaginary === null ? [] : ['complex'];
  return [...name, shape, ...kind, ...missing].join(' · ');
}

/** Whether no cell is known: nothing can be predicted then. */
export function isAllMissing({ missing, rows, columns }: MatrixBlock): boolean {
  return missing > 0 && missing === rows * columns;
}

/** What the lens offers to do: predict where cells are missing, factorize where none is. */
export function actionTitle(block: MatrixBlock): string {
  return block.missing > 0 ? `Predict ${formatCount(block.missing)} missing` : 'Factorize';
}

/** How good it is, in few words; held-out error before the error on what was seen. */
export function qualitySummary(analysis: Analysis): string {
  if ((analysis.kind === 'complete' || analysis.kind === 'train') && analysis.heldOut !== null)
    return `held-out RMSE ${formatNumber(analysis.heldOut.rmse, 3)}`;
  const { relativeResidual } = analysis.diagnostics;
  return relativeResidual === null ? '' : `residual ${formatNumber(relativeResidual, 2)}`;
}

function firstToLower(sentence: string, lower: boolean): string {
  return lower ? sentence.charAt(0).toLowerCase() + sentence.slice(1) : sentence;
}
