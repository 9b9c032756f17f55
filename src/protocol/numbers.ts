/** A number as a person reads it: `digits` significant digits, no trailing zeros, a true minus-free ASCII form. */
export function formatNumber(value: number, digits = 4): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return '0';
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-4 && magnitude < 1e7)
    return String(Number(value.toPrecision(Math.max(digits, wholeDigits(magnitude)))));
  return value.toExponential(digits - 1).replace(/\.?0+e/, 'e');
}

/** Digits before the decimal point: whole parts are never rounded away. */
function wholeDigits(magnitude: number): number {
  return magnitude < 1 ? 1 : Math.floor(Math.log10(magnitude)) + 1;
}
