/** A number that is close to what was written, and how one comes to write the other. */
export interface Slip {
  readonly value: number;
  /** "with 2 and 3 swapped". */
  readonly how: string;
}

/**
 * The slips of the pen by which a number may have become the one that is written: two neighbouring digits swapped, a
 * decimal point that is missing, added or misplaced, a sign.
 */
export function slipsOf(written: number): readonly Slip[] {
  const text = String(Math.abs(written));
  const sign = written < 0 ? -1 : 1;
  const swaps: Slip[] = [];
  // A number in scientific notation is not written by hand.
  if (!text.includes('e'))
    for (let at = 0; at + 1 < text.length; at++) {
      const [a, b] = [text[at]!, text[at + 1]!];
      if (a === b || a === '.' || b === '.') continue;
      const value = sign * Number(text.slice(0, at) + b + a + text.slice(at + 2));
      swaps.push({ value, how: `with ${a} and ${b} swapped` });
    }
  if (written === 0) return swaps;
  const points = [1, 2, 3].flatMap((places): Slip[] => {
    const noun = places === 1 ? 'one place' : `${places} places`;
    return [
      { value: Number(`${written}e-${places}`), how: `with the decimal point ${noun} to the left` },
      { value: Number(`${written}e${places}`), how: `with the decimal point ${noun} to the right` },
    ];
  });
  return [
    ...swaps,
    ...points.filter(({ value }) => Number.isFinite(value)),
    { value: -written, how: 'with the other sign' },
  ];
}

/** The slip whose number is nearest to `value`, among those from `lower` to `upper`; null where there is none. */
export function likelySlip(written: number, value: number, lower: number, upper: number): Slip | null {
  const fitting = slipsOf(written).filter((slip) => lower <= slip.value && slip.value <= upper);
  return fitting.reduce<Slip | null>(
    (best, slip) => (best === null || Math.abs(slip.value - value) < Math.abs(best.value - value) ? slip : best),
    null,
  );
}
