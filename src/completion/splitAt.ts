import type { Observations } from '../matrix/observations';

/** Ratings to train on, and those held out of them; null where none are. */
export interface Split {
  /** Lies in the memory of the ratings that were split, so that tens of millions are not held twice. */
  readonly training: Observations;
  readonly test: Observations | null;
  /** Puts what was split back into its order; `training` is of no use thereafter. */
  readonly restore: () => void;
}

type Numbers = Uint32Array | Float64Array;

/**
 * Holds out the observations with a mark: they are moved behind the others, both in their order, until `restore` is
 * called.
 */
export function splitAt(observations: Observations, marks: Uint8Array): Split {
  const held = marks.reduce((sum, mark) => sum + mark, 0);
  if (held === 0) return { training: observations, test: null, restore: () => undefined };
  const { rowIndex, columnIndex, values, ...shape } = observations;
  const kept = values.length - held;
  const test = {
    ...shape,
    rowIndex: moveBehind(rowIndex, marks, new Uint32Array(held)),
    columnIndex: moveBehind(columnIndex, marks, new Uint32Array(held)),
    values: moveBehind(values, marks, new Float64Array(held)),
  };
  const training = {
    ...shape,
    rowIndex: rowIndex.subarray(0, kept),
    columnIndex: columnIndex.subarray(0, kept),
    values: values.subarray(0, kept),
  };
  return {
    training,
    test,
    restore: () => {
      moveBack(rowIndex, marks, test.rowIndex);
      moveBack(columnIndex, marks, test.columnIndex);
      moveBack(values, marks, test.values);
    },
  };
}

/** Moves the numbers with a mark behind the others, and copies them to `held`, which is returned. */
function moveBehind<T extends Numbers>(numbers: Numbers, marks: Uint8Array, held: T): T {
  let kept = 0;
  for (let t = 0; t < marks.length; t++) {
    if (marks[t] === 0) numbers[kept++] = numbers[t]!;
    else held[t - kept] = numbers[t]!;
  }
  numbers.set(held, kept);
  return held;
}

function moveBack(numbers: Numbers, marks: Uint8Array, held: Numbers): void {
  let behind = held.length;
  for (let t = marks.length - 1; t >= 0; t--) numbers[t] = marks[t] === 0 ? numbers[t - behind]! : held[--behind]!;
}
