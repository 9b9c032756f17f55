import type { Biases } from '../protocol/methods';
import { countEach, type Observations } from '../matrix/observations';
import { propagate, sums } from './exact/propagate';
import { absentLines, countLines } from './lines';

/**
 * Degrees of freedom of m × n matrices of rank r: r (m + n − r). With biases, those of mean + b_i + c_j plus a
 * rank-r matrix of zero row and column sums: (m + n − 1) + r (m + n − 2 − r). With those of the rows alone, b_i plus a
 * rank-r matrix of zero row sums: m + r (m + n − 1 − r); of the columns alone likewise. Never more than mn.
 */
export function degreesOfFreedom(rows: number, columns: number, rank: number, bias: Biases): number {
  if (bias === false) return rank * (rows + columns - rank);
  if (bias !== true) {
    const [own, other] = bias === 'rows' ? [rows, columns] : [columns, rows];
    const centredRank = Math.min(rank, own, other - 1);
    return own + centredRank * (rows + columns - 1 - centredRank);
  }
  const centredRank = Math.min(rank, Math.min(rows, columns) - 1);
  return rows + columns - 1 + centredRank * (rows + columns - 2 - centredRank);
}

/** What the known cells cannot determine, and what predictions come from instead, in one sentence each, the gravest first. */
export function identifiabilityWarnings(
  known: Observations,
  rank: number,
  bias: Biases,
  source: 'prior' | 'regularization',
): { readonly absent: string | null; readonly undetermined: string | null; readonly thin: string | null } {
  return { absent: absent(known), undetermined: undetermined(known, rank, bias, source), thin: thinLines(known) };
}

const nouns: Readonly<Record<`${Biases}`, string>> = {
  true: 'model with biases',
  rows: 'model with row biases',
  columns: 'model with column biases',
  false: 'matrix',
};

function undetermined(known: Observations, rank: number, bias: Biases, source: string): string | null {
  // A row without known cells adds nothing to what the others are fitted to.
  const { rows, columns } = countLines(known);
  const cells = known.values.length;
  const { components } = propagate(known, sums);
  if (components > 1)
    return (
      `The known cells fall into ${components} groups that share no row and no column, ` +
      'so nothing in the data compares them: what lies between two groups is not determined.'
    );
  const freedom = degreesOfFreedom(rows, columns, Math.min(rank, rows, columns), bias);
  if (freedom <= cells) return null;
  const subject = `A rank-${rank} ${rows}×${columns} ${nouns[`${bias}`]}`;
  return (
    `${subject} has ${freedom} degrees of freedom, and ${cells} ${cells === 1 ? 'cell is' : 'cells are'} known: ` +
    `infinitely many matrices fit, so the prediction comes from the ${source} as much as from the data.`
  );
}

/** Names rows and columns without a known cell. */
function absent(known: Observations): string | null {
  const lines = linesWith(known, 0);
  if (lines === null) return null;
  return `${lines.names} ${lines.isOne ? 'has' : 'have'} no known cell, so nothing tells ${lines.isOne ? 'it' : 'them'} apart from the others.`;
}

/** Names rows and columns with a single known cell. */
function thinLines(known: Observations): string | null {
  const lines = linesWith(known, 1);
  if (lines === null) return null;
  return `${lines.names} ${lines.isOne ? 'has' : 'have'} a single known cell, so predictions there are weak.`;
}

/** The rows and columns with so many known cells, in words that begin a sentence; null where there are none. */
function linesWith(known: Observations, cells: number): { readonly names: string; readonly isOne: boolean } | null {
  const indices = (counts: Uint32Array): number[] =>
    Array.from(counts.keys()).filter((index) => counts[index] === cells);
  const names = [
    ...indices(countEach(known.rowIndex, known.rows)).map((i) => `row ${i + 1}`),
    ...indices(countEach(known.columnIndex, known.columns)).map((j) => `column ${j + 1}`),
  ];
  if (names.length === 0) return null;
  const shown = names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} more`] : names;
  const list = shown.length === 1 ? shown[0]! : `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]!}`;
  return { names: capitalized(list), isOne: names.length === 1 };
}

/** Fewer rows do not say how far rows differ, which is all that is known of a row without known cells. */
const fewestLines = 3;

/** What is to be said of a single cell: whether any number fits it as well, and a sentence. */
export interface CellNote {
  readonly isOpen: boolean;
  readonly reason: string;
}

/**
 * What the data do not determine of a cell, or null where its row and its column are both known and connected. A row
 * without known cells may be any row: where the model `knowsLines`, knows how far rows differ, its cells are predicted
 * as those of any row, from their columns; else they are open, and so are cells that no chain of known cells connects.
 */
export function cellNotes(
  known: Observations,
  knowsLines: boolean,
): (row: number, column: number, names: { readonly row: string; readonly column: string }) => CellNote | null {
  const { rowComponent, columnComponent } = propagate(known, sums);
  const isAbsent = absentLines(known);
  const lines = countLines(known);

  const ofAbsent = (own: string, other: string, noun: 'row' | 'column', count: number): CellNote => {
    if (!knowsLines)
      return { isOpen: true, reason: `Not determined: ${own} has no known cell, so any number fits the data as well.` };
    if (count < fewestLines) {
      const others = count === 1 ? `a single other ${noun} does` : `${count} other ${noun}s do`;
      const reason = `Not determined: ${own} has no known cell, and ${others} not say how far ${noun}s differ.`;
      return { isOpen: true, reason };
    }
    const reason = `${capitalized(own)} has no known cell: this is what ${other} says of any ${noun}.`;
    return { isOpen: false, reason };
  };

  return (row, column, names) => {
    const [noRow, noColumn] = [isAbsent.row(row), isAbsent.column(column)];
    if (noRow && noColumn)
      return { isOpen: true, reason: `Not determined: neither ${names.row} nor ${names.column} has a known cell.` };
    if (noRow) return ofAbsent(names.row, names.column, 'row', lines.rows);
    if (noColumn) return ofAbsent(names.column, names.row, 'column', lines.columns);
    if (rowComponent[row] === columnComponent[column]) return null;
    return {
      isOpen: true,
      reason: `Not determined: no chain of known cells leads from ${names.row} to ${names.column}, so any number fits the data as well.`,
    };
  };
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
