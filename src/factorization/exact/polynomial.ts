import { greatestDivisor, magnitudeOf } from './rational';

/** A polynomial with whole coefficients, the highest power first, which is not 0 unless it is the polynomial 0, []. */
export type Polynomial = readonly bigint[];

function trimmed(p: Polynomial): Polynomial {
  const first = p.findIndex((coefficient) => coefficient !== 0n);
  return first < 0 ? [] : p.slice(first);
}

/** p over the greatest divisor of its coefficients, a positive number, so that signs stay. */
function primitive(p: Polynomial): Polynomial {
  const divisor = p.reduce(greatestDivisor, 0n);
  return divisor === 0n ? [] : p.map((coefficient) => coefficient / divisor);
}

function derivative(p: Polynomial): Polynomial {
  return p.slice(0, -1).map((coefficient, i) => coefficient * BigInt(p.length - 1 - i));
}

/** p(x) by Horner's rule. */
function evaluateAt(p: Polynomial, x: bigint): bigint {
  return p.reduce((value, coefficient) => value * x + coefficient, 0n);
}

/** What is left of c·p after division by d, for some c > 0 that keeps the coefficients whole. */
function remainder(p: Polynomial, d: Polynomial): Polynomial {
  let rest = trimmed(p);
  const lead = d[0]!;
  while (rest.length >= d.length) {
    // multiplied by lead², which is positive: the sign of the remainder must not change
    const scale = magnitudeOf(lead);
    const factor = rest[0]! * (lead < 0n ? -1n : 1n);
    rest = trimmed(rest.map((coefficient, i) => coefficient * scale - factor * (d[i] ?? 0n)));
  }
  return primitive(rest);
}

/** p / d where d divides p and the quotient has whole coefficients. */
function quotient(p: Polynomial, d: Polynomial): Polynomial {
  const rest = p.slice();
  const out: bigint[] = [];
  for (let i = 0; i + d.length <= p.length; i++) {
    const factor = rest[i]! / d[0]!;
    out.push(factor);
    d.forEach((coefficient, j) => (rest[i + j]! -= factor * coefficient));
  }
  return out;
}

/** Sturm's sequence of p, of degree 1 or more: p, p′ and remainders with their signs turned; the last divides p and p′. */
function sturm(p: Polynomial): Polynomial[] {
  const sequence = [p, primitive(derivative(p))];
  for (;;) {
    const next = remainder(sequence.at(-2)!, sequence.at(-1)!).map((coefficient) => -coefficient);
    if (next.length === 0) return sequence;
    sequence.push(next);
  }
}

function signChanges(sequence: readonly Polynomial[], x: bigint): number {
  let changes = 0;
  let before = 0;
  for (const p of sequence) {
    const value = evaluateAt(p, x);
    const sign = value < 0n ? -1 : value > 0n ? 1 : 0;
    if (sign === 0) continue;
    if (before !== 0 && sign !== before) changes++;
    before = sign;
  }
  return changes;
}

/** A root, and how often it is one. */
export interface Root {
  readonly root: bigint;
  readonly multiplicity: number;
}

/**
 * All whole roots of a polynomial with whole coefficients and leading coefficient 1, ascending, and what is left when they
 * are divided out. Each is found by halving an interval that holds real roots, which Sturm's theorem counts, until it
 * is (x − 1, x].
 * Source: D. E. Knuth, The Art of Computer Programming, volume 2, section 4.6.1 and exercise 4.6.1–22.
 */
export function wholeRoots(p: Polynomial): { roots: readonly Root[]; rest: Polynomial } {
  if (p.length < 2) return { roots: [], rest: p };
  const repeated = sturm(p).at(-1)!;
  const simple = repeated.length < 2 ? p : monic(quotient(p, monic(repeated)));
  const sequence = sturm(simple);
  // Cauchy's bound on the size of every root
  const bound =
    1n + p.reduce((most, coefficient) => (magnitudeOf(coefficient) > most ? magnitudeOf(coefficient) : most), 0n);
  const found: bigint[] = [];
  // intervals (low, high] yet to be halved, the leftmost last; as many levels as the bound has bits, too many to recur
  const open = [{ low: -bound, high: bound, below: signChanges(sequence, -bound), upTo: signChanges(sequence, bound) }];
  for (let interval = open.pop(); interval !== undefined; interval = open.pop()) {
    const { low, high, below, upTo } = interval;
    if (below === upTo) continue;
    if (high - low === 1n) {
      if (evaluateAt(simple, high) === 0n) found.push(high);
      continue;
    }
    const middle = (low + high) >> 1n;
    const changes = signChanges(sequence, middle);
    open.push({ low: middle, high, below: changes, upTo }, { low, high: middle, below, upTo: changes });
  }

  let rest = p;
  const roots = found.map((root) => {
    let multiplicity = 0;
    while (rest.length > 1 && evaluateAt(rest, root) === 0n) {
      rest = quotient(rest, [1n, -root]);
      multiplicity++;
    }
    return { root, multiplicity };
  });
  return { roots, rest };
}

/** A divisor of a polynomial with leading coefficient 1 has, by Gauss's lemma, a primitive form that begins with ±1. */
function monic(p: Polynomial): Polynomial {
  return p[0]! < 0n ? p.map((coefficient) => -coefficient) : p;
}
