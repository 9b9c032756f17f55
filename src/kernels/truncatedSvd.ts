import { firstColumns, type Matrix } from '../matrix/dense';
import { createRandom } from '../matrix/random';
import { timesTwoTo } from '../matrix/scale';
import { engine } from './engine';
import { moderateSize, putScaled } from './scaling';
import { notConverged, svd, type Svd } from './svd';

/** More vectors than asked for, against unlucky ones. */
const oversampling = 10;
/** Blocks of Krylov vectors: each takes a product with A and one with Aᵀ. */
const blocks = 4;

/**
 * The k largest singular values of A, m × n, with their vectors, k ≥ 1: U m × k, V n × k. By block Krylov iteration from
 * random vectors of that seed; exactly, by `svd`, where A is small beside k. Throws as `svd` does.
 * Source: C. Musco and C. Musco, NeurIPS 2015.
 */
export function truncatedSvd(a: Matrix, k: number, seed: number): Svd {
  const { rows: m, columns: n } = a;
  const width = k + oversampling;
  if (width * blocks > Math.min(m, n)) return leading(svd(a), Math.min(k, m, n));
  const random = createRandom(seed);
  return engine().run(a.values.length, (arena) => {
    const { allocate } = arena.kernels;
    const start = arena.put(Float64Array.from({ length: n * width }, () => random.normal()));
    const { address, exponent } = putScaled(arena, a, moderateSize);
    const [u, s, v] = [allocate(m * k), allocate(k), allocate(n * k)];
    if (arena.kernels.truncatedSvd(m, n, address, k, width, blocks, start, u, s, v) === 0) throw notConverged();
    return {
      u: { rows: m, columns: k, values: arena.take(u, m * k) },
      s: arena.take(s, k).map((value) => timesTwoTo(value, exponent)),
      v: { rows: n, columns: k, values: arena.take(v, n * k) },
      iterations: arena.kernels.takeIterations(),
    };
  });
}

function leading({ u, s, v, iterations }: Svd, k: number): Svd {
  return { iterations, u: firstColumns(u, k), s: s.slice(0, k), v: firstColumns(v, k) };
}
