import * as vscode from 'vscode';
import type { MatrixBlock } from '../../matrix/block';
import { faults } from '../../matrix/faults';
import { refuseProblems } from '../analyse';
import { readBlockArgument, readOther } from '../arguments';
import { blockTitle } from '../labels';
import { allPairs, asFactors, knownFor, namedPair, type FactorPair } from '../pairs';
import { reconstructionRequest } from '../requests';
import type { Services } from '../services';
import { textSource } from '../textSource';
import { meantIn } from './target';

/** Reconstruct from Factors: UVᵀ from two matrices of the text, and the missing cells of a third with it. */
export async function reconstruct(services: Services, argument: unknown): Promise<void> {
  const named = readBlockArgument(argument);
  const document =
    named === null
      ? services.editor.current()?.document
      : await vscode.workspace.openTextDocument(vscode.Uri.parse(named.uri));
  if (document === undefined) throw faults.noFactorPair();
  const blocks = await services.scanner.matrices(document);
  const pair = await findPair(services, document, blocks, named?.start ?? null, readOther(argument));
  if (pair === null) return;
  const known = knownFor(pair, blocks);
  const inputs = known === null ? [pair.row, pair.column] : [pair.row, pair.column, known];
  const source = textSource(document, blocks, inputs, known === null ? null : 2);
  await services.runner.run(source, reconstructionRequest(pair, known), { replaces: null, shown: true });
}

async function findPair(
  services: Services,
  document: vscode.TextDocument,
  blocks: readonly MatrixBlock[],
  first: number | null,
  second: number | null,
): Promise<FactorPair | null> {
  const [row, column] = [first, second].map((start) => blocks.find((block) => block.start === start));
  if (row !== undefined && column !== undefined) return fitting(document, row, column);
  const editor = services.editor.current();
  if (editor !== null && editor.document === document) {
    const { meant } = await meantIn(services, editor);
    if (meant.kind === 'these') {
      const [one, other] = meant.blocks;
      if (one !== undefined && other !== undefined) return namedPair(meant.blocks) ?? fitting(document, one, other);
    }
  }
  return pickPair(document, blocks);
}

/** The two as factors in this order or the other; throws what keeps them from being that. */
async function fitting(document: vscode.TextDocument, row: MatrixBlock, column: MatrixBlock): Promise<FactorPair> {
  await refuseProblems(document, row);
  await refuseProblems(document, column);
  const pair = asFactors(row, column);
  if (pair !== null) return pair;
  if (row.missing + column.missing > 0) throw faults.noFactorPair();
  throw faults.factorsDoNotFit(row.name ?? 'The first', row.columns, column.name ?? 'the second', column.columns);
}

async function pickPair(document: vscode.TextDocument, blocks: readonly MatrixBlock[]): Promise<FactorPair | null> {
  const pairs = allPairs(blocks);
  if (pairs.length === 0) throw faults.noFactorPair();
  const title = (block: MatrixBlock): string => blockTitle(block, document.positionAt(block.start).line + 1);
  const items = pairs.map((pair) => {
    const known = knownFor(pair, blocks);
    return {
      label: `${title(pair.row)} and ${title(pair.column)}`,
      description: `${pair.row.rows}×${pair.row.columns} and ${pair.column.rows}×${pair.column.columns}`,
      ...(known === null ? {} : { detail: `Predicts the missing cells of ${title(known)}` }),
      pair,
    };
  });
  const picked = await vscode.window.showQuickPick(items, { placeHolder: 'Row factors and column factors' });
  return picked?.pair ?? null;
}
