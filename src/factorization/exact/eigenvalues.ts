import { polynomialText, type RationalRoot } from './characteristic';
import { fractionText, minus, over, rationalRoot, times, whole, leastMultiple, type Rational } from './rational';

/** "3 (twice), -1/2". */
export function rootsText(roots: readonly RationalRoot[]): string {
  return roots
    .map(({ value, multiplicity }) => `${fractionText(value).replace('-', '−')}${timesText(multiplicity)}`)
    .join(', ');
}

function timesText(multiplicity: number): string {
  return multiplicity === 1 ? '' : multiplicity === 2 ? ' (twice)' : ` (${multiplicity} times)`;
}

/** The eigenvalues in words: the rational ones, and the roots of what is left, with its square root where it is quadratic. */
export function eigenvaluesText(roots: readonly RationalRoot[], rest: readonly Rational[]): string {
  const left =
    rest.length === 1
      ? ''
      : rest.length === 3
        ? surdText(rest)
        : `the roots of ${polynomialText(rest)}, none of them rational`;
  return [rootsText(roots), left].filter((part) => part !== '').join(', ');
}

/** (−b ± √(b² − 4c)) / 2 of λ² + bλ + c, with squares taken out of the root: "(7 ± 3√5)/2", "1 ± 2i". */
function surdText(rest: readonly Rational[]): string {
  const [, b, c] = rest as readonly [Rational, Rational, Rational];
  const half = over(b, whole(-2));
  const discriminant = minus(times(half, half), c);
  const negative = discriminant.numerator < 0n;
  // √(p/q) = √(pq) / q
  const inside = (negative ? -1n : 1n) * discriminant.numerator * discriminant.denominator;
  const { root, free } = squarePart(inside);
  const scale = over(whole(root), whole(discriminant.denominator));
  const surd = `${free === 1n ? '' : `√${free}`}${negative ? 'i' : ''}`;
  const denominator = leastMultiple(half.denominator, scale.denominator);
  const [first, second] = [half, scale].map((x) => (x.numerator * denominator) / x.denominator) as [bigint, bigint];
  const factor = second === 1n && surd !== '' ? surd : `${second}${surd}`;
  const shown = String(first).replace('-', '−');
  if (first === 0n) return denominator === 1n ? `±${factor}` : `±${factor}/${denominator}`;
  return denominator === 1n ? `${shown} ± ${factor}` : `(${shown} ± ${factor})/${denominator}`;
}

/** Divisors that are tried: a square of a larger prime stays under the root, where it is right as well. */
const largestDivisor = 1000n;

/** value = root² · free, for value > 0, with the squares of small numbers in the root. */
function squarePart(value: bigint): { root: bigint; free: bigint } {
  const whole = rationalRoot({ numerator: value, denominator: 1n });
  if (whole !== null) return { root: whole.numerator, free: 1n };
  let [root, free] = [1n, value];
  for (let divisor = 2n; divisor <= largestDivisor && divisor * divisor <= free; divisor++)
    while (free % (divisor * divisor) === 0n) {
      free /= divisor * divisor;
      root *= divisor;
    }
  return { root, free };
}
