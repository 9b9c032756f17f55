/** Shades on each side of zero. */
export const shades = 8;

/** The most a cell takes of its colour, in percent: text on it keeps a contrast of 4.5 in the default themes. */
export const strongestShade = 40;

/** The largest |a| of the known, finite values: the end of both sides of the scale. 0 where there is none. */
export function largestMagnitude(...lists: readonly Float64Array[]): number {
  let largest = 0;
  for (const values of lists)
    for (const value of values) if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  return largest;
}

/** |z| of complex values given in two parts. */
export function moduli(real: Float64Array, imaginary: Float64Array): Float64Array {
  return real.map((value, i) => Math.hypot(value, imaginary[i] ?? 0));
}

/** Where a value lies on the diverging scale: a whole number from −shades to shades, 0 for zero and for missing. */
export function shade(value: number, largest: number): number {
  if (Number.isNaN(value) || largest === 0) return 0;
  const ratio = Math.max(-1, Math.min(1, value / largest));
  const step = Math.round(shades * ratio);
  return step === 0 ? 0 : step;
}

/** The style class of a shade: "p1" … "p8" above zero, "n1" … "n8" below, none at zero. */
export function shadeClass(step: number): string {
  if (step === 0) return '';
  return step > 0 ? `p${step}` : `n${-step}`;
}
