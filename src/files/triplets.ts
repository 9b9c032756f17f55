import type { Observations } from '../matrix/observations';
import type { Control } from '../protocol/control';
import { writeWhole } from './wholeFile';

/** Lines made before they are written. */
const linesAtOnce = 1 << 17;

/**
 * Writes known cells as lines of `row,column,value`, indices from 0, values to the seven digits that a float holds.
 * Throws the `cannotWrite` fault, and when cancelled.
 */
export function writeTriplets(path: string, cells: Observations, control: Control): Promise<void> {
  return writeWhole(path, pieces(cells), control);
}

function* pieces({ rowIndex, columnIndex, values }: Observations): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  for (let from = 0; from < values.length; from += linesAtOnce) {
    const to = Math.min(from + linesAtOnce, values.length);
    let text = '';
    for (let t = from; t < to; t++) text += `${rowIndex[t]!},${columnIndex[t]!},${Number(values[t]!.toPrecision(7))}\n`;
    yield encoder.encode(text);
  }
}
