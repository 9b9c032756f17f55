/** How long work of ours may keep the extension host's thread, in milliseconds. */
const longestSlice = 8;

/** Does work that stops now and then, and lets others have the thread whenever it has had it long enough. */
export async function inSlices<T>(work: Generator<undefined, T>): Promise<T> {
  for (let started = performance.now(); ;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - started < longestSlice) continue;
    await new Promise((resolve) => setImmediate(resolve));
    started = performance.now();
  }
}
