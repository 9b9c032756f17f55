/**
 * MT19937 seeded by one number, and the shuffle that NumPy's `RandomState(seed).shuffle` makes with it: so that folds are
 * those of published tables. Source: Matsumoto and Nishimura, ACM TOMACS 8 (1998); seeding of 2002.
 */
export function numpyShuffle(items: Uint32Array, seed: number): Uint32Array {
  const next = createMersenneTwister(seed);
  /** Uniform on 0 … most: bits under the smallest mask that covers it, drawn again until they are in range. */
  const upTo = (most: number): number => {
    let mask = most;
    for (const shift of [1, 2, 4, 8, 16]) mask |= mask >>> shift;
    for (;;) {
      const value = (next() & mask) >>> 0;
      if (value <= most) return value;
    }
  };
  for (let i = items.length - 1; i > 0; i--) {
    const j = upTo(i);
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
  return items;
}

function createMersenneTwister(seed: number): () => number {
  const [size, middle] = [624, 397];
  const state = new Uint32Array(size);
  state[0] = seed;
  for (let i = 1; i < size; i++) state[i] = Math.imul(1812433253, state[i - 1]! ^ (state[i - 1]! >>> 30)) + i;
  let at = size;
  const twist = (): void => {
    for (let i = 0; i < size; i++) {
      const bits = (state[i]! & 0x80000000) | (state[(i + 1) % size]! & 0x7fffffff);
      state[i] = state[(i + middle) % size]! ^ (bits >>> 1) ^ (bits & 1 ? 0x9908b0df : 0);
    }
    at = 0;
  };
  return () => {
    if (at === size) twist();
    let y = state[at++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  };
}
