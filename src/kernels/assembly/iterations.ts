let count: i32 = 0;

/** Counts a step of an iteration: of QL, of QR, or towards a root. */
export function countIteration(): void {
  count++;
}

/** The steps since this was last asked. */
export function takeIterations(): i32 {
  const taken = count;
  count = 0;
  return taken;
}
