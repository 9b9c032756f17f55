import { deserialize, serialize } from 'node:v8';
import * as vscode from 'vscode';
import type { FaultData } from '../matrix/fault';
import type { TrainRequest } from '../protocol/request';
import type { TrainingAnalysis } from '../protocol/results';
import { checkpointEnding, checkpointOf } from '../protocol/trainingCheckpoint';
import type { WorkerPool } from '../workers/pool';
import { isFile } from './isFile';
import type { Store } from './store';

/** Files left by windows that are gone are removed after so long, in milliseconds. */
const longestKept = 24 * 60 * 60 * 1000;

/**
 * The trained models of this window, as files in the extension's own storage: a model is there after its worker was
 * stopped or the window reloaded, and until its result is removed. Beside each stands what was said of its training.
 */
export class ModelFiles implements vscode.Disposable {
  /** The files of the models in the store. */
  private held: ReadonlySet<string> = new Set();
  /** Those of results that were removed: what is written beside one afterwards goes too. */
  private readonly removed = new Set<string>();
  private readonly unsubscribe: () => void;
  private ready: Promise<void> | null = null;

  constructor(
    private readonly folder: vscode.Uri,
    private readonly store: Store,
    private readonly pool: () => Pick<WorkerPool, 'releaseModels'>,
  ) {
    this.unsubscribe = store.onDidChange(() => this.releaseRemoved());
  }

  /** Gives a training a file for its model: the one it had before, where it goes on from its checkpoint. */
  async prepare(request: TrainRequest): Promise<TrainRequest> {
    await (this.ready ??= this.tidyFolder());
    const kept = request.resumePath ?? null;
    if (kept !== null && (await isFile(vscode.Uri.file(kept))))
      return { ...request, modelPath: kept.slice(0, kept.length - checkpointEnding.length) };
    return { ...request, modelPath: this.file(`${crypto.randomUUID()}.safetensors`).fsPath, resumePath: null };
  }

  /** The same training, to go on from its checkpoint where it has left one, and else from the start. */
  async resumable(request: TrainRequest): Promise<TrainRequest> {
    const checkpoint = request.modelPath === null ? null : checkpointOf(request.modelPath);
    const isKept = checkpoint !== null && (await isFile(vscode.Uri.file(checkpoint)));
    return { ...request, modelPath: null, resumePath: isKept ? checkpoint : null };
  }

  /** How to try a training again that has failed. What nobody goes on from is removed. */
  async afterFailure(request: TrainRequest, { code }: FaultData): Promise<TrainRequest> {
    if (request.modelPath !== null && (code === 'cancelled' || code === 'cannot-resume'))
      await discard(request.modelPath);
    return this.resumable(request);
  }

  /** Writes down what is said of a training, beside its model. */
  async keep(training: TrainingAnalysis): Promise<void> {
    const { modelPath } = training.request;
    if (modelPath === null) return;
    await vscode.workspace.fs.writeFile(besideOf(modelPath), serialize(training));
    if (this.removed.has(modelPath)) await discard(modelPath);
  }

  /** What was said of the training whose model has this file; null where either is no longer there. */
  async find(modelPath: string): Promise<TrainingAnalysis | null> {
    try {
      await vscode.workspace.fs.stat(vscode.Uri.file(modelPath));
      const said: unknown = deserialize(await vscode.workspace.fs.readFile(besideOf(modelPath)));
      return isTraining(said) && said.request.modelPath === modelPath ? said : null;
    } catch {
      return null;
    }
  }

  dispose(): void {
    this.unsubscribe();
  }

  private releaseRemoved(): void {
    const before = this.held;
    this.held = new Set(
      this.store.all().flatMap(({ analysis }) => {
        const path = analysis.kind === 'train' ? analysis.request.modelPath : null;
        return path === null ? [] : [path];
      }),
    );
    const removed = [...before].filter((path) => !this.held.has(path));
    if (removed.length === 0) return;
    this.pool().releaseModels();
    for (const path of removed) {
      this.removed.add(path);
      discard(path).catch(leave);
    }
  }

  private async tidyFolder(): Promise<void> {
    try {
      await vscode.workspace.fs.createDirectory(this.folder);
      for (const [name] of await vscode.workspace.fs.readDirectory(this.folder)) await this.tidyAway(name).catch(leave);
    } catch (error) {
      // The next training tries again.
      this.ready = null;
      throw error;
    }
  }

  private async tidyAway(name: string): Promise<void> {
    const { mtime } = await vscode.workspace.fs.stat(this.file(name));
    if (Date.now() - mtime > longestKept && !this.held.has(this.file(name.replace(beside, '')).fsPath))
      await vscode.workspace.fs.delete(this.file(name));
  }

  private file(name: string): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, name);
  }
}

const beside = '.training';

const besideOf = (modelPath: string): vscode.Uri => vscode.Uri.file(`${modelPath}${beside}`);

/** Removes a model's file and all that stands beside it: what was said of it, its checkpoint, what was half written. */
async function discard(modelPath: string): Promise<void> {
  const model = vscode.Uri.file(modelPath);
  const folder = vscode.Uri.joinPath(model, '..');
  const own = model.path.slice(folder.path.length + 1);
  for (const [name] of await vscode.workspace.fs.readDirectory(folder))
    if (name === own || name.startsWith(`${own}.`))
      await Promise.resolve(vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, name))).catch(leave);
}

/** A file that is in use or gone already, as where another window tidies up too, is left: it has another day. */
const leave = (): void => undefined;

/** What this version wrote; the model's own file says what it takes to trust the numbers. */
function isTraining(value: unknown): value is TrainingAnalysis {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'train' && 'request' in value;
}
