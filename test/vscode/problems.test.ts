import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds, diagnosticSource } from '../../src/editor/names';
import { api, eventually, lensTitles, open, putCursor, tidy } from './support';

const ragged = ['$$', 'R = \\begin{bmatrix} 5 & 3 & 1 \\\\ 4 & 1 \\\\ 2 & 2 & 5 \\end{bmatrix}', '$$', ''].join('\n');

describe('what cannot be used', () => {
  afterEach(tidy);

  it('a ragged row is underlined as an error and named in the lens', async () => {
    const editor = await open(ragged);
    const found = await eventually('a diagnostic', () => {
      const all = vscode.languages.getDiagnostics(editor.document.uri);
      return all.find(({ source }) => source === diagnosticSource) ?? null;
    });
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    assert.match(found.message, /[Rr]ow 2/);
    assert.ok((await lensTitles(editor)).some((title) => /^R · row 2/.test(title)));
  });

  it('a ragged row is filled up with a missing mark by its quick fix', async () => {
    const editor = await open(ragged);
    const found = await eventually('a diagnostic', () => vscode.languages.getDiagnostics(editor.document.uri)[0]);
    const fixes = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      editor.document.uri,
      found.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const fix = fixes.find(({ title }) => title === 'Fill up the row with missing cells');
    assert.ok(fix?.edit, fixes.map(({ title }) => title).join(', '));
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.equal(editor.document.getText(), ragged.replace('4 & 1', '4 & 1 & ?'));
  });

  it('its diagnostics go when it is mended', async () => {
    const editor = await open(ragged);
    const ours = (): vscode.Diagnostic[] =>
      vscode.languages.getDiagnostics(editor.document.uri).filter(({ source }) => source === diagnosticSource);
    await eventually('a diagnostic', () => (ours().length > 0 ? true : null));
    const at = putCursor(editor, '4 & 1 \\\\').translate(0, 5);
    await editor.edit((edit) => edit.insert(at, ' & 2'));
    await eventually('no diagnostic', () => (ours().length === 0 ? true : null));
  });

  it('Factorize on it selects the place, adds no result and changes no text', async () => {
    const { store } = await api();
    const editor = await open(ragged);
    putCursor(editor, '5 & 3');
    await vscode.commands.executeCommand(commandIds.factorize);
    assert.deepEqual(store.all(), []);
    assert.equal(editor.document.getText(), ragged);
    const shown = vscode.window.activeTextEditor;
    const problem = await eventually('a diagnostic', () => vscode.languages.getDiagnostics(editor.document.uri)[0]);
    assert.ok(shown?.selection.isEqual(problem.range));
  });

  it('Factorize where there is no matrix adds no result', async () => {
    const { store } = await api();
    await open('Nothing here.\n');
    await vscode.commands.executeCommand(commandIds.factorize);
    assert.deepEqual(store.all(), []);
  });
});
