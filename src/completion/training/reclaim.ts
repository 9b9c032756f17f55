/** Ratings from which it is worth while. */
const worthwhile = 1_000_000;

/** How much is asked for, in bytes, and how often: what threads shared is given back at the second look or the third. */
const asked = 2 ** 28;
const times = 3;

/**
 * Has the memory given back that nothing holds any more, of a step of work on so many ratings. The engine looks for such memory when much
 * is asked for, but does not count what WebAssembly has: so much is asked for here, which takes no memory as it is never touched.
 */
export async function reclaim(ratings: number): Promise<void> {
  if (ratings < worthwhile) return;
  for (let time = 0; time < times; time++) {
    await new Promise((resolve) => setImmediate(resolve));
    if (!isHad(asked)) return;
  }
}

function isHad(bytes: number): boolean {
  try {
    return new ArrayBuffer(bytes).byteLength === bytes;
  } catch {
    return false;
  }
}
