import type * as vscode from 'vscode';
import type { WorkerPool } from '../workers/pool';
import type { Fills } from './fills';
import type { LastEditor } from './lastEditor';
import type { PanelController } from './panelController';
import type { Runner } from './runner';
import type { SampleCopies } from './sampleCopies';
import type { Scanner } from './scanner';
import type { Store } from './store';

/** What commands act through. */
export interface Services {
  readonly scanner: Scanner;
  readonly store: Store;
  readonly runner: Runner;
  readonly fills: Fills;
  readonly panel: PanelController;
  readonly editor: LastEditor;
  readonly sampleCopies: SampleCopies;
  readonly pool: () => WorkerPool;
  /** What is remembered for this workspace. */
  readonly memory: vscode.Memento;
}
