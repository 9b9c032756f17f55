import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../src/editor/names';
import { api, eventually, hints, hoverAt, note, open, putCursor, resultOf, tidy } from './support';

async function replace(editor: vscode.TextEditor, text: string, by: string): Promise<void> {
  const at = editor.document.getText().indexOf(text);
  const range = new vscode.Range(editor.document.positionAt(at), editor.document.positionAt(at + text.length));
  assert.ok(await editor.edit((edit) => edit.replace(range, by)));
}

function recompute(value: boolean): Thenable<void> {
  return vscode.workspace.getConfiguration('factorize').update('recompute', value, vscode.ConfigurationTarget.Global);
}

describe('results follow the text', () => {
  afterEach(async () => {
    await recompute(true);
    await tidy();
  });

  it('moving the matrix and spacing it otherwise leaves its ghosts, at their cells', async () => {
    const editor = await open(note);
    putCursor(editor, '5 & 3');
    await resultOf(editor, commandIds.factorize);
    const before = await hints(editor);
    await replace(editor, '$$', 'A line before.\n\n$$');
    await replace(editor, '5 & 3', '5  &   3');
    assert.deepEqual(await hints(editor), before);
  });

  it('a changed value makes it stale, without ghosts; undo makes it fresh', async () => {
    await recompute(false);
    const { store } = await api();
    const editor = await open(note);
    putCursor(editor, '5 & 3');
    const { id } = await resultOf(editor, commandIds.factorize);
    await replace(editor, '5 & 3', '1 & 3');
    assert.deepEqual(await hints(editor), []);
    await eventually('the result to be stale', () => (store.get(id)?.stale === true ? true : null));
    await vscode.commands.executeCommand('undo');
    await eventually('the result to be fresh', () => (store.get(id)?.stale === false ? true : null));
    assert.equal((await hints(editor)).length, 3);
  });

  it('a typed value moves the predictions of its row at once, said to be so far, and all of them after the pause', async () => {
    const { store } = await api();
    const editor = await open(note);
    putCursor(editor, '5 & 3');
    const before = await resultOf(editor, commandIds.factorize);
    await replace(editor, '5 & 3', '1 & 3');
    const soFar = await eventually('predictions so far', () => store.get(before.id)?.soFar);
    assert.deepEqual(soFar.analysis.predictions.map((prediction) => prediction.soFar).sort(), [
      'before-edit',
      'before-edit',
      'folded-in',
    ]);
    const shown = await hints(editor);
    const hover = await hoverAt(editor, putCursor(editor, '? \\\\'));
    const after = await eventually('a new analysis', () => {
      const entry = store.get(before.id);
      return entry !== null && entry.analysis !== before.analysis && !entry.stale ? entry : null;
    });
    assert.equal(shown.filter((label) => label.endsWith(' so far')).length, 3, shown.join(', '));
    assert.match(hover, /Row 1, column 3: [\d.]+\*\* so far/);
    assert.equal(after.soFar, undefined);
    assert.ok((await hints(editor)).every((label) => !label.includes('so far')));
  });

  it('the panel turns to the result of a matrix that the cursor comes to, unless told to stay', async () => {
    const { panel } = await api();
    const following = (value: boolean | undefined): Thenable<void> =>
      vscode.workspace
        .getConfiguration('factorize')
        .update('panel.followCursor', value, vscode.ConfigurationTarget.Global);
    const shows = (title: string): Promise<unknown> =>
      eventually(`the panel to show ${title}`, () => panel.entry()?.source.title === title || null);
    const editor = await open(note);
    putCursor(editor, '5 & 3');
    await resultOf(editor, commandIds.factorize);
    putCursor(editor, '1.2');
    await resultOf(editor, commandIds.factorize);
    await shows('U');
    putCursor(editor, '4 & ?');
    await shows('R');
    // V has no result: nothing else is shown, and nothing is computed unasked.
    putCursor(editor, '1.5');
    putCursor(editor, '1.2');
    await shows('U');
    await following(false);
    putCursor(editor, '4 & ?');
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(panel.entry()?.source.title, 'U');
    await following(undefined);
  });

  it('a small matrix is computed again after a pause, in the place of the old result', async () => {
    const { store } = await api();
    const editor = await open(note);
    putCursor(editor, '5 & 3');
    const before = await resultOf(editor, commandIds.factorize);
    await replace(editor, '5 & 3', '1 & 3');
    const after = await eventually('a new analysis', () => {
      const entry = store.get(before.id);
      return entry !== null && entry.analysis !== before.analysis && !entry.stale ? entry : null;
    });
    assert.ok(after.analysis.kind === 'complete');
    assert.equal(after.analysis.request.matrix.values[0], 1);
    assert.equal((await hints(editor)).length, 3);
  });
});
