import type { LabelledMatrix } from '../../matrix/dense';
import { faults } from '../../matrix/faults';
import { pick, type Observations } from '../../matrix/observations';
import type { Control } from '../../protocol/control';
import { formatInterval, formatNumber } from '../../protocol/numbers';
import type { CompleteRequest } from '../../protocol/request';
import type { CompletionAnalysis, Prediction } from '../../protocol/results';
import { completeKnown } from '../complete';
import { countLines } from '../lines';
import { knownCells } from '../validate';
import { likelySlip } from './slips';
import { surprisingCells } from './surprising';
import { formatCount } from '../../protocol/quantities';

/** With fewer rows, columns or cells nothing says what one of them should be. */
const fewest = { lines: 3, cells: 9 };

/**
 * Predicts each known cell from the others and finds those that they make all but impossible (`surprisingCells`). The
 * answer is the completion of the matrix as if these cells, too, were missing: each carries what is written in it.
 * Throws a Fault as `complete` does, and where the matrix is too small.
 */
export function check(request: CompleteRequest, control: Control): CompletionAnalysis {
  const { matrix, bias, seed, rank } = request;
  const known = knownCells(matrix);
  const lines = countLines(known);
  if (lines.rows < fewest.lines || lines.columns < fewest.lines || known.values.length < fewest.cells)
    throw faults.tooFewToCheck(fewest.lines);
  const marked = surprisingCells(known, { rank, bias, seed, control });
  const kept = Uint32Array.from(known.values.keys()).filter((t) => !marked.includes(t));
  const holed = withoutCells(matrix, pick(known, marked));
  const analysis = completeKnown({ ...request, matrix: holed }, pick(known, kept), control);
  const written = new Map(Array.from(marked, (t) => [cellIndex(known, t), known.values[t]!] as const));
  return {
    ...analysis,
    request,
    checked: known.values.length,
    predictions: analysis.predictions.map((prediction) => {
      const value = written.get(prediction.row * matrix.columns + prediction.column);
      return value === undefined ? prediction : withWritten(prediction, value);
    }),
    why: `${verdict(marked.length, known.values.length)} ${analysis.why}`,
  };
}

/** What was found, and by which rule. */
function verdict(marked: number, cells: number): string {
  const found = marked === 0 ? 'None' : String(marked);
  return (
    `${found} of ${formatCount(cells)} cells ${marked > 1 ? 'are' : 'is'} surprising: each was predicted from the others, and is ` +
    'marked where it lies so far off that a matrix of this size without a slip would have a mark once in a hundred times.'
  );
}

function withWritten(prediction: Prediction, value: number): Prediction {
  const { intervals = [], lower, upper } = prediction;
  const widest = intervals.at(-1);
  const slip = likelySlip(
    value,
    prediction.value,
    widest?.lower ?? prediction.value,
    widest?.upper ?? prediction.value,
  );
  const says =
    lower === null || upper === null || lower === upper
      ? formatNumber(prediction.value)
      : formatInterval(lower, upper, 3).join(' to ');
  const meant = slip === null ? '' : ` ${slip.how.charAt(0).toUpperCase()}${slip.how.slice(1)} it is ${slip.value}.`;
  return {
    ...prediction,
    written: { value, meant: slip?.value ?? null },
    reason: `${value} is written here, and the other cells say ${says}.${meant}`,
  };
}

const cellIndex = ({ rowIndex, columnIndex, columns }: Observations, t: number): number =>
  rowIndex[t]! * columns + columnIndex[t]!;

/** The matrix with some of its cells missing. */
function withoutCells(matrix: LabelledMatrix, cells: Observations): LabelledMatrix {
  const values = matrix.values.slice();
  cells.values.forEach((_, t) => (values[cellIndex(cells, t)] = Number.NaN));
  return { ...matrix, values };
}
