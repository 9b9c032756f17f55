import type { Random } from '../../matrix/random';

/**
 * A draw from the gamma distribution of this shape and unit rate, for shape > 0. A shape below 1 is drawn as
 * G(shape + 1) · U^(1/shape). χ² with ν degrees of freedom is 2 G(ν/2).
 * Source: Marsaglia and Tsang, ACM Transactions on Mathematical Software 26 (2000), 363-372.
 */
export function gamma(shape: number, random: Random): number {
  if (shape < 1) return gamma(shape + 1, random) * (1 - random.uniform()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    const u = 1 - random.uniform();
    if (Math.log(u) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
