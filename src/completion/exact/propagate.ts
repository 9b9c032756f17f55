import { group, type Grouped, type Observations } from '../../matrix/observations';

/** r_i ∘ c_j = y_ij on the known cells, ∘ being a sum or a product. */
export interface Separable {
  readonly row: Float64Array;
  readonly column: Float64Array;
  /** Which connected component of the graph of known cells each row and each column belongs to. */
  readonly rowComponent: Int32Array;
  readonly columnComponent: Int32Array;
  /** How many components have a known cell; a row or column without any is one of its own. */
  readonly components: number;
}

/** How a cell is made of its row's and its column's number, and how one of these follows from the cell and the other. */
export interface Operation {
  readonly neutral: number;
  readonly combine: (row: number, column: number) => number;
  readonly solve: (cell: number, other: number) => number;
}

export const sums: Operation = { neutral: 0, combine: (r, c) => r + c, solve: (y, other) => y - other };
export const products: Operation = { neutral: 1, combine: (r, c) => r * c, solve: (y, other) => y / other };

/**
 * Gives the first row of each component the neutral number, and every other row and column what the first known cell
 * that reaches it demands: breadth first through the bipartite graph whose edges are the known cells. O(m + n + cells).
 */
export function propagate(known: Observations, { neutral, solve }: Operation): Separable {
  const sides = [group(known, 'row'), group(known, 'column')] as const;
  const numbers = [new Float64Array(known.rows), new Float64Array(known.columns)] as const;
  const components = [new Int32Array(known.rows).fill(-1), new Int32Array(known.columns).fill(-1)] as const;
  let [count, connected] = [0, 0];
  const visit = (side: 0 | 1, first: number): void => {
    if (isKnown(sides[side], first)) connected++;
    components[side][first] = count;
    numbers[side][first] = neutral;
    const queue: (readonly [0 | 1, number])[] = [[side, first]];
    for (const [from, index] of queue) {
      const to = from === 0 ? 1 : 0;
      const { starts, others, values } = sides[from];
      for (let t = starts[index]!; t < starts[index + 1]!; t++) {
        const other = others[t]!;
        if (components[to][other] !== -1) continue;
        components[to][other] = count;
        numbers[to][other] = solve(values[t]!, numbers[from][index]!);
        queue.push([to, other]);
      }
    }
    count++;
  };
  for (let i = 0; i < known.rows; i++) if (components[0][i] === -1) visit(0, i);
  for (let j = 0; j < known.columns; j++) if (components[1][j] === -1) visit(1, j);
  return {
    row: numbers[0],
    column: numbers[1],
    rowComponent: components[0],
    columnComponent: components[1],
    components: connected,
  };
}

const isKnown = ({ starts }: Grouped, index: number): boolean => starts[index]! < starts[index + 1]!;
