/** Steps of 15°, in which every sine that a square root gives falls. */
const step = Math.PI / 12;
const stepsOfTurn = 24;
/** sin(15° · k) of the first quarter, where it is 0, 1/2, √2/2, √3/2 or 1. */
const sines: ReadonlyMap<number, number> = new Map([
  [0, 0],
  [2, 1 / 2],
  [3, Math.SQRT1_2],
  [4, Math.sqrt(3 / 4)],
  [6, 1],
]);
/** An angle computed from π is off by a few units in the last place. */
const tolerance = 4 * Number.EPSILON;
/** Farther out, neighbouring doubles are too far apart for this. */
const farthest = 1e4;

/** The angle in steps of 15°, in one turn; null where it is no whole number of them. */
function stepsOf(angle: number): number | null {
  if (Math.abs(angle) > farthest) return null;
  const steps = angle / step;
  const nearest = Math.round(steps);
  if (Math.abs(steps - nearest) > tolerance * Math.abs(steps)) return null;
  return ((nearest % stepsOfTurn) + stepsOfTurn) % stepsOfTurn;
}

/** sin(15° · k) as a square root gives it; null where none does. */
function sineOfSteps(steps: number): number | null {
  const turned = steps % stepsOfTurn;
  const half = turned % (stepsOfTurn / 2);
  const size = sines.get(half > 6 ? 12 - half : half);
  if (size === undefined) return null;
  return turned >= 12 && size !== 0 ? -size : size;
}

/** sin x, where x is written with π: sin π is 0, and sin(π/6) is 1/2, although π is rounded. */
export function sine(angle: number): number {
  const steps = stepsOf(angle);
  return (steps === null ? null : sineOfSteps(steps)) ?? Math.sin(angle);
}

/** cos x, likewise. */
export function cosine(angle: number): number {
  const steps = stepsOf(angle);
  return (steps === null ? null : sineOfSteps(steps + 6)) ?? Math.cos(angle);
}

/** tan x, likewise: infinite at a quarter turn, and 1 at 45°. */
export function tangent(angle: number): number {
  const steps = stepsOf(angle);
  if (steps === null) return Math.tan(angle);
  if (steps % 6 === 3) return steps % 12 === 3 ? 1 : -1;
  const [above, below] = [sineOfSteps(steps), sineOfSteps(steps + 6)];
  if (above === 0) return 0;
  return below === 0 && above !== null ? above / below : Math.tan(angle);
}
