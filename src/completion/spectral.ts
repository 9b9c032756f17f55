import type { Observations } from '../matrix/observations';
import type { Random } from '../matrix/random';
import type { Control } from '../protocol/control';
import type { BiasedFactors } from '../protocol/results';
import { randomModel } from './model';
import { checkpointWork } from './solver';

/** Passes over the known cells; directions need only be told roughly apart. */
const passes = 6;

/**
 * A model without biases whose column factors span about the leading right singular vectors of the known cells, zeros
 * elsewhere, by orthogonal iteration from a random start: so that least squares begins near the largest components,
 * and not at a random point from which it can run into a poor minimum. The row factors are random.
 * Throws when cancelled.
 * Source: Jain, Netrapalli and Sanghavi, STOC 2013, algorithm 1.
 */
export function spectralModel(known: Observations, rank: number, random: Random, control: Control): BiasedFactors {
  const model = randomModel(known.rows, known.columns, rank, 1 / Math.sqrt(Math.max(rank, 1)), random);
  const v = model.column.values;
  const interval = Math.ceil(checkpointWork / (rank + 1));
  for (let pass = 0; pass < passes; pass++) {
    // U ← EV, V ← orth(EᵀU)
    const u = new Float64Array(known.rows * rank);
    known.values.forEach((e, t) => {
      if (t % interval === 0) control.checkpoint();
      addScaled(u, known.rowIndex[t]! * rank, e, v, known.columnIndex[t]! * rank, rank);
    });
    const next = new Float64Array(v.length);
    known.values.forEach((e, t) => {
      if (t % interval === 0) control.checkpoint();
      addScaled(next, known.columnIndex[t]! * rank, e, u, known.rowIndex[t]! * rank, rank);
    });
    if (!orthonormalize(next, known.columns, rank)) return model;
    v.set(next);
  }
  // Entries of unit size, as the ridge of least squares expects of standardized cells.
  const scale = Math.sqrt(known.columns / Math.max(rank, 1));
  for (let i = 0; i < v.length; i++) v[i]! *= scale;
  return model;
}

/** to[at + f] += scale · from[start + f], f < length. */
function addScaled(
  to: Float64Array,
  at: number,
  scale: number,
  from: Float64Array,
  start: number,
  length: number,
): void {
  for (let f = 0; f < length; f++) to[at + f]! += scale * from[start + f]!;
}

/** Makes the columns of an n × k matrix orthonormal (modified Gram and Schmidt); false where they are dependent. */
export function orthonormalize(values: Float64Array, rows: number, columns: number): boolean {
  for (let f = 0; f < columns; f++) {
    const before = norm(values, rows, columns, f);
    for (let g = 0; g < f; g++) {
      let dot = 0;
      for (let i = 0; i < rows; i++) dot += values[i * columns + f]! * values[i * columns + g]!;
      for (let i = 0; i < rows; i++) values[i * columns + f]! -= dot * values[i * columns + g]!;
    }
    const length = norm(values, rows, columns, f);
    if (!(length > 1e-10 * before)) return false;
    for (let i = 0; i < rows; i++) values[i * columns + f]! /= length;
  }
  return true;
}

function norm(values: Float64Array, rows: number, columns: number, column: number): number {
  let sum = 0;
  for (let i = 0; i < rows; i++) sum += values[i * columns + column]! ** 2;
  return Math.sqrt(sum);
}
