import * as vscode from 'vscode';
import { faults } from '../matrix/faults';
import type { PanelAnswers, PanelAsk } from '../protocol/panel';
import type { Analysis } from '../protocol/results';
import type * as Scripts from './scripts';
import { sliceOf } from './slices';

/** The writers of programs are a part of the bundle of their own, so that VS Code starts without them. */
const loadScripts = (): Promise<typeof Scripts> => import(/* webpackChunkName: "scripts" */ './scripts');

/** What the panel answers itself: it needs nothing but the result that is shown, or VS Code. */
const ownAsks = ['slice', 'frames', 'scriptChoices', 'script', 'copyText', 'openText', 'saveFile'] as const;
export type OwnAsk = Extract<PanelAsk, { readonly ask: (typeof ownAsks)[number] }>;

/** Whether the panel answers an ask itself. */
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
      return analysis === null ? [] : (await loadScripts()).scriptChoices(analysis);
    case 'script':
      return { text: (await loadScripts()).readableScript(needed(analysis), ask.to) };
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

/** Asks where, beside the folder that is open; nothing happens where the person changes their mind. */
async function save(name: string, content: Uint8Array): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = await vscode.window.showSaveDialog(
    folder === undefined ? {} : { defaultUri: vscode.Uri.joinPath(folder, name) },
  );
  if (uri !== undefined) await vscode.workspace.fs.writeFile(uri, content);
}
