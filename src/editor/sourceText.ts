import * as vscode from 'vscode';
import type { MatrixBlock } from '../matrix/block';
import { faults } from '../matrix/faults';
import { textOf } from './documentText';
import { placeInputs } from './lookup';
import type { Scanner } from './scanner';
import type { TextSource } from './store';
import type { Placement } from './tracking';

/** The document of a result as it is now. */
export interface SourceText {
  readonly document: vscode.TextDocument;
  readonly blocks: readonly MatrixBlock[];
  /** Where the result's inputs stand; null for one that is gone. */
  readonly placements: readonly (Placement | null)[];
}

/** Opens the document of a result and finds its matrices again. Throws `document-gone` where it cannot be had. */
export async function openSource(source: TextSource, scanner: Scanner): Promise<SourceText> {
  const document = await openDocument(source);
  const blocks = await scanner.matrices(document);
  return { document, blocks, placements: placeInputs(source.inputs, textOf(document), blocks) };
}

/** The matrix that the cells of a result mean, changed or not. Throws `matrix-gone` where it is no longer there. */
export function targetOf(source: TextSource, { placements }: SourceText): Placement {
  const target = placements[source.target ?? 0] ?? null;
  if (target === null) throw faults.matrixGone(source.title, source.document);
  return target;
}

async function openDocument({ uri, document: name }: TextSource): Promise<vscode.TextDocument> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri);
  if (open !== undefined) return open;
  const address = vscode.Uri.parse(uri);
  // Opening the address of a closed untitled document would make a new, empty one.
  if (address.scheme === 'untitled') throw faults.documentGone(name);
  try {
    return await vscode.workspace.openTextDocument(address);
  } catch {
    throw faults.documentGone(name);
  }
}
