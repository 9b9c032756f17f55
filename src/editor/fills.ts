import { fillEdits, unpackEdits, type CellEdit } from '../documents';
import type { MatrixBlock } from '../matrix/block';
import { determined, predictionsOf } from '../protocol/analyses';
import type { WorkerPool } from '../workers/pool';
import type { Filled } from './filled';
import type { CellAnalysis } from './lookup';

/** Up to this many cells, what a fill would write takes about a millisecond to tell. */
const filledHere = 1_000;

/** The edits that write the predicted cells of a matrix, by the index i·n + j of the cell, in the order of the text. */
export type CellEdits = ReadonlyMap<number, CellEdit>;

/** A fill of a matrix at its place in a text. */
interface Known {
  readonly text: string;
  readonly start: number;
  readonly edits: Promise<CellEdits>;
}

/** What would be written into the missing cells of a matrix, told once for each text; of large ones by a worker. */
export class Fills {
  private readonly known = new WeakMap<CellAnalysis, Known>();

  constructor(
    private readonly pool: () => Pick<WorkerPool, 'run'>,
    /** What was filled in so far. */
    readonly filled: Filled,
  ) {}

  /** The edits of `text`, in which the block stands. */
  edits(text: string, block: MatrixBlock, analysis: CellAnalysis): Promise<CellEdits> {
    const before = this.known.get(analysis);
    if (before?.start === block.start && before.text === text) return before.edits;
    const edits = this.tell(text, block, analysis).then((all) => new Map(all.map((edit) => [edit.cell, edit])));
    const known = { text, start: block.start, edits };
    this.known.set(analysis, known);
    edits.then(undefined, () => this.known.delete(analysis));
    return edits;
  }

  private async tell(text: string, block: MatrixBlock, analysis: CellAnalysis): Promise<readonly CellEdit[]> {
    const predictions = determined(predictionsOf(analysis));
    if (block.values.length <= filledHere) return fillEdits(text, block, predictions);
    const packed = await this.pool().run({
      kind: 'fill',
      text,
      // Labels are nothing to a fill, and many of them take long to send.
      block: { ...block, rowLabels: null, columnLabels: null, rowLabelRanges: null, columnLabelRanges: null },
      rows: Uint32Array.from(predictions, ({ row }) => row),
      columns: Uint32Array.from(predictions, ({ column }) => column),
      values: Float64Array.from(predictions, ({ value }) => value),
    });
    return unpackEdits(packed);
  }
}
