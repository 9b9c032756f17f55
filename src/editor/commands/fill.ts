import * as vscode from 'vscode';
import { faults } from '../../matrix/faults';
import type { MatrixBlock } from '../../matrix/block';
import { determined, predictionsOf } from '../../protocol/analyses';
import type { CellRef } from '../../protocol/panel';
import { isWithin, reachOf, reachText } from '../../protocol/prediction';
import { counted } from '../../protocol/quantities';
import type { Prediction } from '../../protocol/results';
import { analyse } from '../analyse';
import { readBlockArgument, readCell, readReach } from '../arguments';
import { cellAt, isMissing } from '../cells';
import { fill } from '../filling';
import type { Placed } from '../lookup';
import { cellName } from '../hoverText';
import { resultsIn } from '../results';
import type { Services } from '../services';
import { documentName } from '../textSource';
import { findTarget, type Target } from './target';

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
  const placed = await predicted(services, target, block);
  await fill(services.fills, document, placed.block, placed.analysis, cells);
}

/** Fill Only Those Within ±x: writes the predictions whose intervals reach no further than x from their values. */
export async function fillWithin(services: Services, argument: unknown): Promise<void> {
  const target = await findTarget(services, argument);
  const block = target?.meant[0];
  if (target === null || block === undefined) return;
  if (block.missing === 0 && block.problems.length === 0) throw faults.noMissingCellHere();
  const { version } = target.document;
  const placed = await predicted(services, target, block);
  const all = determined(predictionsOf(placed.analysis));
  if (all.every((one) => reachOf(one) === null)) throw faults.noIntervals();
  const most = readReach(argument) ?? (await askReach(all));
  if (most === null) return;
  const cells = within(all, most);
  if (cells.length === 0) throw faults.noneWithin(most);
  // The text may have changed while the person was asked.
  if (target.document.version !== version)
    throw faults.matrixGone(block.name ?? 'The matrix', documentName(target.document.uri));
  await fill(services.fills, target.document, placed.block, placed.analysis, cells);
}

/** Asks for x, and says meanwhile how many cells it would fill. Null where the person leaves. */
async function askReach(all: readonly Prediction[]): Promise<number | null> {
  const reaches = all.flatMap((one) => reachOf(one) ?? []).sort((a, b) => a - b);
  const answer = await vscode.window.showInputBox({
    title: 'Fill only those within ±x',
    prompt: `Intervals here reach from ${reachText(reaches[0]!)} to ${reachText(reaches.at(-1)!)}.`,
    value: reachText(reaches[reaches.length >> 1]!),
    validateInput: (text) => {
      const most = readNumber(text);
      if (most === null) return 'A number, 0 or more.';
      const message = `Fills ${within(all, most).length} of ${counted(all.length, 'predicted cell')}.`;
      return { message, severity: vscode.InputBoxValidationSeverity.Info };
    },
  });
  return answer === undefined ? null : readNumber(answer);
}

function readNumber(text: string): number | null {
  const digits = text.trim().replace(/^±\s*/, '');
  const number = Number(digits);
  return digits !== '' && number >= 0 ? number : null;
}

function within(all: readonly Prediction[], most: number): readonly Prediction[] {
  return all.filter((one) => isWithin(one, most));
}

/** The predictions of a matrix, made now where they are not there. */
async function predicted(services: Services, { document, blocks }: Target, block: MatrixBlock): Promise<Placed> {
  if ((await predictionsFor(services, document, block)) === null)
    await analyse(services.runner, document, blocks, block);
  const placed = await predictionsFor(services, document, block);
  // The text changed while the predictions were made.
  if (placed === null) throw faults.matrixGone(block.name ?? 'The matrix', documentName(document.uri));
  return placed;
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
