import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { LastRequest } from '../../src/editor/lastRequest';
import { commandIds } from '../../src/editor/names';
import type { Entry } from '../../src/editor/store';
import { api, note, open, putCursor, resultOf, tidy } from './support';
import { trainRequest } from '../unit/trainRequest';

/** A memory like that of a workspace: what it keeps has gone through JSON. */
class Memory implements vscode.Memento {
  private readonly kept = new Map<string, string>();

  keys(): readonly string[] {
    return [...this.kept.keys()];
  }

  get<T>(key: string, otherwise?: T): T | undefined {
    const text = this.kept.get(key);
    return text === undefined ? otherwise : (JSON.parse(text) as T);
  }

  update(key: string, value: unknown): Promise<void> {
    if (value === undefined) this.kept.delete(key);
    else this.kept.set(key, JSON.stringify(value));
    return Promise.resolve();
  }
}

const workOf = ({ source, analysis }: Entry): Parameters<LastRequest['remember']>[0] => ({
  source,
  request: analysis.request,
});

async function reconstructed(editor: vscode.TextEditor): Promise<Entry> {
  const [from, to] = [putCursor(editor, 'U = '), editor.document.lineAt(editor.document.lineCount - 1).range.end];
  editor.selection = new vscode.Selection(from, to);
  return resultOf(editor, commandIds.reconstruct);
}

async function lastRequest(): Promise<LastRequest> {
  const { scanner } = await api();
  return new LastRequest(new Memory(), scanner);
}

describe('the work shown last', () => {
  afterEach(tidy);

  it('is asked again as it was, though the matrix has moved', async () => {
    const last = await lastRequest();
    const editor = await open(note);
    putCursor(editor, '5 & 3');
    const entry = await resultOf(editor, commandIds.factorize);
    await last.remember(workOf(entry));
    assert.ok(await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Before.\n')));
    assert.deepEqual((await last.recall())?.request, entry.analysis.request);
  });

  it('of a reconstruction is asked again with all three matrices', async () => {
    const last = await lastRequest();
    const editor = await open(note);
    const entry = await reconstructed(editor);
    await last.remember(workOf(entry));
    assert.deepEqual((await last.recall())?.request, entry.analysis.request);
  });

  it('regression: a matrix of more than 2,500 cells was not remembered', async () => {
    const last = await lastRequest();
    const rows = Array.from({ length: 60 }, (_, i) =>
      Array.from({ length: 50 }, (_, j) => String((i * j + i + 1) % 97)).join(' & '),
    );
    const editor = await open(`$$\n\\begin{bmatrix}\n${rows.join(' \\\\\n')}\n\\end{bmatrix}\n$$\n`);
    putCursor(editor, rows[0]!);
    const entry = await resultOf(editor, commandIds.factorize);
    await last.remember(workOf(entry));
    assert.deepEqual((await last.recall())?.request, entry.analysis.request);
  });

  it('regression: a selected part of a matrix was not remembered', async () => {
    const last = await lastRequest();
    const editor = await open(note);
    const from = putCursor(editor, '5 & 3');
    const to = putCursor(editor, '? & 2 & 5');
    editor.selection = new vscode.Selection(from, to);
    const entry = await resultOf(editor, commandIds.factorize);
    assert.ok(entry.analysis.kind === 'complete');
    assert.equal(entry.analysis.request.matrix.rows, 2);
    await last.remember(workOf(entry));
    assert.ok(await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'Before.\n')));
    assert.deepEqual((await last.recall())?.request, entry.analysis.request);
  });

  it('is not recalled on a text that has changed', async () => {
    const last = await lastRequest();
    const editor = await open(note);
    const at = putCursor(editor, '5 & 3');
    await last.remember(workOf(await resultOf(editor, commandIds.factorize)));
    assert.ok(await editor.edit((edit) => edit.insert(at, '1')));
    assert.equal(await last.recall(), null);
  });

  it('regression: an older one was recalled in place of the newest', async () => {
    const last = await lastRequest();
    const editor = await open(note);
    putCursor(editor, '5 & 3');
    const older = await resultOf(editor, commandIds.factorize);
    const newer = await reconstructed(editor);
    await Promise.all([last.remember(workOf(older)), last.remember(workOf(newer))]);
    assert.equal((await last.recall())?.request.kind, 'reconstruct');
    const source = { kind: 'file', uri: 'file:///gone.csv', document: 'gone.csv', title: 'gone.csv' } as const;
    const training = trainRequest({ path: '/gone.csv', modelPath: '/gone.safetensors' });
    await last.remember({ source, request: training });
    assert.deepEqual(await last.recall(), { source, request: training });
  });
});
