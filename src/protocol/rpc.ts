import type { PackedBlocks, PackedEdits } from '../documents';
import type { FaultData } from '../matrix/fault';
import type { Calculation } from './calculation';
import type { Recommendations, Similar, TitledItem } from './recommendations';
import type {
  CompletionAnalysis,
  DecompositionAnalysis,
  Evaluation,
  OpenedModel,
  Prediction,
  ReconstructionAnalysis,
  TrainingAnalysis,
} from './results';
import type { ExportedModel, WrittenLists } from './writtenFiles';
import type { Progress } from './control';
import type { RatingsPreview } from './ratingsFile';
import type { Request } from './request';

/** What each kind of request is answered with. */
export interface Answers {
  decompose: DecompositionAnalysis;
  complete: CompletionAnalysis;
  reconstruct: ReconstructionAnalysis;
  train: TrainingAnalysis;
  'preview-ratings': RatingsPreview | null;
  'open-model': OpenedModel;
  'describe-model': TrainingAnalysis;
  'export-model': ExportedModel;
  'recommend-all': WrittenLists;
  evaluate: Evaluation;
  recommend: Recommendations;
  similar: Similar;
  'find-users': readonly string[];
  'find-items': readonly TitledItem[];
  calculate: Calculation;
  'fold-in': readonly Prediction[];
  find: PackedBlocks;
  fill: PackedEdits;
}
export type Answer<R extends Request> = Answers[R['kind']];

/** To the worker. `flag` is one shared Int32 that says what is wanted of the work: see `RunFlag`. */
export interface RunMessage {
  readonly type: 'run';
  readonly id: number;
  readonly request: Request;
  readonly flag: SharedArrayBuffer;
}
export type ToWorker = RunMessage;

/** From the worker: `progress` and `notice` as often as there is some, then exactly one `done` or `failed`. */
export type FromWorker =
  | { readonly type: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly type: 'notice'; readonly id: number; readonly fault: FaultData }
  | { readonly type: 'done'; readonly id: number; readonly answer: Answers[Request['kind']] }
  | { readonly type: 'failed'; readonly id: number; readonly fault: FaultData };
