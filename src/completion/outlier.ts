import type { Observations } from '../matrix/observations';

/** So many times the spread of the middle half away from the median is no tail of it. */
const far = 30;

/** With fewer known cells there is no telling what is far. */
const fewestCells = 8;

/** Names the known cell that lies farthest from all others, where it is so far that it may be a slip; else null. */
export function outlierWarning(known: Observations): string | null {
  const { values, rowIndex, columnIndex } = known;
  if (values.length < fewestCells) return null;
  const sorted = values.slice().sort();
  const at = (share: number): number => sorted[Math.floor(share * (sorted.length - 1))]!;
  const [median, spread] = [at(0.5), at(0.75) - at(0.25)];
  const distance = (t: number): number => Math.abs(values[t]! - median);
  const farthest = values.reduce((most, _, t) => (distance(t) > distance(most) ? t : most), 0);
  if (!(spread > 0 && distance(farthest) > far * spread)) return null;
  return (
    `The known cell in row ${rowIndex[farthest]! + 1}, column ${columnIndex[farthest]! + 1} (${values[farthest]!}) lies ` +
    'far from all others and draws the predictions to itself: if it is a slip, correct it.'
  );
}
