/** Shades on each side of zero. */
export const shades = 8;

/** The most a cell takes of its colour, in percent: text on it keeps a contrast of 4.5 in the default themes. */
export const strongestShade = 40;

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

/** A share of one colour in another, all as #rrggbb. */
export function mixed(color: string, into: string, share: number): string {
  const parts = [0, 1, 2].map((at) => Math.round(share * channel(color, at) + (1 - share) * channel(into, at)));
  return `#${parts.map((one) => one.toString(16).padStart(2, '0')).join('')}`;
}

/** Red, green or blue of #rrggbb, from 0 to 255. */
export function channel(hex: string, at: number): number {
  return Number.parseInt(hex.slice(1 + 2 * at, 3 + 2 * at), 16);
}
