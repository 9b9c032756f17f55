/** A stream of random numbers that one seed decides, the same on every machine. */
export interface Random {
  /** Uniform on [0, 1), with 53 bits. */
  readonly uniform: () => number;
  /** Standard normal. */
  readonly normal: () => number;
  /** Uniform on 0 … below − 1. */
  readonly integer: (below: number) => number;
}

/** A stream that can be set back to where it stood. */
export interface KeptRandom extends Random {
  /** Where it stands, in numbers that any machine restores. */
  readonly save: () => Float64Array;
  readonly restore: (saved: Float64Array) => void;
}

/**
 * sfc32 (C. Doty-Humphrey's small fast counting generator, PractRand), seeded through splitmix32;
 * normals by Marsaglia's polar method (SIAM Review 6, 1964).
 */
export function createRandom(seed: number): KeptRandom {
  let mix = seed | 0;
  const word = (): number => {
    mix = (mix + 0x9e3779b9) | 0;
    let z = mix ^ (mix >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) | 0;
  };
  let [a, b, c, counter] = [word(), word(), word(), 1];
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) next();

  const uniform = (): number => ((next() >>> 5) * 67108864 + (next() >>> 6)) / 9007199254740992;
  let spare: number | null = null;
  const normal = (): number => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const s = x * x + y * y;
      if (s === 0 || s >= 1) continue;
      const scale = Math.sqrt((-2 * Math.log(s)) / s);
      spare = y * scale;
      return x * scale;
    }
  };
  return {
    uniform,
    normal,
    integer: (below) => Math.floor(uniform() * below),
    save: () => Float64Array.of(a, b, c, counter, spare ?? Number.NaN),
    restore: (saved) => {
      [a, b, c, counter] = [saved[0]!, saved[1]!, saved[2]!, saved[3]!];
      spare = Number.isNaN(saved[4]) ? null : saved[4]!;
    },
  };
}

/** Swaps between two calls of `checkpoint`: some milliseconds. */
const swapsBetweenLooks = 1 << 17;

/** Shuffles in place (Fisher and Yates) and returns the same array. `checkpoint` is called often, and may throw. */
export function shuffle<T extends Uint32Array | unknown[]>(
  items: T,
  random: Random,
  checkpoint: () => void = () => undefined,
): T {
  for (let i = items.length - 1; i > 0; i--) {
    if (i % swapsBetweenLooks === 0) checkpoint();
    const j = random.integer(i + 1);
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
  return items;
}
