import * as vscode from 'vscode';
import type { MatrixBlock, Range } from '../matrix/block';
import { textOf } from './documentText';
import { blockTitle } from './labels';
import type { TextSource } from './store';
import { remember } from './tracking';

/** The file's name, or "Untitled-1". */
export function documentName(uri: vscode.Uri): string {
  return uri.path.slice(uri.path.lastIndexOf('/') + 1);
}

/** Matrices of a document as what an analysis is made from. The one at `target` is what it is about. */
export function textSource(
  document: vscode.TextDocument,
  blocks: readonly MatrixBlock[],
  inputs: readonly MatrixBlock[],
  target: number | null,
): TextSource {
  const text = textOf(document);
  const main = inputs[target ?? 0]!;
  const line = document.positionAt(main.start).line + 1;
  return {
    kind: 'text',
    uri: document.uri.toString(),
    document: documentName(document.uri),
    inputs: inputs.map((block) => remember(block, text, blocks)),
    target,
    title: target === null ? inputs.map((block) => blockTitle(block, line)).join(' and ') : blockTitle(main, line),
    line,
  };
}

/** A range of offsets as VS Code counts: by lines and characters. */
export function rangeOf(document: vscode.TextDocument, { start, end }: Range): vscode.Range {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/** Shows a range of a document and selects it, in the editor that already shows it where there is one. */
export async function revealRange(document: vscode.TextDocument, range: Range, preserveFocus: boolean): Promise<void> {
  const uri = document.uri.toString();
  const visible = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri);
  const selection = rangeOf(document, range);
  const editor = await vscode.window.showTextDocument(document, {
    preserveFocus,
    ...(visible?.viewColumn === undefined ? {} : { viewColumn: visible.viewColumn }),
  });
  editor.selection = new vscode.Selection(selection.start, selection.end);
  editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
