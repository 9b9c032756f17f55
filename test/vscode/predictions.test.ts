import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../src/editor/names';
import { reachOf } from '../../src/protocol/prediction';
import { eventually, faultsOf, hints, hoverAt, note, open, putCursor, resultOf, tidy } from './support';

async function fixesAt(editor: vscode.TextEditor, position: vscode.Position): Promise<vscode.CodeAction[]> {
  const range = new vscode.Range(position, position);
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    editor.document.uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
    10,
  );
}

describe('predictions in the text', () => {
  afterEach(tidy);

  it('each missing cell has its ghost value', async () => {
    const editor = await open(note);
    putCursor(editor, '5 & 3');
    await resultOf(editor, commandIds.factorize);
    const shown = await hints(editor);
    assert.equal(shown.length, 3);
    for (const label of shown) assert.match(label, /^-?\d+\.\d+/);
  });

  it('a hover shows the sum that the note does by hand', async () => {
    const editor = await open(note);
    editor.selection = new vscode.Selection(
      putCursor(editor, 'U = '),
      new vscode.Position(editor.document.lineCount, 0),
    );
    await resultOf(editor, commandIds.reconstruct);
    const text = await hoverAt(editor, putCursor(editor, '? \\\\'));
    assert.ok(text.includes('`1.2·0.1 + 0.5·1.3 = 0.77`'), text);
  });

  it('a hover predicts before anything was run, and keeps no result', async () => {
    const editor = await open(note);
    const text = await hoverAt(editor, putCursor(editor, '? \\\\'));
    assert.match(text, /Row 1, column 3: -?[\d.]+/);
    assert.match(text, /= /);
    assert.deepEqual(await hints(editor), []);
  });

  it('a hover on a known cell tells its reconstruction and residual', async () => {
    const editor = await open(note);
    const position = putCursor(editor, '5 & 3');
    await resultOf(editor, commandIds.factorize);
    assert.match(await hoverAt(editor, position), /Reconstructed .*residual/);
  });

  it('a quick fix fills a cell, another all of them, each undone in one step', async () => {
    const editor = await open(note);
    const position = putCursor(editor, '? \\\\');
    await resultOf(editor, commandIds.factorize);
    const fixes = await fixesAt(editor, position);
    const [one, all] = [/^Fill with /, /^Fill all 3 missing cells$/].map((title) =>
      fixes.find((fix) => title.test(fix.title)),
    );
    assert.ok(one?.edit && all?.edit, fixes.map(({ title }) => title).join(', '));
    for (const [edit, left] of [
      [one.edit, 2],
      [all.edit, 0],
    ] as const) {
      assert.ok(await vscode.workspace.applyEdit(edit));
      assert.equal(editor.document.getText().split('?').length - 1, left);
      await vscode.window.showTextDocument(editor.document);
      await vscode.commands.executeCommand('undo');
      await eventually('the text to be as before', () => (editor.document.getText() === note ? true : null));
    }
  });

  it('the fill command writes what its link names', async () => {
    const editor = await open(note);
    putCursor(editor, '5 & 3');
    const { source } = await resultOf(editor, commandIds.factorize);
    assert.ok(source.kind === 'text');
    const start = source.inputs[0]!.block.start;
    const uri = editor.document.uri.toString();
    await vscode.commands.executeCommand(commandIds.fill, { uri, start, row: 0, column: 2 });
    assert.match(editor.document.getText(), /5 & 3 & -?\d+\.\d+ \\\\/);
    assert.equal(editor.document.getText().split('?').length - 1, 2);
  });

  it('those within ±x alone are filled, undone in one step', async () => {
    const editor = await open(note);
    putCursor(editor, '5 & 3');
    const { source, analysis } = await resultOf(editor, commandIds.factorize);
    assert.ok(source.kind === 'text' && analysis.kind === 'complete');
    const reaches = analysis.predictions.map((prediction) => reachOf(prediction) ?? Number.NaN).sort((a, b) => a - b);
    const argument = { uri: editor.document.uri.toString(), start: source.inputs[0]!.block.start };
    const narrower = await faultsOf(commandIds.fillWithin, { ...argument, within: reaches[0]! / 2 });
    assert.deepEqual(
      narrower.map(({ code }) => code),
      ['none-within'],
    );
    assert.equal(editor.document.getText(), note);
    await vscode.commands.executeCommand(commandIds.fillWithin, { ...argument, within: reaches[1]! });
    assert.ok(reaches[1]! < reaches[2]!);
    assert.equal(editor.document.getText().split('?').length - 1, 1);
    await vscode.window.showTextDocument(editor.document);
    await vscode.commands.executeCommand('undo');
    await eventually('the text to be as before', () => (editor.document.getText() === note ? true : null));
  });

  it('a cell that nothing determines has no number, but a reason, and is not filled', async () => {
    const rows = ['1 & 2 & ? & ?', '3 & 5 & ? & ?', '? & ? & 5 & 6', '? & ? & 7 & 9'];
    const text = `$$\n\\begin{bmatrix}\n${rows.join(' \\\\\n')}\n\\end{bmatrix}\n$$\n`;
    const editor = await open(text);
    const position = putCursor(editor, '?');
    const { source } = await resultOf(editor, commandIds.factorize);
    assert.ok(source.kind === 'text');
    assert.deepEqual(
      await hints(editor),
      Array.from({ length: 8 }, () => '±∞'),
    );
    const hover = await hoverAt(editor, position);
    assert.match(hover, /Row 1, column 3: \?\*\* · the known cells do not determine it/);
    assert.ok(!hover.includes(commandIds.fill), hover);
    const start = source.inputs[0]!.block.start;
    const told = await faultsOf(commandIds.fill, { uri: editor.document.uri.toString(), start });
    assert.deepEqual(
      told.map(({ code }) => code),
      ['nothing-determined'],
    );
    assert.equal(editor.document.getText(), text);
  });
});
