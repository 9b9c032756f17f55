import * as vscode from 'vscode';
import { faults, toFaultData } from '../../matrix/faults';
import type { RatingsSolver } from '../../protocol/methods';
import type { TrainRequest } from '../../protocol/request';
import { showFault, showingFaults } from '../errors';
import { withProgress } from '../progress';
import { ratingsEndings } from '../names';
import { trainingRequest } from '../requests';
import type { Services } from '../services';
import { readOptions } from '../settings';
import type { FileSource } from '../store';
import { documentName } from '../textSource';
import { titlesBeside } from '../titlesBeside';
import { chooseTraining } from './trainingChoice';

/** Train on Spark: the same on the cluster that the settings name. */
export async function trainOnSpark(services: Services, argument: unknown): Promise<void> {
  await trainWith(services, argument, 'spark');
}

/** Train Recommender: on the ratings file chosen in the explorer, shown in the editor, or picked. */
export async function train(services: Services, argument: unknown): Promise<void> {
  await trainWith(services, argument, null);
}

async function trainWith(services: Services, argument: unknown, solver: RatingsSolver | null): Promise<void> {
  const uri = argument instanceof vscode.Uri ? argument : await chooseFile(services);
  if (uri === null) return;
  const name = documentName(uri);
  if (uri.scheme !== 'file') throw faults.notOnDisk(name);
  await saveFirst(uri);
  const source = { kind: 'file' as const, uri: uri.toString(), document: name, title: name };
  const asked = trainingRequest(uri.fsPath, readOptions(uri));
  const titled = { ...asked, titlesPath: await titlesBeside(uri.fsPath) };
  const request = solver === null ? titled : { ...titled, solver };
  if (request.solver === 'spark' && !vscode.workspace.isTrusted) throw faults.workspaceNotTrusted('Spark is started');
  const choice = await chooseTraining(services, uri, request.solver !== 'spark');
  if (choice !== null) await run(services, source, { ...request, ...choice });
}

/** Where a line is broken, the person may have such lines skipped. */
async function run(services: Services, source: FileSource, request: TrainRequest): Promise<void> {
  try {
    await withProgress(services.runner, `Training on ${source.title}`, source.uri, () =>
      services.runner.run(source, request, { replaces: null, shown: true }),
    );
  } catch (error) {
    const fault = toFaultData(error);
    if (fault.code !== 'ratings-line' || request.skipBroken === true) throw error;
    const skipping = { ...request, skipBroken: true };
    const skip = { title: 'Skip such lines', act: () => showingFaults(() => run(services, source, skipping)) };
    // Not awaited: the message may stay for minutes, and the command is over.
    void showFault(fault, [skip]);
  }
}

async function chooseFile({ editor }: Services): Promise<vscode.Uri | null> {
  const current = editor.current()?.document;
  if (current !== undefined && /\.(csv|tsv|dat|data)$/i.test(current.uri.path)) return current.uri;
  const chosen = await vscode.window.showOpenDialog({
    title: 'Ratings file',
    openLabel: 'Train',
    filters: { Ratings: ratingsEndings, 'All files': ['*'] },
  });
  return chosen?.[0] ?? null;
}

/** The worker reads the file, not the editor: what was typed must be in it. */
async function saveFirst(uri: vscode.Uri): Promise<void> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open?.isDirty === true && !(await open.save())) throw faults.cannotEdit(documentName(uri));
}
