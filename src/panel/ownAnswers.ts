import * as vscode from 'vscode';
import { printMatrix } from '../documents';
import { isScriptTarget, scriptTargetNames, scriptTargets, writeScript } from '../interop';
import { Fault } from '../matrix/fault';
import { faults } from '../matrix/faults';
import { originalOf } from '../protocol/analyses';
import type { PanelAnswers, PanelAsk, ScriptChoice } from '../protocol/panel';
import type { Analysis } from '../protocol/results';
import { sliceOf } from './slices';

/** Cells of a matrix that a program is written with: its text is made here, at once. */
const mostCells = 40_000;

/** What the panel answers itself: it needs nothing but the result that is shown, or VS Code. */
const ownAsks = ['slice', 'frames', 'scriptChoices', 'script', 'copyText', 'openText', 'saveFile'] as const;
export type OwnAsk = Extract<PanelAsk, { readonly ask: (typeof ownAsks)[number] }>;

export function isOwn(ask: PanelAsk): ask is OwnAsk {
  return ownAsks.some((own) => own === ask.ask);
}

/** Answers for the result shown, null where none is. Throws the fault that keeps it from being done. */
export async function answerOwn(ask: OwnAsk, analysis: Analysis | null): Promise<PanelAnswers[OwnAsk['ask']]> {
  switch (ask.ask) {
    case 'slice':
      return sliceOf(needed(analysis), ask.matrix, ask.window);
    case 'frames':
      return { frames: needed(analysis).frames ?? [] };
    case 'scriptChoices':
      return analysis === null || isTooLarge(analysis) ? [] : scriptChoices(analysis);
    case 'script':
      return { text: readableScript(needed(analysis), ask.to) };
    case 'copyText':
      await vscode.env.clipboard.writeText(ask.text);
      return null;
    case 'openText': {
      const document = await vscode.workspace.openTextDocument({ content: ask.text, language: ask.language });
      await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
      return null;
    }
    case 'saveFile':
      await save(ask.name, typeof ask.content === 'string' ? new TextEncoder().encode(ask.content) : ask.content);
      return null;
  }
}

function needed(analysis: Analysis | null): Analysis {
  if (analysis === null) throw faults.noResults();
  return analysis;
}

function isTooLarge(analysis: Analysis): boolean {
  const original = originalOf(analysis);
  return original !== null && original.rows * original.columns > mostCells;
}

function readableScript(analysis: Analysis, to: string): string {
  if (isTooLarge(analysis)) throw faults.scriptTooLarge(mostCells);
  return script(analysis, to);
}

function script(analysis: Analysis, to: string): string {
  if (!isScriptTarget(to)) throw faults.outOfRange('The library', `one of ${scriptTargetNames.join(', ')}`, to);
  return writeScript(analysis, to, (name, matrix) =>
    printMatrix({ ...matrix, name, rowLabels: null, columnLabels: null }, 'python'),
  );
}

/** The libraries that have the method. */
function scriptChoices(analysis: Analysis): readonly ScriptChoice[] {
  return scriptTargetNames
    .filter((id) => canWrite(analysis, id))
    .map((id) => ({ id, title: scriptTargets[id].title, packages: scriptTargets[id].packages }));
}

function canWrite(analysis: Analysis, to: string): boolean {
  try {
    return script(analysis, to) !== '';
  } catch (error) {
    if (error instanceof Fault) return false;
    throw error;
  }
}

/** Asks where, beside the folder that is open; nothing happens where the person changes their mind. */
async function save(name: string, content: Uint8Array): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = await vscode.window.showSaveDialog(
    folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) },
  );
  if (uri !== undefined) await vscode.workspace.fs.writeFile(uri, content);
}
