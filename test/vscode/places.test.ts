import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../src/editor/names';
import { eventually, note, open, putCursor, resultOf, tidy } from './support';

/** The editors beside the text that are ours. */
const panels = (): vscode.Tab[] =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith('factorize.panel'));

const placeSetting = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('factorize.panel');

describe('the place of the panel', () => {
  afterEach(async () => {
    await placeSetting().update('place', undefined, vscode.ConfigurationTarget.Global);
    await tidy();
  });

  it('is one at a time: it moves into the side bar, stays there for the next result, and comes back', async () => {
    const editor = await open(note);
    putCursor(editor, '5 & 3');
    await resultOf(editor, commandIds.factorize);
    await eventually('the panel beside the text', () => panels()[0]);

    await vscode.commands.executeCommand(commandIds.showInSideBar);
    assert.equal(placeSetting().get('place'), 'sideBar');
    // It closes when the view stands.
    await eventually('no panel beside the text', () => panels().length === 0 || null);
    putCursor(editor, '1.2 & 0.5');
    await resultOf(editor, commandIds.factorize);
    assert.equal(panels().length, 0);

    await vscode.commands.executeCommand(commandIds.showBeside);
    assert.equal(placeSetting().get('place'), 'beside');
    await eventually('the panel beside the text again', () => (panels().length === 1 ? panels()[0] : null));
  });

  it('is as a setting says that was changed by hand', async () => {
    const editor = await open(note);
    putCursor(editor, '5 & 3');
    await resultOf(editor, commandIds.factorize);
    await eventually('the panel beside the text', () => panels()[0]);
    await placeSetting().update('place', 'sideBar', vscode.ConfigurationTarget.Global);
    await eventually('no panel beside the text', () => panels().length === 0 || null);
  });
});
