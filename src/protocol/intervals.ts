/** Nominal coverages of the intervals that come with every prediction. */
export const intervalLevels = [0.5, 0.8, 0.9, 0.95] as const;
export type IntervalLevel = (typeof intervalLevels)[number];

/** That of the interval shown where none is asked for. */
export const usualLevel = 0.9;

/** The known cells that a symmetric interval of a level takes, by errors at each of them: the least n with ⌈level (n + 1)⌉ ≤ n. */
export function leastCells(level: IntervalLevel): number {
  return Math.ceil(level / (1 - level) - 1e-9);
}

/** The level that a number is, as a share or in percent; null where it is none of them. */
export function readLevel(value: unknown): IntervalLevel | null {
  return intervalLevels.find((level) => value === level || value === 100 * level) ?? null;
}
