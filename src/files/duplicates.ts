import { pick, type Observations } from '../matrix/observations';

/** The last observation of each cell, in the order given; in time linear in their number. */
export function lastOfEachPair(observations: Observations): Observations {
  const { rows, columns, rowIndex, columnIndex } = observations;
  const count = rowIndex.length;
  // positions by row, in order: a counting sort
  const next = new Uint32Array(rows + 1);
  for (const row of rowIndex) next[row + 1]!++;
  for (let row = 0; row < rows; row++) next[row + 1]! += next[row]!;
  const byRow = new Uint32Array(count);
  for (let t = 0; t < count; t++) byRow[next[rowIndex[t]!]!++] = t;

  // the last position of each column in the row at hand, plus 1; 0 where the column has none
  const last = new Uint32Array(columns);
  const dropped = new Uint8Array(count);
  let drops = 0;
  for (let start = 0, end = 0; start < count; start = end) {
    const row = rowIndex[byRow[start]!]!;
    for (end = start; end < count && rowIndex[byRow[end]!] === row; end++) {
      const t = byRow[end]!;
      const earlier = last[columnIndex[t]!]!;
      if (earlier > 0) {
        dropped[earlier - 1] = 1;
        drops++;
      }
      last[columnIndex[t]!] = t + 1;
    }
    for (let s = start; s < end; s++) last[columnIndex[byRow[s]!]!] = 0;
  }
  if (drops === 0) return observations;
  const kept = new Uint32Array(count - drops);
  let size = 0;
  for (let t = 0; t < count; t++) if (dropped[t] === 0) kept[size++] = t;
  return pick(observations, kept);
}
