import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../src/editor/names';
import { api, eventually, faultsOf, hints, hoverAt, lensTitles, note, putCursor, resultOf, tidy } from './support';

const scheme = 'factorize-test';
const address = vscode.Uri.parse(`${scheme}:/notes/virtual.md`);

/** Shows the document of a provider, which is read-only and no file. */
async function showVirtual(uri = address): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(uri);
  return vscode.window.showTextDocument(document, vscode.ViewColumn.One);
}

function newNotebook(): vscode.NotebookData {
  const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Markup, note, 'markdown');
  const code = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, 'A = [[1, 2], [3, None]]\n', 'python');
  return new vscode.NotebookData([cell, code]);
}

describe('documents that are no plain files', () => {
  let provider: vscode.Disposable;
  before(() => {
    provider = vscode.workspace.registerTextDocumentContentProvider(scheme, { provideTextDocumentContent: () => note });
  });
  after(() => void provider.dispose());
  afterEach(tidy);

  it('a virtual one, which is read-only, has lenses, hovers and ghost values', async () => {
    const editor = await showVirtual();
    assert.ok((await lensTitles(editor)).includes('R · 3×3 · 3 missing'));
    const position = putCursor(editor, '? \\\\');
    assert.match(await hoverAt(editor, position), /Row 1, column 3/);
    const { source } = await resultOf(editor, commandIds.factorize);
    assert.equal(source.kind === 'text' ? source.document : '', 'virtual.md');
    assert.equal((await hints(editor)).length, 3);
  });

  it('a fill of one is refused, and its text is as it was', async () => {
    const editor = await showVirtual();
    putCursor(editor, '? \\\\');
    const { source } = await resultOf(editor, commandIds.factorize);
    assert.ok(source.kind === 'text');
    const start = source.inputs[0]!.block.start;
    const told = await faultsOf(commandIds.fill, { uri: address.toString(), start, row: 0, column: 2 });
    assert.deepEqual(
      told.map(({ code }) => code),
      ['cannot-edit'],
    );
    assert.equal(editor.document.getText(), note);
  });

  it('both sides of a diff have lenses and ghost values of their own', async () => {
    const left = await vscode.workspace.openTextDocument(address);
    const right = await vscode.workspace.openTextDocument({
      content: note.replace('5 & 3', '1 & 3'),
      language: 'markdown',
    });
    await vscode.commands.executeCommand('vscode.diff', left.uri, right.uri, 'before and after');
    const editor = await eventually('the right side', () =>
      vscode.window.visibleTextEditors.find(({ document }) => document === right),
    );
    for (const document of [left, right])
      assert.ok((await lensTitles({ ...editor, document })).includes('R · 3×3 · 3 missing'));
    const start = note.indexOf('\\begin{bmatrix}');
    const { store } = await api();
    await vscode.commands.executeCommand(commandIds.factorize, { uri: right.uri.toString(), start });
    assert.equal(store.ofDocument(right.uri.toString()).length, 1);
    assert.equal((await hints({ ...editor, document: right })).length, 3);
    assert.deepEqual(await hints({ ...editor, document: left }), []);
  });

  it('training on one is refused in a sentence, without a result', async () => {
    const { store, runner } = await api();
    const told = await faultsOf(commandIds.train, vscode.Uri.parse(`${scheme}:/notes/ratings.csv`));
    assert.deepEqual(
      told.map(({ code, message }) => [code, message]),
      [['not-on-disk', 'ratings.csv is not a file on this machine.']],
    );
    assert.deepEqual([runner.running(), store.all()], [[], []]);
  });

  it("a notebook's cells have hovers, ghost values and fills, each in its own text", async () => {
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', newNotebook());
    await vscode.window.showNotebookDocument(notebook, { viewColumn: vscode.ViewColumn.One });
    const [markdown, code] = notebook.getCells().map(({ document }) => document);
    assert.ok(markdown !== undefined && code !== undefined);
    const at = markdown.positionAt(note.indexOf('? \\\\'));
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      markdown.uri,
      at,
    );
    const contents = hovers.flatMap((hover) => hover.contents.map((part) => (part as vscode.MarkdownString).value));
    assert.match(contents.join('\n'), /Row 1, column 3/);
    const start = note.indexOf('\\begin{bmatrix}');
    await vscode.commands.executeCommand(commandIds.factorize, { uri: markdown.uri.toString(), start });
    await vscode.commands.executeCommand(commandIds.fill, { uri: markdown.uri.toString(), start });
    assert.equal(markdown.getText().split('?').length - 1, 0);
    assert.equal(code.getText(), 'A = [[1, 2], [3, None]]\n');
  });
});
