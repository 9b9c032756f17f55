import type { Format } from '../matrix/block';
import type { FaultData } from '../matrix/fault';
import type { Analysis, HistoryPoint, Recommendations } from './results';
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

/** Everything the page needs to draw itself; the page holds no truth of its own but what is selected and scrolled. */
export type PanelState =
  | { readonly view: 'empty' }
  | {
      readonly view: 'running';
      readonly source: PanelSource;
      readonly method: string;
      readonly progress: Progress | null;
      readonly history: readonly HistoryPoint[];
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
    };

/** A cell of the source matrix, 0-based. */
export interface CellRef {
  readonly row: number;
  readonly column: number;
}

/** Which matrix of the analysis an action means: a factor by its name, or one of the shared ones. */
export type MatrixRef = { readonly factor: string } | 'reconstruction' | 'residual' | 'original';

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
  | { readonly ask: 'revealSource' }
  | { readonly ask: 'findUsers'; readonly query: string }
  | { readonly ask: 'recommend'; readonly user: string };

export interface PanelAnswers {
  ready: PanelState;
  selectCell: null;
  copyMatrix: null;
  insertMatrix: null;
  copySteps: null;
  fill: null;
  rerun: null;
  cancel: null;
  revealSource: null;
  findUsers: readonly string[];
  recommend: Recommendations;
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
 * `focus` brings one of the result's matrices into view.
 */
export type ToPanel =
  | { readonly type: 'answer'; readonly id: number; readonly answer: PanelAnswers[PanelAsk['ask']] }
  | { readonly type: 'failed'; readonly id: number; readonly fault: FaultData }
  | { readonly type: 'state'; readonly state: PanelState }
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'mark'; readonly cell: CellRef | null }
  | { readonly type: 'focus'; readonly matrix: MatrixRef };
