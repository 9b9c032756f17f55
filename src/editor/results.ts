import type * as vscode from 'vscode';
import type { MatrixBlock } from '../matrix/block';
import { textOf } from './documentText';
import { isDocument } from './languages';
import { placedResults, placedSoFar, type Placed } from './lookup';
import type { Scanner } from './scanner';
import type { Store } from './store';

/** What is known of a document at this version: its matrices, and the results that hold for them. */
export interface DocumentResults {
  readonly text: string;
  readonly blocks: readonly MatrixBlock[];
  readonly placed: readonly Placed[];
  /** What was predicted of matrices edited since, until they are computed again. */
  readonly soFar: readonly Placed[];
}

/** Null where nothing can be said: no document of a person's, or the text has changed meanwhile. */
export async function resultsIn(
  document: vscode.TextDocument,
  scanner: Scanner,
  store: Store,
): Promise<DocumentResults | null> {
  if (!isDocument(document)) return null;
  const version = document.version;
  const blocks = await scanner.matrices(document);
  if (document.version !== version) return null;
  const text = textOf(document);
  const entries = store.ofDocument(document.uri.toString());
  return { text, blocks, placed: placedResults(entries, text, blocks), soFar: placedSoFar(entries, text, blocks) };
}
