import * as vscode from 'vscode';
import { blockAt } from '../documents';
import { cellAt, isMissing } from './cells';
import { fillEdit, writtenValues } from './filling';
import { predictionAt } from './lookup';
import { resultsIn } from './results';
import type { Scanner } from './scanner';
import type { Store } from './store';

/** On a missing cell with a prediction: write it in, or write all of them in. */
export class QuickFixes implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];

  constructor(
    private readonly store: Store,
    private readonly scanner: Scanner,
  ) {}

  async provideCodeActions(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
    if (this.store.ofDocument(document.uri.toString()).length === 0) return [];
    const results = await resultsIn(document, this.scanner, this.store);
    const offset = document.offsetAt(range.start);
    const block = results === null ? null : blockAt(results.blocks, offset);
    const at = block === null ? null : cellAt(block, offset);
    if (results === null || block === null || at === null || !isMissing(block, at)) return [];
    const placed = results.placed.find(
      (result) =>
        result.block.start === block.start &&
        result.block.end === block.end &&
        predictionAt(result.analysis, at) !== null,
    );
    if (placed === undefined) return [];
    const { analysis } = placed;
    const value = writtenValues(results.text, block, analysis).get(
      block.cellStarts[at.row * block.columns + at.column]!,
    );
    if (value === undefined) return [];
    const fix = (title: string, edit: vscode.WorkspaceEdit, preferred: boolean): vscode.CodeAction => {
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.edit = edit;
      action.isPreferred = preferred;
      return action;
    };
    return [
      fix(`Fill with ${value}`, fillEdit(document, block, analysis, [at]), true),
      ...(block.missing < 2
        ? []
        : [fix(`Fill all ${block.missing} missing cells`, fillEdit(document, block, analysis, 'all'), false)]),
    ];
  }
}
