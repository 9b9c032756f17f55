/** Lets the page draw, for so long; called every few milliseconds of work. Rejects when the work is no longer wanted. */
export type Pause = (milliseconds?: number) => Promise<void>;

/** Milliseconds of work between pauses: well under a frame. */
const stretch = 8;

/** Runs `work` for each row, with pauses. */
export async function eachRow(rows: number, pause: Pause, work: (row: number) => void): Promise<void> {
  let began = performance.now();
  for (let row = 0; row < rows; row++) {
    work(row);
    if (performance.now() - began < stretch) continue;
    await pause();
    began = performance.now();
  }
}

/** Does `work` for each of all, with pauses. */
export async function eachOf<T>(all: Iterable<T>, pause: Pause, work: (one: T) => Promise<void>): Promise<void> {
  let began = performance.now();
  for (const one of all) {
    await work(one);
    if (performance.now() - began < stretch) continue;
    await pause();
    began = performance.now();
  }
}
