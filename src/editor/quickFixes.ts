import * as vscode from 'vscode';
import { blockAt, cellEdits, fillUpRow } from '../documents';
import { surprising } from '../protocol/analyses';
import type { CellRef } from '../protocol/panel';
import { cellAt, isMissing } from './cells';
import { textOf } from './documentText';
import { fillEdit, offered, writtenValue } from './filling';
import type { Fills } from './fills';
import { isEditable } from './editable';
import { predictionAt } from './lookup';
import { diagnosticSource } from './names';
import { resultsIn } from './results';
import type { Scanner } from './scanner';
import type { Store } from './store';
import { rangeOf } from './textSource';

/**
 * On a missing cell with a prediction: write it in, or write all of them in. On a surprising cell: what was meant. On a
 * short row: fill it up.
 */
export class QuickFixes implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];
  /** The edits of fixes that nobody has chosen yet: they may be very long. */
  private readonly unmade = new WeakMap<vscode.CodeAction, () => vscode.WorkspaceEdit | null>();

  constructor(
    private readonly store: Store,
    private readonly scanner: Scanner,
    private readonly filler: Fills,
  ) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    if (!isEditable(document)) return [];
    const ragged = diagnostics.find(({ source, code }) => source === diagnosticSource && code === 'ragged-row');
    if (ragged !== undefined) return this.fixesOfRow(document, ragged);
    return [...(await this.corrections(document, range)), ...(await this.fills(document, range))];
  }

  resolveCodeAction(action: vscode.CodeAction): vscode.CodeAction {
    const edit = this.unmade.get(action)?.() ?? null;
    if (edit !== null) action.edit = edit;
    return action;
  }

  private async fixesOfRow(document: vscode.TextDocument, ragged: vscode.Diagnostic): Promise<vscode.CodeAction[]> {
    const { version } = document;
    const blocks = await this.scanner.matrices(document);
    if (document.version !== version) return [];
    const start = document.offsetAt(ragged.range.start);
    for (const block of blocks.filter((other) => other.start <= start && start <= other.end)) {
      const problem = block.problems.find((other) => other.code === 'ragged-row' && other.start === start);
      const edit = problem === undefined ? null : fillUpRow(textOf(document), block, problem);
      if (edit === null) continue;
      const action = new vscode.CodeAction('Fill up the row with missing cells', vscode.CodeActionKind.QuickFix);
      action.edit = new vscode.WorkspaceEdit();
      action.edit.replace(document.uri, rangeOf(document, edit), edit.text);
      action.diagnostics = [ragged];
      action.isPreferred = true;
      return [action];
    }
    return [];
  }

  /** On a surprising cell: the number that was probably meant. */
  private async corrections(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
    if (this.store.ofDocument(document.uri.toString()).length === 0) return [];
    const results = await resultsIn(document, this.scanner, this.store);
    const offset = document.offsetAt(range.start);
    for (const { analysis, block } of results?.placed ?? []) {
      const at = cellAt(block, offset);
      const mark = surprising(analysis).find(({ row, column }) => row === at?.row && column === at.column);
      if (results === null || mark === undefined || mark.written.meant === null) continue;
      const [correction] = cellEdits(results.text, block, [{ ...mark, value: mark.written.meant }]);
      if (correction === undefined) continue;
      const action = new vscode.CodeAction(`Replace by ${correction.text.trim()}`, vscode.CodeActionKind.QuickFix);
      action.edit = new vscode.WorkspaceEdit();
      action.edit.replace(document.uri, rangeOf(document, correction), correction.text);
      return [action];
    }
    return [];
  }

  private async fills(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
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
    const { version } = document;
    const edits = await this.filler.edits(results.text, block, placed.analysis);
    const value = writtenValue(edits, block, at);
    if (value === null || document.version !== version) return [];
    this.filler.filled.offer(document.uri.toString(), offered(edits, block, placed.analysis));
    const fix = (title: string, cells: readonly CellRef[] | 'all'): vscode.CodeAction => {
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      this.unmade.set(action, () => (document.version === version ? fillEdit(document, block, edits, cells) : null));
      return action;
    };
    const one = fix(`Fill with ${value}`, [at]);
    one.isPreferred = true;
    const all = edits.size === block.missing ? `all ${edits.size} missing` : `the ${edits.size} determined`;
    return edits.size < 2 ? [one] : [one, fix(`Fill ${all} cells`, 'all')];
  }
}
