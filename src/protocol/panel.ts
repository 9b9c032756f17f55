import type { Format } from '../matrix/block';
import type { FaultData } from '../matrix/fault';
import type { Frame } from './frames';
import type { Asker } from './request';
import type { Recommendations, Similar, TitledItem } from './recommendations';
import type { Analysis, HistoryPoint } from './results';
import type { Progress } from './control';

/** What the panel is about. */
export interface PanelSource {
  /** "R" or "Matrix at line 12", or the ratings file's name. */
  readonly title: string;
  /** The document's name, and the line of the matrix, from 1; null for a ratings file. */
  readonly document: string;
  readonly line: number | null;
}

/** A method the person can switch to, from the panel's menu. */
export interface MethodChoice {
  readonly id: string;
  readonly title: string;
}

/** How work goes: what is direct is only waited for; iterations can be held up, or asked to end with the best they have. */
export type Course = 'direct' | 'iterating' | 'paused' | 'ending';

/** Other work, which has to end before this begins. */
export interface Awaited {
  readonly title: string;
  readonly paused: boolean;
}

/** Everything the page needs to draw itself; the page holds no truth of its own but what is selected and scrolled. */
export type PanelState =
  | { readonly view: 'empty' }
  | {
      readonly view: 'running';
      readonly source: PanelSource;
      readonly method: string;
      readonly progress: Progress | null;
      readonly history: readonly HistoryPoint[];
      readonly course: Course;
      /** What it is in line behind; absent where it is not in line. */
      readonly waitsFor?: Awaited;
    }
  | {
      readonly view: 'fault';
      readonly source: PanelSource | null;
      readonly fault: FaultData;
      /** What the work can be tried by instead. */
      readonly methods: readonly MethodChoice[];
    }
  | {
      readonly view: 'result';
      readonly source: PanelSource;
      readonly analysis: Analysis;
      /** The text has changed since. */
      readonly stale: boolean;
      readonly methods: readonly MethodChoice[];
      /** Whether cells of the source can be revealed and filled. */
      readonly linked: boolean;
      /** Its number among the results of the session and the models that are open; absent where it is none of them. */
      readonly entry?: number;
      /** What was too much to send with the result; absent where all of it is here. */
      readonly withheld?: Withheld;
    };
export type PanelResult = Extract<PanelState, { readonly view: 'result' }>;

/** What of a result the page asks for as it shows it: no message is longer than a megabyte. */
export interface Withheld {
  /** Matrices whose values are left out, each with the largest magnitude among its cells. */
  readonly matrices: readonly { readonly matrix: MatrixRef; readonly largest: number }[];
  /** All predictions there are; the first of them are sent. */
  readonly predictions: number;
  /** Frames of its run, none of which is sent. */
  readonly frames: number;
}

/** A cell of the source matrix, 0-based. */
export interface CellRef {
  readonly row: number;
  readonly column: number;
}

/** Which matrix of the analysis an action means: a factor by its name, or one of the shared ones. */
export type MatrixRef = { readonly factor: string } | 'reconstruction' | 'residual' | 'original';

/** A part of a matrix: rows × columns cells from row, column on. */
export interface CellWindow extends CellRef {
  readonly rows: number;
  readonly columns: number;
}

/** The cells of a window, row-major; NaN where one is missing. */
export interface MatrixSlice {
  readonly values: Float64Array;
  /** Null where the matrix is real. */
  readonly imaginary: Float64Array | null;
}

/** A run of iterations on the same data as that of the result that is shown, which is one of them. */
export interface SessionRun extends RunSettings {
  /** Its number among the results of the session and the models that are open. */
  readonly entry: number;
  /** What was asked, in a form that is the same in every session. */
  readonly question: string;
  readonly method: string;
  /** The name of the file of a model that was opened; left out of any other run. */
  readonly model?: string;
  readonly objectiveFormula: string | null;
  readonly last: HistoryPoint;
}

/** What runs are told apart by; null where there is no such thing, or it was left to the method. */
export interface RunSettings {
  readonly rank: number | null;
  readonly regularization: number | null;
  readonly learningRate: number | null;
  readonly seed: number;
}

