import * as vscode from 'vscode';
import type { MatrixBlock, Range } from '../../matrix/block';
import { faults } from '../../matrix/faults';
import { readBlockArgument } from '../arguments';
import { matricesMeant, type Meant } from '../choosing';
import { textOf } from '../documentText';
import { blockSummary, blockTitle } from '../labels';
import type { Services } from '../services';

/** The matrices a command is to act on, and the document they are in. */
export interface Target {
  readonly document: vscode.TextDocument;
  /** All matrices of the document. */
  readonly blocks: readonly MatrixBlock[];
  readonly meant: readonly MatrixBlock[];
}

/**
 * What a command means: the matrix its argument names; else what is selected, what the cursor is in, or what the
 * person picks. Null where they pick nothing. Throws where there is no matrix.
 */
export async function findTarget(services: Services, argument: unknown): Promise<Target | null> {
  const named = readBlockArgument(argument);
  if (named !== null) {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(named.uri));
    const blocks = await services.scanner.matrices(document);
    const block = blocks.find(({ start }) => start === named.start);
    // The text has changed since the link was made.
    if (block === undefined) throw faults.noMatrixHere();
    return { document, blocks, meant: [block] };
  }
  const editor = await services.editor.shown();
  if (editor === null) throw faults.noMatrixHere();
  const { document } = editor;
  const { blocks, meant } = await meantIn(services, editor);
  switch (meant.kind) {
    case 'these':
      return { document, blocks, meant: meant.blocks };
    case 'none':
      throw meant.fault;
    case 'one-of': {
      const block = await pickBlock(document, meant.blocks);
      return block === null ? null : { document, blocks, meant: [block] };
    }
  }
}

/** What the cursors and selections of an editor mean, and all matrices of its document, at one version of the text. */
export async function meantIn(
  { scanner }: Services,
  editor: vscode.TextEditor,
): Promise<{ readonly blocks: readonly MatrixBlock[]; readonly meant: Meant }> {
  const { document } = editor;
  for (;;) {
    const { version } = document;
    const selections = selectionsOf(editor);
    const marked = selections.filter(({ start, end }) => start < end);
    const blocks = await scanner.matrices(document);
    const selected = await scanner.selected(document, marked);
    const text = textOf(document);
    const lineOf = (offset: number): number => document.positionAt(offset).line;
    if (document.version === version)
      return { blocks, meant: matricesMeant({ text, blocks, selections, selected, lineOf }) };
  }
}

/** The selections of an editor as offsets; a cursor is an empty one. */
function selectionsOf({ document, selections }: vscode.TextEditor): Range[] {
  return selections.map((selection) => ({
    start: document.offsetAt(selection.start),
    end: document.offsetAt(selection.end),
  }));
}

async function pickBlock(document: vscode.TextDocument, blocks: readonly MatrixBlock[]): Promise<MatrixBlock | null> {
  const items = blocks.map((block) => {
    const line = document.positionAt(block.start).line + 1;
    return {
      label: blockTitle(block, line),
      description: blockSummary({ ...block, name: null }),
      detail: `Line ${line}`,
      block,
    };
  });
  const picked = await vscode.window.showQuickPick(items, { placeHolder: 'Which matrix?' });
  return picked?.block ?? null;
}
