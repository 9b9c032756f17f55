import * as vscode from 'vscode';
import { FactorizePanel, PageFiles } from '../panel';
import type { CompleteRequest } from '../protocol/request';
import { WorkerPool } from '../workers/pool';
import { toFaultData } from '../matrix/faults';
import { registerCommands } from './commands';
import { Diagnostics } from './diagnostics';
import { onDidShowFault, showFault, showingFaults } from './errors';
import { Filled, withoutFilledIn } from './filled';
import { FilledDecorations } from './filledDecorations';
import { Fills } from './fills';
import { FoldIns } from './foldIns';
import { Follower } from './follower';
import { Ghosts } from './ghosts';
import { CellHover } from './hover';
import { anyText } from './languages';
import { LastEditor } from './lastEditor';
import { LastRequest } from './lastRequest';
import { Lenses } from './lenses';
import { Marks } from './marks';
import { registerModelEditor } from './modelEditor';
import { ModelFiles } from './modelFiles';
import { viewId } from './names';
import { OpenedModels } from './openedModels';
import { answerPanel } from './panelAnswers';
import { PanelController } from './panelController';
import { PanelCursor } from './panelCursor';
import { onDidChangePanelPlace, panelPlace } from './panelPlace';
import { QuickCompletions } from './quick';
import { QuickFixes } from './quickFixes';
import { Runner } from './runner';
import { SampleCopies } from './sampleCopies';
import { Scanner } from './scanner';
import type { Services } from './services';
import { Status } from './status';
import { Store, type Source } from './store';
import { ResultsTree } from './tree';
import { WarmingLenses } from './warming';

/** What `activate` gives to tests and to other extensions. */
export type FactorizeApi = Pick<Services, 'store' | 'scanner' | 'runner' | 'panel'> & {
  readonly onDidShowFault: typeof onDidShowFault;
};

/** Registers everything VS Code shows in or around text. Workers and the panel are made when first needed. */
export function startEditor(context: vscode.ExtensionContext): FactorizeApi {
  const keep = <T extends vscode.Disposable>(disposable: T): T => {
    context.subscriptions.push(disposable);
    return disposable;
  };
  const pool = once(() =>
    keep(new WorkerPool({ workerPath: vscode.Uri.joinPath(context.extensionUri, 'dist', 'worker.js').fsPath })),
  );
  const store = new Store();
  const opened = new OpenedModels(store);
  const models = keep(
    new ModelFiles(vscode.Uri.joinPath(context.storageUri ?? context.globalStorageUri, 'models'), store, pool),
  );
  const filled = new Filled();
  const fills = new Fills(pool, filled);
  const withoutPredicted = (source: Source, request: CompleteRequest): CompleteRequest =>
    withoutFilledIn(source, request, filled);
  const runner = new Runner(pool, store, withoutPredicted, (request) => models.prepare(request));
  keep(
    new vscode.Disposable(
      runner.onEvent((event) => {
        if (event.event === 'notice') void showFault(event.fault);
      }),
    ),
  );
  const scanner = keep(new Scanner(pool));
  const editor = keep(new LastEditor());
  const files = new PageFiles(context.extensionUri);
  const panel: FactorizePanel = keep(
    new FactorizePanel(files, panelPlace, {
      answer: (ask) => answerPanel({ store, opened, fills, controller, scanner, runner, editor, pool }, ask),
      failed: (error) => void showFault(toFaultData(error)),
    }),
  );
  keep(onDidChangePanelPlace(() => panel.moveTo(panelPlace())));
  const memory = context.workspaceState;
  const controller = keep(
    new PanelController({ store, runner, scanner, models, lastRequest: new LastRequest(memory, scanner), panel }),
  );
  keep(new PanelCursor({ store, scanner, controller, panel }));
  keep(panel.onDidComeBack(() => void showingFaults(() => controller.restore())));
  keep(registerModelEditor({ files, editor, pool, store, opened }));
  const sampleCopies = new SampleCopies(
    vscode.Uri.joinPath(context.extensionUri, 'media', 'samples'),
    vscode.Uri.joinPath(context.globalStorageUri, 'samples'),
  );
  const services: Services = { store, runner, scanner, fills, editor, panel: controller, sampleCopies, pool, memory };

  const lenses = keep(new Lenses(scanner));
  const follower = keep(new Follower(store, scanner, runner, new FoldIns(pool, store, filled)));
  const ghosts = keep(new Ghosts(store, scanner, fills, follower));
  keep(new Diagnostics(scanner));
  keep(new FilledDecorations(filled));
  keep(new Marks(store, scanner));
  keep(new Status(store, scanner, runner));
  keep(registerCommands(services));
  const warm = (): void => {
    pool().warm();
    // Should it fail, it fails again when the panel is asked for, and is shown then.
    panel.preload().catch(() => undefined);
  };
  keep(vscode.languages.registerCodeLensProvider(anyText, keep(new WarmingLenses(lenses, warm))));
  keep(vscode.languages.registerInlayHintsProvider(anyText, ghosts));
  keep(
    vscode.languages.registerHoverProvider(
      anyText,
      new CellHover(store, scanner, new QuickCompletions(pool, withoutPredicted)),
    ),
  );
  keep(
    vscode.languages.registerCodeActionsProvider(anyText, new QuickFixes(store, scanner, fills), {
      providedCodeActionKinds: QuickFixes.kinds,
    }),
  );
  keep(vscode.window.registerTreeDataProvider(viewId, keep(new ResultsTree(store))));
  return { store, scanner, runner, panel: controller, onDidShowFault };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}
