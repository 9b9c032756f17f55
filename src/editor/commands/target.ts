import * as vscode from 'vscode';
import { readSelection } from '../../documents';
import type { MatrixBlock } from '../../matrix/block';
import { faults } from '../../matrix/faults';
import { readBlockArgument } from '../arguments';
import { matricesMeant } from '../choosing';
import { blockSummary, blockTitle } from '../labels';
import { languageOf } from '../languages';
import type { Services } from '../services';
import { readOptions } from '../settings';

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
  const editor = services.editor.current();
  if (editor === null) throw faults.noMatrixHere();
  const { document } = editor;
  const blocks = await services.scanner.matrices(document);
  const meant = matricesMeant({
    blocks,
    selections: selectionsOf(editor),
    lineOf: (offset) => document.positionAt(offset).line,
    read: (selection) => readSelection(document.getText(), selection, readingOptions(document)),
  });
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

/** The selections of an editor as offsets; a cursor is an empty one. */
export function selectionsOf({ document, selections }: vscode.TextEditor): { start: number; end: number }[] {
  return selections.map((selection) => ({
    start: document.offsetAt(selection.start),
    end: document.offsetAt(selection.end),
  }));
}

/** How the readers are to read a document. */
export function readingOptions(document: vscode.TextDocument): { language: string; missingMarks: readonly string[] } {
  const { missingMarks } = readOptions(document.uri);
  return { language: languageOf(document.languageId, document.uri.path), missingMarks };
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
