import type { Observations } from '../matrix/observations';
import { propagate, sums } from './exact/propagate';

/**
 * Degrees of freedom of m × n matrices of rank r: r (m + n − r). With biases, those of mean + b_i + c_j plus a
 * rank-r matrix of zero row and column sums: (m + n − 1) + r (m + n − 2 − r). Never more than mn.
 */
export function degreesOfFreedom(rows: number, columns: number, rank: number, bias: boolean): number {
  if (!bias) return rank * (rows + columns - rank);
  const centredRank = Math.min(rank, Math.min(rows, columns) - 1);
  return rows + columns - 1 + centredRank * (rows + columns - 2 - centredRank);
}

/** What the known cells cannot determine, and what predictions come from instead, in one sentence each, the gravest first. */
export function identifiabilityWarnings(
  known: Observations,
  rank: number,
  bias: boolean,
  source: 'prior' | 'regularization',
): { undetermined: string | null; thin: string | null } {
  return { undetermined: undetermined(known, rank, bias, source), thin: thinLines(known) };
}

function undetermined(known: Observations, rank: number, bias: boolean, source: string): string | null {
  const { rows, columns } = known;
  const cells = known.values.length;
  const { components } = propagate(known, sums);
  if (components > 1)
    return (
      `The known cells fall into ${components} groups that share no row and no column, ` +
      'so nothing in the data compares them: what lies between two groups is not determined.'
    );
  const freedom = degreesOfFreedom(rows, columns, rank, bias);
  if (freedom <= cells) return null;
  const subject = `A rank-${rank} ${rows}×${columns} ${bias ? 'model with biases' : 'matrix'}`;
  return (
    `${subject} has ${freedom} degrees of freedom, and ${cells} ${cells === 1 ? 'cell is' : 'cells are'} known: ` +
    `infinitely many matrices fit, so the prediction comes from the ${source} as much as from the data.`
  );
}

/** Names rows and columns with a single known cell. */
function thinLines(known: Observations): string | null {
  const names = [
    ...singles(known.rowIndex, known.rows).map((i) => `row ${i + 1}`),
    ...singles(known.columnIndex, known.columns).map((j) => `column ${j + 1}`),
  ];
  if (names.length === 0) return null;
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
  const list = shown.length === 1 ? shown[0]! : `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]!}`;
  const verb = names.length === 1 ? 'has' : 'have';
  return `${list.charAt(0).toUpperCase()}${list.slice(1)} ${verb} a single known cell, so predictions there are weak.`;
}

/** Indices that occur exactly once. */
function singles(indices: Uint32Array, count: number): number[] {
  const counts = new Uint32Array(count);
  for (const index of indices) counts[index]!++;
  return Array.from(counts.keys()).filter((index) => counts[index] === 1);
}

/**
 * Why nothing in the data determines a cell, or null: its row and its column are in groups of known cells that no known
 * cell connects. The sentence names them by `names`.
 */
export function undeterminedReasons(
  known: Observations,
): (row: number, column: number, names: { readonly row: string; readonly column: string }) => string | null {
  const { rowComponent, columnComponent } = propagate(known, sums);
  return (row, column, names) =>
    rowComponent[row] === columnComponent[column]
      ? null
      : `Not determined: no chain of known cells leads from ${names.row} to ${names.column}, so any number fits the data as well.`;
}
