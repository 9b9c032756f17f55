import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../src/editor/names';
import { api, lensTitles, note, open, putCursor, resultOf, tidy } from './support';

describe('commands', () => {
  afterEach(tidy);

  it('are all registered', async () => {
    await api();
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      Object.values(commandIds).filter((id) => !registered.has(id)),
      [],
    );
  });

  it('lenses say what each matrix is and offer to act', async () => {
    const titles = await lensTitles(await open(note));
    for (const title of [
      'R · 3×3 · 3 missing',
      'Predict 3 missing',
      'U · 3×2',
      'Factorize',
      'Reconstruct from factors',
    ])
      assert.ok(titles.includes(title), `${title} is among ${titles.join(', ')}`);
    assert.equal(titles.filter((title) => title === 'Reconstruct from factors').length, 1);
  });

  it('a complete matrix is decomposed', async () => {
    const editor = await open(note);
    putCursor(editor, '1.2 & 0.5');
    const { analysis } = await resultOf(editor, commandIds.factorize);
    assert.equal(analysis.kind, 'decompose');
    assert.ok((analysis.diagnostics.relativeResidual ?? 1) < 1e-12);
  });

  it('a matrix with missing cells is completed', async () => {
    const editor = await open(note);
    putCursor(editor, '5 & 3');
    const { analysis } = await resultOf(editor, commandIds.factorize);
    assert.ok(analysis.kind === 'complete');
    assert.deepEqual(
      analysis.predictions.map(({ row, column }) => [row, column]),
      [
        [0, 2],
        [1, 1],
        [2, 0],
      ],
    );
  });

  it('two selected factors are reconstructed, and predict the missing cells', async () => {
    const editor = await open(note);
    const [from, to] = [putCursor(editor, 'U = '), editor.document.lineAt(editor.document.lineCount - 1).range.end];
    editor.selection = new vscode.Selection(from, to);
    const { analysis } = await resultOf(editor, commandIds.reconstruct);
    assert.ok(analysis.kind === 'reconstruct');
    const rounded = analysis.predictions.map(({ row, column, value }) => [row, column, Number(value.toFixed(2))]);
    assert.deepEqual(rounded, [
      [0, 2, 0.77],
      [1, 1, 0.93],
      [2, 0, 0.74],
    ]);
  });

  it('the same document is left as it is by everything but a fill', async () => {
    const editor = await open(note);
    putCursor(editor, '5 & 3');
    await resultOf(editor, commandIds.factorize);
    assert.equal(editor.document.getText(), note);
  });
});
