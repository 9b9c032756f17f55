import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../src/editor/names';
import { samples } from '../../src/editor/samples';
import { walkthrough } from '../../src/editor/walkthrough';
import { api, eventually, note, open, putCursor, resultOf, tidy } from './support';

/** The document of the active editor once its text holds something. */
function shownText(holds: string): Promise<vscode.TextEditor> {
  return eventually(`a text with ${holds}`, () => {
    const editor = vscode.window.activeTextEditor;
    return editor?.document.getText().includes(holds) === true ? editor : null;
  });
}

describe('first use', () => {
  beforeEach(tidy);
  afterEach(tidy);

  it('every button of the walkthrough runs a command that is registered', async () => {
    await api();
    const registered = new Set(await vscode.commands.getCommands(true));
    const linked = walkthrough.steps.flatMap(({ description }) =>
      [...description.matchAll(/\(command:([\w.]+)/g)].map((match) => match[1]!),
    );
    assert.ok(linked.length >= walkthrough.steps.length);
    assert.deepEqual(
      linked.filter((id) => !registered.has(id)),
      [],
    );
  });

  it('a sample opens as a copy without a file, with the cursor in its first matrix', async () => {
    await vscode.commands.executeCommand(commandIds.openSample, samples.ratingsMatrix.file);
    const { document } = await shownText('Three people have rated three films');
    assert.equal(document.isUntitled, true);
    assert.equal(document.languageId, 'markdown');
    await vscode.commands.executeCommand(commandIds.factorize);
    const { store } = await api();
    const [entry] = store.ofDocument(document.uri.toString());
    assert.equal(entry?.analysis.kind, 'complete');
  });

  it('a command from a page over the text brings the text back, with its cursor where it was', async () => {
    const editor = await open(note);
    putCursor(editor, '1.5 & 0.4');
    await vscode.commands.executeCommand('workbench.action.openSettings');
    await eventually('the text to be covered', () => (vscode.window.visibleTextEditors.length === 0 ? true : null));
    const { source } = await resultOf(editor, commandIds.factorize);
    assert.equal(source.title, 'V');
    assert.equal(vscode.window.activeTextEditor?.document, editor.document);
  });

  it('the steps of the sample in LaTeX are of its Hilbert matrix', async () => {
    await vscode.commands.executeCommand(commandIds.openSample, samples.lecture.file);
    const editor = await shownText('Hilbert');
    const line = editor.document.lineAt(editor.selection.active.line).text;
    assert.match(line, /H = |bmatrix/);
  });

  it('the sample ratings are a file outside the package, with the titles beside it', async () => {
    await vscode.commands.executeCommand(commandIds.openSample, samples.ratingsFile.file);
    const { document } = await shownText('userId,filmId,rating');
    const { uri } = document;
    assert.equal(uri.scheme, 'file');
    const extension = vscode.extensions.getExtension('factorize.factorize');
    assert.ok(extension !== undefined && !uri.path.startsWith(extension.extensionUri.path));
    await vscode.workspace.fs.stat(vscode.Uri.joinPath(uri, '..', 'films.csv'));
  });

  it('what was changed in a file of a sample is there when it is opened again', async () => {
    await vscode.commands.executeCommand(commandIds.openSample, samples.sales.file);
    const editor = await shownText('Harbour');
    await editor.edit((edit) => edit.insert(new vscode.Position(editor.document.lineCount, 0), 'Station,1,2,3,4,5\n'));
    await editor.document.save();
    await tidy();
    await vscode.commands.executeCommand(commandIds.openSample, samples.sales.file);
    const again = await shownText('Station,1,2,3,4,5');
    await vscode.workspace.fs.delete(again.document.uri);
  });
});
