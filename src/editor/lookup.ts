import type { MatrixBlock } from '../matrix/block';
import { predictionsOf } from '../protocol/analyses';
import type { CellRef } from '../protocol/panel';
import type { Analysis, Prediction } from '../protocol/results';
import type { Entry } from './store';
import { place, type Placement, type Snapshot } from './tracking';

/** A result that is about cells in a text. */
export type CellAnalysis = Exclude<Analysis, { kind: 'train' }>;

/** A result that holds for the text of now, and the matrix there whose cells it is about. */
export interface Placed {
  readonly entry: Entry;
  readonly analysis: CellAnalysis;
  readonly block: MatrixBlock;
}

/** Where the inputs of a result stand now; null for one that is gone. */
export function placeInputs(
  inputs: readonly Snapshot[],
  text: string,
  blocks: readonly MatrixBlock[],
): readonly (Placement | null)[] {
  return inputs.map((snapshot) => place(snapshot, text, blocks));
}

/** The results whose every input stands unchanged in the text, the newest first. */
export function placedResults(
  entries: readonly Entry[],
  text: string,
  blocks: readonly MatrixBlock[],
): readonly Placed[] {
  return entries.toReversed().flatMap((entry) => {
    const { source, analysis } = entry;
    if (source.kind === 'file' || source.target === null || analysis.kind === 'train') return [];
    const block = placedBlock(source.inputs, source.target, text, blocks);
    return block === null ? [] : [{ entry, analysis, block }];
  });
}

/** What holds, until they are computed again, of results whose inputs have changed, the newest first. */
export function placedSoFar(
  entries: readonly Entry[],
  text: string,
  blocks: readonly MatrixBlock[],
): readonly Placed[] {
  return entries.toReversed().flatMap((entry) => {
    const { stale, soFar } = entry;
    if (!stale || soFar === undefined) return [];
    const block = placedBlock(soFar.inputs, 0, text, blocks);
    return block === null ? [] : [{ entry, analysis: soFar.analysis, block }];
  });
}

/** Where the target of inputs stands that are all unchanged; null where one is not. */
function placedBlock(
  inputs: readonly Snapshot[],
  target: number,
  text: string,
  blocks: readonly MatrixBlock[],
): MatrixBlock | null {
  const placements = placeInputs(inputs, text, blocks);
  return placements.every((placement) => placement?.fresh === true) ? (placements[target]?.block ?? null) : null;
}

/** The newest result about a matrix. */
export function resultFor(block: MatrixBlock, placed: readonly Placed[]): Placed | null {
  return placed.find((result) => result.block.start === block.start && result.block.end === block.end) ?? null;
}

/** What a result predicts for a cell; null where it predicts nothing there. */
export function predictionAt(analysis: CellAnalysis, { row, column }: CellRef): Prediction | null {
  return predictionsOf(analysis).find((prediction) => prediction.row === row && prediction.column === column) ?? null;
}
