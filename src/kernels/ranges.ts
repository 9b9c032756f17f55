/**
 * Where ranges of rows end that take about `most` of work each, with so much to a cell and so much to a row. Row i has
 * the cells starts[i] … starts[i + 1] − 1.
 */
export function rangeEnds(starts: Uint32Array, cellWork: number, rowWork: number, most: number): number[] {
  const count = starts.length - 1;
  const ends: number[] = [];
  let from = 0;
  for (let i = 1; i <= count; i++) {
    if (i < count && (starts[i]! - starts[from]!) * cellWork + (i - from) * rowWork < most) continue;
    ends.push(i);
    from = i;
  }
  return ends;
}
