import type { HistoryPoint } from './results';

/** The factors as they were after some iterations, in the order and the shapes of those of the result, row by row. */
export interface Frame extends Pick<HistoryPoint, 'iteration' | 'objective'> {
  readonly factors: readonly Float64Array[];
}

/** What was kept of a run after some iterations, before it is brought into the form of the result's factors. */
export interface Kept<T> extends Pick<HistoryPoint, 'iteration' | 'objective'> {
  readonly state: T;
}

/** Keeps states of a run to play it back. */
export interface FrameRecorder<T> {
  /** `take` is called, at once, where this iteration is one to keep. */
  offer(iteration: number, objective: number, take: () => T): void;
  /** The first iteration that is kept from here on; infinite where none is. */
  readonly next: number;
  readonly kept: readonly Kept<T>[];
}

/** Frames of one run, and the numbers in all of them: 256 kilobytes. */
export const mostFrames = 60;
export const mostFrameNumbers = 2 ** 15;
/** Fewer would show steps, not learning: a run whose factors are too large for these has none. */
const fewestFrames = 8;

/**
 * Every iteration at first, then ever fewer, t ← max(t + 1, ⌈r t⌉), since most is learnt at first: r is as small as a
 * run of `total` iterations allows whose states hold so many `numbers` each. None where none are wanted.
 */
export function recordFrames<T>(wanted: boolean, total: number, numbers: number): FrameRecorder<T> {
  const most = !wanted ? 0 : Math.min(mostFrames, Math.floor(mostFrameNumbers / Math.max(1, numbers)));
  const kept: Kept<T>[] = [];
  const ratio = leastRatio(total, most);
  let next = most < fewestFrames ? Number.POSITIVE_INFINITY : 0;
  return {
    get next() {
      return next;
    },
    offer: (iteration, objective, take) => {
      if (iteration < next) return;
      next = after(iteration, ratio);
      kept.push({ iteration, objective, state: take() });
    },
    kept,
  };
}

const after = (iteration: number, ratio: number): number => Math.max(iteration + 1, Math.ceil(ratio * iteration));

function leastRatio(total: number, most: number): number {
  if (most < fewestFrames) return 1;
  for (let growth = 0; ; growth = growth === 0 ? 0.01 : 1.2 * growth) {
    let frames = 0;
    // one place is the result's own
    for (let t = 0; t <= total && frames < most; t = after(t, 1 + growth)) frames++;
    if (frames < most) return 1 + growth;
  }
}

/** The frames before the result, and the result: it comes last, also where it is not the last that was seen. */
export function framesUntil(frames: readonly Frame[], result: Frame): readonly Frame[] {
  return frames.length === 0 ? [] : [...frames.filter(({ iteration }) => iteration < result.iteration), result];
}