/** A library that an analysis can be taken to. */
export interface ScriptChoice {
  readonly id: string;
  readonly title: string;
  /** What has to be installed, by the names that pip knows. */
  readonly packages: readonly string[];
}

/** The page asks; each ask is answered once, with what `PanelAnswers` says, or with a fault. */
export type PanelAsk =
  | { readonly ask: 'ready' }
  | { readonly ask: 'selectCell'; readonly cell: CellRef }
  | { readonly ask: 'copyMatrix'; readonly matrix: MatrixRef; readonly format: Format }
  | { readonly ask: 'insertMatrix'; readonly matrix: MatrixRef; readonly format: Format }
  | { readonly ask: 'copySteps'; readonly step: number | 'all' }
  | { readonly ask: 'fill'; readonly cells: readonly CellRef[] | 'all' }
  | { readonly ask: 'rerun'; readonly method: string | null }
  | { readonly ask: 'cancel' }
  | { readonly ask: 'stop' }
  | { readonly ask: 'pause' }
  | { readonly ask: 'resume' }
  /** Shows the work that the one shown waits for. */
  | { readonly ask: 'showAwaited' }
  | { readonly ask: 'revealSource' }
  | { readonly ask: 'slice'; readonly matrix: MatrixRef; readonly window: CellWindow }
  | { readonly ask: 'frames' }
  | { readonly ask: 'runs' }
  | { readonly ask: 'history'; readonly entry: number }
  | { readonly ask: 'scriptChoices' }
  | { readonly ask: 'script'; readonly to: string }
  | { readonly ask: 'copyText'; readonly text: string }
  | { readonly ask: 'openText'; readonly text: string; readonly language: string }
  | { readonly ask: 'saveFile'; readonly name: string; readonly content: string | Uint8Array }
  /** What the page knows of itself, in its own words, for the webview that it is moved to. */
  | { readonly ask: 'remember'; readonly memory: string }
  | { readonly ask: 'pin' }
  | { readonly ask: 'unpin' }
  | { readonly ask: 'saveModel' }
  | { readonly ask: 'findUsers'; readonly query: string }
  | { readonly ask: 'recommend'; readonly asker: Asker }
  | { readonly ask: 'findItems'; readonly query: string }
  | { readonly ask: 'similar'; readonly side: Similar['side']; readonly id: string; readonly atLeast: number | null };

export interface PanelAnswers {
  ready: PanelState;
  selectCell: null;
  copyMatrix: null;
  insertMatrix: null;
  copySteps: null;
  fill: null;
  rerun: null;
  cancel: null;
  stop: null;
  pause: null;
  resume: null;
  showAwaited: null;
  revealSource: null;
  slice: MatrixSlice;
  /** Those of the run that is shown; none where none were kept. */
  frames: { readonly frames: readonly Frame[] };
  /** The oldest first, that of the result that is shown among them where it is one. */
  runs: readonly SessionRun[];
  /** Of the run of this number; empty where it is gone. */
  history: { readonly points: readonly HistoryPoint[] };
  /** Only those that have the method. */
  scriptChoices: readonly ScriptChoice[];
  script: { readonly text: string };
  copyText: null;
  openText: null;
  saveFile: null;
  remember: null;
  pin: null;
  unpin: null;
  saveModel: null;
  findUsers: readonly string[];
  recommend: Recommendations;
  findItems: readonly TitledItem[];
  similar: Similar;
}
export type PanelAnswer<A extends PanelAsk> = PanelAnswers[A['ask']];

/** From the page. */
export interface FromPanel {
  readonly type: 'ask';
  readonly id: number;
  readonly ask: PanelAsk;
}

/**
 * To the page: answers by id, and events. `mark` follows the cursor in the text; null: it is outside the matrix.
 * `focus` brings one of the result's matrices into view. `pinned` is the result to compare with; null: none is.
 */
export type ToPanel =
  | { readonly type: 'answer'; readonly id: number; readonly answer: PanelAnswers[PanelAsk['ask']] }
  | { readonly type: 'failed'; readonly id: number; readonly fault: FaultData }
  | { readonly type: 'state'; readonly state: PanelState }
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'mark'; readonly cell: CellRef | null }
  | { readonly type: 'focus'; readonly matrix: MatrixRef }
  | { readonly type: 'pinned'; readonly pinned: PanelResult | null };
