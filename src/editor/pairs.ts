import type { LabelledMatrix } from '../matrix/dense';
import { transpose } from '../matrix/dense';
import { firstIncomplete, matrixOf, type MatrixBlock } from '../matrix/block';

/** Two matrices whose product is a matrix: UVᵀ, or WH where the second is written k × n. */
export interface FactorPair {
  readonly row: MatrixBlock;
  readonly column: MatrixBlock;
  /** The second is written k × n. */
  readonly transposed: boolean;
}

/** Customary names of factors; the second of W and H, and of L and R, is written k × n. */
const customary: readonly { readonly row: string; readonly column: string; readonly transposed: boolean }[] = [
  { row: 'U', column: 'V', transposed: false },
  { row: 'W', column: 'H', transposed: true },
  { row: 'P', column: 'Q', transposed: false },
  { row: 'X', column: 'Y', transposed: false },
];

/** How two matrices multiply, m×k with n×k or with k×n; their names decide where both fit. Null: they do not. */
export function asFactors(row: MatrixBlock, column: MatrixBlock): FactorPair | null {
  if (!isComplete(row) || !isComplete(column)) return null;
  const plain = row.columns === column.columns;
  const turned = row.columns === column.rows;
  if (!plain && !turned) return null;
  const named = customary.find((names) => isNamed(row, names.row) && isNamed(column, names.column));
  return { row, column, transposed: turned && (!plain || named?.transposed === true) };
}

/** The pair with customary names that the document offers first; null where there is none. */
export function namedPair(blocks: readonly MatrixBlock[]): FactorPair | null {
  for (const names of customary)
    for (const row of firstOfEachShape(blocks, names.row))
      for (const column of firstOfEachShape(blocks, names.column)) {
        const pair = asFactors(row, column);
        if (pair !== null) return pair;
      }
  return null;
}

/** A longer list is not to choose from, and thousands of matrices make millions of pairs. */
const mostPairs = 200;

/** Every two matrices that multiply, the first 200 in the order of the text, the customary names first. */
export function allPairs(blocks: readonly MatrixBlock[]): readonly FactorPair[] {
  const pairs: FactorPair[] = [];
  // The sides of the matrices behind each say at once whether any of them can multiply with it.
  const complete = blocks.filter(isComplete);
  const sides = new Map<number, number>();
  for (const [i, block] of complete.entries()) for (const side of [block.rows, block.columns]) sides.set(side, i);
  for (const [i, row] of complete.entries()) {
    const last = sides.get(row.columns) ?? -1;
    for (let j = i + 1; j <= last && pairs.length < mostPairs; j++) {
      const pair = asFactors(row, complete[j]!);
      if (pair !== null) pairs.push(pair);
    }
  }
  const named = namedPair(blocks);
  if (named === null) return pairs;
  return [named, ...pairs.filter(({ row, column }) => row !== named.row || column !== named.column)];
}

/**
 * The pairs to offer unasked: customary names, or two neighbours m×k and n×k with k below both, the look of
 * factors.
 */
export function pairsToOffer(blocks: readonly MatrixBlock[]): readonly FactorPair[] {
  const named = namedPair(blocks);
  const neighbours = blocks.slice(1).flatMap((column, i) => {
    const pair = asFactors(blocks[i]!, column);
    return pair !== null && !pair.transposed && pair.row.columns < Math.min(pair.row.rows, column.rows) ? [pair] : [];
  });
  if (named === null) return neighbours;
  const taken = new Set([named.row, named.column]);
  return [named, ...neighbours.filter((pair) => !taken.has(pair.row) && !taken.has(pair.column))];
}

/** The column factors as the request wants them, n × k. */
export function columnFactors({ column, transposed }: FactorPair): LabelledMatrix {
  if (!transposed) return matrixOf(column);
  const { name, rowLabels, columnLabels } = column;
  return { name, rowLabels: columnLabels, columnLabels: rowLabels, ...transpose(column) };
}

/** A matrix with missing cells of the product's shape; null where the document has none. */
export function knownFor(pair: FactorPair, blocks: readonly MatrixBlock[]): MatrixBlock | null {
  const columns = pair.transposed ? pair.column.columns : pair.column.rows;
  return firstIncomplete(blocks, pair.row.rows, columns);
}

function isComplete(block: MatrixBlock): boolean {
  return block.missing === 0 && block.imaginary === null && block.problems.length === 0;
}

/** Complete matrices of a name; whether one of them multiplies with another depends on its shape alone. */
function firstOfEachShape(blocks: readonly MatrixBlock[], name: string): readonly MatrixBlock[] {
  const shapes = new Map<string, MatrixBlock>();
  for (const block of blocks) {
    const shape = `${block.rows}×${block.columns}`;
    if (block.name === name && isComplete(block) && !shapes.has(shape)) shapes.set(shape, block);
  }
  return [...shapes.values()];
}

function isNamed(block: MatrixBlock, name: string): boolean {
  return block.name === name;
}
