import * as vscode from 'vscode';
import { faults } from '../../matrix/faults';
import type { MatrixBlock } from '../../matrix/block';
import { predictionsOf } from '../../protocol/analyses';
import type { CellRef } from '../../protocol/panel';
import { analyse } from '../analyse';
import { readBlockArgument, readCell } from '../arguments';
import { cellAt, isMissing } from '../cells';
import { fill } from '../filling';
import type { Placed } from '../lookup';
import { cellName } from '../hoverText';
import { resultsIn } from '../results';
import type { Services } from '../services';
import { findTarget } from './target';

/** Fill Missing Cells: writes predictions into the text, all or the one at the cursor; predicts them first where they are not. */
export async function fillMissing(services: Services, argument: unknown): Promise<void> {
  const target = await findTarget(services, argument);
  const block = target?.meant[0];
  if (target === null || block === undefined) return;
  const { document } = target;
  if (block.missing === 0 && block.problems.length === 0) throw faults.noMissingCellHere();
  const fromLink = readBlockArgument(argument) !== null;
  const cells = fromLink ? linkedCells(argument) : await askWhich(services, document, block);
  if (cells === null) return;
  if ((await predictionsFor(services, document, block)) === null)
    await analyse(services.runner, document, target.blocks, block);
  const placed = await predictionsFor(services, document, block);
  // The text changed while the predictions were made.
  if (placed === null) throw faults.matrixGone(block.name ?? 'The matrix', document.fileName);
  await fill(services.fills, document, placed.block, placed.analysis, cells);
}

function linkedCells(argument: unknown): readonly CellRef[] | 'all' {
  const cell = readCell(argument);
  return cell === null ? 'all' : [cell];
}

async function askWhich(
  { editor }: Services,
  document: vscode.TextDocument,
  block: MatrixBlock,
): Promise<readonly CellRef[] | 'all' | null> {
  const current = editor.current();
  const at = current?.document === document ? cellAt(block, document.offsetAt(current.selection.active)) : null;
  if (at === null || !isMissing(block, at) || block.missing < 2) return 'all';
  const one = { label: 'This cell', description: cellName(at), cells: [at] };
  const all = { label: `All ${block.missing} missing cells`, cells: 'all' as const };
  const picked = await vscode.window.showQuickPick<typeof one | typeof all>([one, all], { placeHolder: 'Fill…' });
  return picked?.cells ?? null;
}

async function predictionsFor(
  { scanner, store }: Services,
  document: vscode.TextDocument,
  block: MatrixBlock,
): Promise<Placed | null> {
  const results = await resultsIn(document, scanner, store);
  return (
    results?.placed.find(
      ({ block: { start }, analysis }) => start === block.start && predictionsOf(analysis).length > 0,
    ) ?? null
  );
}
