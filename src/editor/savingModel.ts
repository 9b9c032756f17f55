import * as vscode from 'vscode';
import { faults, toFaultData } from '../matrix/faults';
import { showingFaults } from './errors';
import type { TrainingAnalysis } from '../protocol/results';
import { modelEditorId } from './names';
import { documentName } from './textSource';

/** Asks where to, and copies a trained recommender's file there. Throws the `modelGone` and `cannotWrite` faults. */
export async function saveModelOf({ request }: TrainingAnalysis): Promise<void> {
  if (request.modelPath === null) throw faults.modelGone();
  const ratings = vscode.Uri.file(request.path);
  const name = `${documentName(ratings).replace(/\.[^.]*$/, '')}.safetensors`;
  const chosen = await vscode.window.showSaveDialog({
    title: 'Save model as',
    defaultUri: vscode.Uri.joinPath(ratings, '..', name),
    filters: { Model: ['safetensors'] },
  });
  if (chosen === undefined) return;
  await copyWhole(vscode.Uri.file(request.modelPath), chosen);
  // Not awaited: the message may stay for minutes, and the model is saved.
  void showingFaults(() => offerToOpen(chosen));
}

/** Copies a file beside its place and renames it there, so that there is never half a file. */
export async function copyWhole(from: vscode.Uri, to: vscode.Uri): Promise<void> {
  const beside = to.with({ path: `${to.path}.${crypto.randomUUID()}.part` });
  try {
    await vscode.workspace.fs.copy(from, beside);
    await vscode.workspace.fs.rename(beside, to, { overwrite: true });
  } catch (error) {
    await Promise.resolve(vscode.workspace.fs.delete(beside)).catch(() => undefined);
    throw faults.cannotWrite(documentName(to), toFaultData(error).message);
  }
}

async function offerToOpen(model: vscode.Uri): Promise<void> {
  const open = 'Open';
  const chosen = await vscode.window.showInformationMessage(`The model is in ${documentName(model)}.`, open);
  if (chosen === open) await vscode.commands.executeCommand('vscode.openWith', model, modelEditorId);
}
