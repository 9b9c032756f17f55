import * as vscode from 'vscode';
import { blockAt } from '../../documents';
import { matrixOf, type Format } from '../../matrix/block';
import type { LabelledMatrix } from '../../matrix/dense';
import { faults } from '../../matrix/faults';
import { matricesOf, matrixOfAnalysis } from '../analysisMatrices';
import { readTreeNode } from '../arguments';
import { pickFormat } from '../formatChoice';
import { blockTitle } from '../labels';
import { insertMatrixText } from '../matrixTexts';
import type { Services } from '../services';
import { printForUse } from '../printing';

/** Copy Matrix As…: a result's matrix, or the one at the cursor, in any format. */
export async function copyMatrix(services: Services, argument: unknown): Promise<void> {
  const chosen = await chooseText(services, argument, 'Copy as…');
  if (chosen === null) return;
  await vscode.env.clipboard.writeText(chosen.text);
  vscode.window.setStatusBarMessage('Matrix copied', 3000);
}

/** Insert Matrix…: the same, at the cursor. */
export async function insertMatrix(services: Services, argument: unknown): Promise<void> {
  if (services.editor.current() === null) throw faults.noEditor();
  const chosen = await chooseText(services, argument, 'Insert as…');
  if (chosen !== null) await insertMatrixText(services.editor, chosen.text, chosen.format);
}

interface PrintedMatrix {
  readonly text: string;
  readonly format: Format;
}

async function chooseText(services: Services, argument: unknown, prompt: string): Promise<PrintedMatrix | null> {
  const matrix = await chooseMatrix(services, argument);
  if (matrix === null) return null;
  const format = await pickFormat(services.memory, prompt);
  const scope = services.editor.current()?.document.uri ?? null;
  return format === null ? null : { text: printForUse(matrix, format, scope), format };
}

async function chooseMatrix(services: Services, argument: unknown): Promise<LabelledMatrix | null> {
  const node = readTreeNode(argument);
  const named = node === null || node.node === 'document' ? null : services.store.get(node.id);
  if (named !== null && node?.node === 'matrix') return matrixOfAnalysis(named.analysis, node.matrix);
  const entry = named ?? services.panel.entry() ?? services.store.all().at(-1) ?? null;
  const atCursor = named === null ? await matrixAtCursor(services) : [];
  const ofResult =
    entry === null
      ? []
      : matricesOf(entry.analysis).map(({ ref, title, detail }) => ({
          label: title,
          description: `${entry.source.title} · ${detail}`,
          matrix: matrixOfAnalysis(entry.analysis, ref),
        }));
  const items = [...atCursor, ...ofResult];
  if (items.length === 0) throw faults.noResults();
  const picked = await vscode.window.showQuickPick(items, { placeHolder: 'Which matrix?' });
  return picked?.matrix ?? null;
}

async function matrixAtCursor({
  editor,
  scanner,
}: Services): Promise<{ label: string; description: string; matrix: LabelledMatrix }[]> {
  const current = editor.current();
  if (current === null) return [];
  const { document, selection } = current;
  const blocks = await scanner.matrices(document);
  const block = blockAt(blocks, document.offsetAt(selection.active));
  if (block === null || block.problems.length > 0) return [];
  const label = blockTitle(block, document.positionAt(block.start).line + 1);
  return [{ label, description: 'as it stands in the text', matrix: matrixOf(block) }];
}
