import { countMissing, transpose, type LabelledMatrix, type Matrix } from '../matrix/dense';
import { faults } from '../matrix/faults';
import { observed } from '../matrix/observations';
import type { ReconstructRequest } from '../protocol/request';
import type { BiasedFactors, Diagnostics, Factor, Prediction, ReconstructionAnalysis } from '../protocol/results';
import { diagnose } from './factors';
import { explain, predict, productModel, reconstruction } from './model';
import { checkResult } from './validate';

/**
 * Multiplies given factors: UVᵀ where both have k columns, else WH where the first has as many columns as the second
 * has rows; and predicts the missing cells of `known` with them.
 * Throws a Fault where a factor is empty or not wholly finite, where the shapes fit neither way, and where `known`
 * is not of the product's shape.
 */
export function reconstruct(request: ReconstructRequest): ReconstructionAnalysis {
  const started = performance.now();
  const { rowFactors, columnFactors, known } = request;
  checkFactor(rowFactors);
  checkFactor(columnFactors);
  const names = { row: rowFactors.name ?? 'U', column: columnFactors.name ?? 'V' };
  const transposed = rowFactors.columns === columnFactors.columns;
  if (!transposed && rowFactors.columns !== columnFactors.rows)
    throw faults.factorsDoNotFit(names.row, rowFactors.columns, names.column, columnFactors.columns);

  const model = productModel(rowFactors, transposed ? columnFactors : transpose(columnFactors));
  const product = reconstruction(model);
  checkResult(product);
  const shape = `${product.rows}×${product.columns}`;
  if (known !== null && (known.rows !== product.rows || known.columns !== product.columns))
    throw faults.knownShapeDiffers(`${known.rows}×${known.columns}`, shape);

  const rank = rowFactors.columns;
  const diagnostics = compare(model, known);
  const formula = `${known?.name ?? 'R'} ≈ ${names.row}${names.column}${transposed ? 'ᵀ' : ''}`;
  return {
    kind: 'reconstruct',
    request,
    rank,
    reconstruction: product,
    predictions: known === null ? [] : predictMissing(model, known, rowFactors),
    why: transposed
      ? `Both factors have ${rank} columns, so the product is ${names.row}${names.column}ᵀ, ${shape}.`
      : `${names.row} has ${rank} columns and ${names.column} has ${rank} rows, so the product is ${names.row}${names.column}, ${shape}.`,
    formula,
    factors: [
      asFactor(rowFactors, names.row, 'row factors, as given'),
      asFactor(
        columnFactors,
        names.column,
        transposed ? 'column factors, as given' : 'column factors, as given, across',
      ),
    ],
    diagnostics,
    history: [],
    objectiveFormula: null,
    stop: 'direct',
    warnings: known === null ? [] : warn(known, diagnostics),
    seed: 0,
    seconds: (performance.now() - started) / 1000,
  };
}

function checkFactor(factor: LabelledMatrix): void {
  if (factor.values.length === 0) throw faults.emptyMatrix();
  if (countMissing(factor) > 0) throw faults.missingNotAllowed('Reconstruction from factors');
  factor.values.forEach((value, at) => {
    if (!Number.isFinite(value)) throw faults.notFinite(Math.floor(at / factor.columns) + 1, (at % factor.columns) + 1);
  });
}

function predictMissing(model: BiasedFactors, known: LabelledMatrix, rowFactors: LabelledMatrix): Prediction[] {
  const predictions: Prediction[] = [];
  known.values.forEach((value, at) => {
    if (!Number.isNaN(value)) return;
    const row = Math.floor(at / known.columns);
    const column = at % known.columns;
    const names = { row: '', column: '', factors: rowFactors.columnLabels, bias: false };
    predictions.push({
      row,
      column,
      value: predict(model, row, column),
      lower: null,
      upper: null,
      baseline: null,
      terms: explain(model, row, column, names),
    });
  });
  return predictions;
}

/** The fit to the known cells; all null where there are none. */
function compare(model: BiasedFactors, known: LabelledMatrix | null): Diagnostics {
  const nothing: Matrix = { rows: model.row.rows, columns: model.column.rows, values: new Float64Array(0) };
  return diagnose(model, observed(known ?? nothing));
}

/** Says plainly when the factors miss the known cells by as much as the known cells differ among themselves. */
function warn(known: LabelledMatrix, { meanSquaredError }: Diagnostics): string[] {
  const { values } = observed(known);
  if (meanSquaredError === null) return [];
  const mean = values.reduce((sum, value) => sum + value / values.length, 0);
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2 / values.length, 0));
  const rmse = Math.sqrt(meanSquaredError);
  if (rmse <= spread / 2 || rmse === 0) return [];
  return [
    `These factors miss the known cells by ${rmse.toPrecision(3)} (root mean square), where the cells themselves ` +
      `vary by ${spread.toPrecision(3)} about their mean: they do not fit this matrix.`,
  ];
}

function asFactor(matrix: LabelledMatrix, name: string, role: string): Factor {
  return {
    name,
    role,
    rows: matrix.rows,
    columns: matrix.columns,
    values: matrix.values,
    imaginary: null,
    rowLabels: matrix.rowLabels,
    columnLabels: matrix.columnLabels,
    totalRows: matrix.rows,
  };
}
