import type { MatrixBlock } from '../matrix/block';
import { toRows, type Matrix } from '../matrix/dense';
import { fractionText } from '../matrix/rational';
import { determinedReconstruction } from '../protocol/analyses';
import type {
  CompletionAnalysis,
  DecompositionAnalysis,
  Factor,
  Prediction,
  ReconstructionAnalysis,
} from '../protocol/results';
import { detailsJson } from './details';
import { placeAt, type Document } from './input';

/** The JSON of the terminal's contract. It is a public interface: it changes only with a note in the changelog. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const list = (values: Float64Array): number[] => Array.from(values);

/** JSON has no infinity: a quantity that is not finite is null. */
const finite = (value: number | null): number | null => (value !== null && Number.isFinite(value) ? value : null);

/** Rows of a factor: strings such as "3/5" where it is in fractions. */
function factorRows(factor: Factor): Json {
  const { fractions, columns } = factor;
  return fractions === undefined
    ? cellRows(factor, factor.imaginary)
    : Array.from({ length: factor.rows }, (_, i) => fractions.slice(i * columns, (i + 1) * columns));
}

/** Rows of cells: a missing one is null, and one of a complex matrix is {"re": …, "im": …}. */
function cellRows(matrix: Matrix, imaginary: Float64Array | null): Json {
  if (imaginary === null) return toRows(matrix);
  const complex = (at: number): Json =>
    Number.isNaN(matrix.values[at]!) ? null : { re: matrix.values[at]!, im: imaginary[at]! };
  return Array.from({ length: matrix.rows }, (_, i) =>
    Array.from({ length: matrix.columns }, (_, j) => complex(i * matrix.columns + j)),
  );
}

/** Rows of "1/3" where the double of a cell does not say what was written, and null elsewhere; null where all do. */
function exactRows({ rows, columns, exact }: MatrixBlock): Json {
  if (exact === null) return null;
  return Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (__, j) => {
      const written = exact.get(i * columns + j);
      return written === undefined ? null : fractionText(written);
    }),
  );
}

export function blockJson(document: Document, block: MatrixBlock): Json {
  return {
    name: block.name,
    format: block.format,
    line: placeAt(document, block.start).line,
    start: block.start,
    end: block.end,
    rows: block.rows,
    columns: block.columns,
    missing: block.missing,
    values: cellRows(block, block.imaginary),
    exact: exactRows(block),
    rowLabels: block.rowLabels,
    columnLabels: block.columnLabels,
    problems: block.problems.map((problem) => {
      const { line, column } = placeAt(document, problem.start);
      return { code: problem.code, message: problem.message, start: problem.start, end: problem.end, line, column };
    }),
  };
}

export function decompositionJson(analysis: DecompositionAnalysis): Json {
  const { diagnostics, history } = analysis;
  return {
    method: analysis.method,
    why: analysis.why,
    formula: analysis.formula,
    factors: Object.fromEntries(analysis.factors.map((factor) => [factor.name, factorRows(factor)])),
    reconstruction: analysis.reconstruction && toRows(analysis.reconstruction),
    diagnostics: {
      relativeResidual: finite(diagnostics.relativeResidual),
      meanSquaredError: finite(diagnostics.meanSquaredError),
      conditionNumber: finite(diagnostics.conditionNumber),
      rank: diagnostics.rank,
      orthogonality: finite(diagnostics.orthogonality),
      backwardError: diagnostics.backwardError === undefined ? null : { ...diagnostics.backwardError },
      fit: diagnostics.fit === undefined ? null : { ...diagnostics.fit },
      rankTolerance: finite(diagnostics.rankTolerance ?? null),
      iteration: diagnostics.iteration === undefined ? null : { ...diagnostics.iteration },
    },
    ...detailsJson(analysis),
    objective: history.length === 0 ? null : history.map((point) => point.objective),
    stop: analysis.stop,
    warnings: analysis.warnings,
    seed: analysis.seed,
    seconds: analysis.seconds,
  };
}

/** A cell that is not determined has no number, and says why. */
export const predictionJson = ({
  row,
  column,
  value,
  lower,
  upper,
  baseline,
  ...more
}: Prediction): { readonly [key: string]: Json } => {
  const open = more.certainty === 'undetermined';
  return {
    row,
    column,
    value: open ? null : value,
    lower: open ? null : lower,
    upper: open ? null : upper,
    baseline,
    ...(more.intervals === undefined || open ? {} : { intervals: more.intervals.map((one) => ({ ...one })) }),
    ...(more.certainty === undefined ? {} : { certainty: more.certainty, reason: more.reason ?? null }),
    ...(more.influences === undefined ? {} : { influences: more.influences.map((one) => ({ ...one })) }),
  };
};

export function completionJson(analysis: CompletionAnalysis): Json {
  const { model, heldOut } = analysis;
  return {
    solver: analysis.solver,
    why: analysis.why,
    rank: analysis.rank,
    regularization: analysis.regularization,
    factors: {
      row: toRows(model.row),
      column: toRows(model.column),
      rowBias: list(model.rowBias),
      columnBias: list(model.columnBias),
      mean: model.mean,
    },
    reconstruction: toRows(determinedReconstruction(analysis)),
    predictions: analysis.predictions.map(predictionJson),
    interval: analysis.interval,
    intervalMethod: analysis.intervalMethod,
    scale: analysis.scale === null ? null : { ...analysis.scale },
    baselines: analysis.baselines.map((one) => ({ ...one })),
    heldOut: heldOut === null ? null : { ...heldOut },
    tried: analysis.triedSettings.map((one) => ({ ...one })),
    objective: analysis.history.map((point) => point.objective),
    stop: analysis.stop,
    warnings: analysis.warnings,
    seed: analysis.seed,
    seconds: analysis.seconds,
  };
}

export function reconstructionJson(analysis: ReconstructionAnalysis): Json {
  const rows = (matrix: Matrix): Json => toRows(matrix);
  return {
    why: analysis.why,
    rank: analysis.rank,
    factors: { row: rows(analysis.request.rowFactors), column: rows(analysis.request.columnFactors) },
    reconstruction: rows(analysis.reconstruction),
    predictions: analysis.predictions.map(predictionJson),
    relativeResidual: finite(analysis.diagnostics.relativeResidual),
    warnings: analysis.warnings,
  };
}
