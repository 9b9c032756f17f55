import * as vscode from 'vscode';
import { faults, toFaultData } from '../matrix/faults';
import { PanelPage, type PageFiles, type PanelAction } from '../panel';
import type { PanelAnswer, PanelAnswers, PanelSource } from '../protocol/panel';
import type { WorkerPool } from '../workers/pool';
import { showFault } from './errors';
import type { LastEditor } from './lastEditor';
import { insertMatrixText, printedMatrix } from './matrixTexts';
import { modelEditorId } from './names';
import type { OpenedModels } from './openedModels';
import { findItemsOf, findUsersOf, mostListed, recommendFor, similarTo } from './recommending';
import { saveModelOf } from './savingModel';
import { historyOf, runsBeside } from './sessionRuns';
import type { Result, Store } from './store';
import { documentName } from './textSource';
import { titlesBeside } from './titlesBeside';

interface Means {
  readonly files: PageFiles;
  readonly editor: LastEditor;
  readonly pool: () => Pick<WorkerPool, 'run'>;
  readonly store: Store;
  readonly opened: OpenedModels;
}

/** Opens a model's file as the panel: what its record says, recommendations, and what is alike. */
export class ModelEditor implements vscode.CustomReadonlyEditorProvider {
  constructor(private readonly means: Means) {}

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  async resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): Promise<void> {
    const name = documentName(uri);
    const source: PanelSource = { title: name, document: name, line: null };
    let model: Result | null = null;
    const failed = (error: unknown): void => void showFault(toFaultData(error));
    const page = new PanelPage(this.means.files, {
      answer: (ask) => answerModel(this.means, uri, model, ask),
      failed,
    });
    const closing = new AbortController();
    panel.onDidChangeViewState(() => {
      if (!panel.visible) page.hidden();
    });
    panel.onDidDispose(() => {
      closing.abort();
      if (model !== null) this.means.opened.remove(model);
      page.leave(panel.webview);
      page.dispose();
    });
    page.update({ view: 'running', source, method: 'Opening a model', progress: null, history: [], course: 'direct' });
    page.standIn(panel.webview).catch(failed);
    try {
      if (uri.scheme !== 'file') throw faults.notOnDisk(name);
      const training = await this.means
        .pool()
        .run(
          { kind: 'describe-model', path: uri.fsPath, titlesPath: await titlesBeside(uri.fsPath) },
          { signal: closing.signal, onProgress: (progress) => page.progress(progress) },
        );
      if (closing.signal.aborted) return;
      model = this.means.opened.add({ kind: 'file', uri: uri.toString(), document: name, title: name }, training);
      page.update({
        view: 'result',
        source,
        analysis: training,
        stale: false,
        methods: [],
        linked: false,
        entry: model.id,
      });
    } catch (error) {
      page.update({ view: 'fault', source, fault: toFaultData(error), methods: [] });
    }
  }
}

/** Opens models’ files in the panel’s page, each in an editor of its own. */
export function registerModelEditor(means: Means): vscode.Disposable {
  return vscode.window.registerCustomEditorProvider(modelEditorId, new ModelEditor(means), {
    supportsMultipleEditorsPerDocument: true,
  });
}

/** Does what the page of a model's file asks for. Throws the fault that keeps it from being done. */
function answerModel<A extends PanelAction>(
  means: Means,
  uri: vscode.Uri,
  model: Result | null,
  ask: A,
): Promise<PanelAnswer<A>>;
async function answerModel(
  means: Means,
  uri: vscode.Uri,
  model: Result | null,
  ask: PanelAction,
): Promise<PanelAnswers[PanelAction['ask']]> {
  if (ask.ask === 'revealSource') {
    await vscode.commands.executeCommand('revealInExplorer', uri);
    return null;
  }
  if (model?.analysis.kind !== 'train') throw faults.noModel();
  const { editor, pool } = means;
  const training = model.analysis;
  switch (ask.ask) {
    case 'copyMatrix':
      await vscode.env.clipboard.writeText(printedMatrix(training, ask, uri));
      return null;
    case 'insertMatrix':
      await insertMatrixText(editor, printedMatrix(training, ask, uri), ask.format);
      return null;
    case 'saveModel':
      await saveModelOf(training);
      return null;
    case 'findUsers':
      return findUsersOf(pool(), training, ask.query, mostListed);
    case 'recommend':
      return recommendFor(pool(), training, ask.asker);
    case 'findItems':
      return findItemsOf(pool(), training, ask.query, mostListed);
    case 'similar':
      return similarTo(pool(), training, ask.side, ask.id, ask.atLeast);
    case 'runs':
      return runsBeside(means, model);
    case 'history':
      return { points: historyOf(means, ask.entry) };
    case 'selectCell':
    case 'copySteps':
    case 'fill':
    case 'rerun':
    case 'cancel':
    case 'stop':
    case 'pause':
    case 'resume':
    case 'showAwaited':
      throw faults.notOfModel();
  }
}
