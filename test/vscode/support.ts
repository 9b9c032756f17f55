import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { FactorizeApi } from '../../src/editor';
import type { FaultData } from '../../src/matrix/fault';
import type { Entry } from '../../src/editor/store';

/** A rating matrix with three missing cells, as the lecture note has it, and its two factors. */
export const note = [
  '$$',
  'R = \\begin{bmatrix}',
  '5 & 3 & ? \\\\',
  '4 & ? & 1 \\\\',
  '? & 2 & 5',
  '\\end{bmatrix}',
  '$$',
  '',
  '$$',
  'U = \\begin{bmatrix} 1.2 & 0.5 \\\\ 1.0 & 0.3 \\\\ 0.2 & 1.1 \\end{bmatrix}',
  '$$',
  '',
  '$$',
  'V = \\begin{bmatrix} 1.5 & 0.4 \\\\ 0.9 & 0.1 \\\\ 0.1 & 1.3 \\end{bmatrix}',
  '$$',
  '',
].join('\n');

export async function api(): Promise<FactorizeApi> {
  const extension = vscode.extensions.getExtension<FactorizeApi | null>('factorize.factorize');
  assert.ok(extension, 'the extension is installed');
  const started = await extension.activate();
  assert.ok(started, 'the extension started');
  return started;
}

/** A new untitled document in an editor, with the cursor at its start. */
export async function open(content: string, language = 'markdown'): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ content, language });
  return vscode.window.showTextDocument(document, vscode.ViewColumn.One);
}

/** Puts the cursor before the first place where `text` stands. */
export function putCursor(editor: vscode.TextEditor, text: string): vscode.Position {
  const offset = editor.document.getText().indexOf(text);
  assert.ok(offset >= 0, `the document holds ${text}`);
  const position = editor.document.positionAt(offset);
  editor.selection = new vscode.Selection(position, position);
  return position;
}

/** Waits until `look` finds something; says what it waited for where it does not. */
export async function eventually<T>(
  what: string,
  look: () => T | null | undefined | Promise<T | null | undefined>,
): Promise<T> {
  for (const started = Date.now(); Date.now() - started < 10_000;) {
    const found = await look();
    if (found !== null && found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Waited in vain for ${what}.`);
}

/** Runs a command on the document and gives the result that it adds. */
export async function resultOf(editor: vscode.TextEditor, command: string, argument?: unknown): Promise<Entry> {
  const { store } = await api();
  await vscode.commands.executeCommand(command, argument);
  const entry = store.ofDocument(editor.document.uri.toString()).at(-1);
  assert.ok(entry, `${command} gave a result`);
  return entry;
}

/** Runs a command and gives what a person is shown that went wrong. */
export async function faultsOf(command: string, argument: unknown): Promise<readonly FaultData[]> {
  const { onDidShowFault } = await api();
  const told: FaultData[] = [];
  const listening = onDidShowFault((fault) => told.push(fault));
  await vscode.commands.executeCommand(command, argument);
  listening.dispose();
  return told;
}

export async function hints(editor: vscode.TextEditor): Promise<string[]> {
  const { document } = editor;
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    all,
  );
  return found.map(({ label }) => (typeof label === 'string' ? label : label.map(({ value }) => value).join('')));
}

export async function hoverAt(editor: vscode.TextEditor, position: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    editor.document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
    .join('\n');
}

export async function lensTitles(editor: vscode.TextEditor): Promise<string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    editor.document.uri,
    100,
  );
  return lenses.flatMap(({ command }) => (command === undefined ? [] : [command.title]));
}

/** Closes everything and forgets every result, so that tests do not see one another. */
export async function tidy(): Promise<void> {
  const { store, runner } = await api();
  runner.cancel();
  store.clear();
  await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup');
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
