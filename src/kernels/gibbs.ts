import type { Grouped } from '../matrix/observations';
import type { Arena } from './arena';
import { engine, keptBytes, type Residence } from './engine';
import { rangeEnds } from './ranges';

/** One side of known cells, and its vectors, m × k, which are drawn in place. */
export interface DrawnSide {
  readonly known: Grouped;
  readonly vectors: Float64Array;
}

/** What the vectors of a side are drawn given, beside the known cells and the vectors of the other side. */
export interface Conditional {
  /** Λ, k × k, of which the lower triangle is read, and Λμ: the vectors are N(μ, Λ⁻¹) beforehand. */
  readonly precision: Float64Array;
  readonly shift: Float64Array;
  /** α, the precision of the noise. */
  readonly noisePrecision: number;
  /** Decides the draws, by all of its bits. */
  readonly seed: number;
}

export type SideName = 'rows' | 'columns';

/** The inner loop of a Gibbs sampler. */
export interface VectorDraws {
  /** Draws each vector of a side from its conditional. `checkpoint` is called every few milliseconds and may throw. */
  draw(side: SideName, conditional: Conditional, checkpoint: () => void): void;
  /** Σ (y − ŷ)² over the known cells, as they were seen by the last draw of the columns. */
  readonly squares: number;
  /** Σ (1, x)(1, x)ᵀ of the vectors of a side, (k + 1) × (k + 1), in the lower triangle. */
  moments(side: SideName): Float64Array;
}

/** Where a side lies. */
interface Lodged {
  readonly starts: number;
  readonly others: number;
  readonly values: number;
  readonly vectors: number;
  /** How the vectors are seen from the other side. */
  readonly seen: number;
}

/** Multiplications between two calls of `checkpoint`: some milliseconds. */
const callWork = 2e7;

let common: Residence | null = null;

/**
 * Draws the vectors of y_ij = d_j·x_i + o_j + e, e ~ N(0, 1/α), with d_j and o_j from the vectors of the other side:
 * with biases, d = (1, u) and o = b of its [b, u]; without, d = u and o = 0. Each vector depends on its own random
 * numbers alone, so that the order they are drawn in is free. Vectors that the caller changes are not noticed.
 * Throws `outOfMemory`. Source: Salakhutdinov and Mnih, ICML 2008, equations 11 to 13.
 */
export function createVectorDraws(rows: DrawnSide, columns: DrawnSide, width: number, bias: boolean): VectorDraws {
  const sides = { rows, columns };
  const cells = rows.known.values.length;
  const bytes = 2 * 12 * cells + 20 * (rows.vectors.length + columns.vectors.length);
  const residence = bytes > keptBytes / 2 ? engine().residence() : (common ??= engine().residence());
  const cellWork = (width + 1) ** 2;
  const callEnds = ({ known }: DrawnSide): number[] => rangeEnds(known.starts, cellWork, width * cellWork, callWork);
  const ends = { rows: callEnds(rows), columns: callEnds(columns) };
  const hasBias = bias ? 1 : 0;
  let lodged: { readonly [side in SideName]: Lodged } & { precision: number; shift: number; moments: number };

  const moveIn = (arena: Arena): void => {
    const { allocate, packedStride } = arena.kernels;
    const stride = packedStride(width);
    lodged = {
      rows: lodge(arena, rows, width, hasBias),
      columns: lodge(arena, columns, width, hasBias),
      precision: allocate(width ** 2),
      shift: allocate(width),
      moments: allocate(stride ** 2),
    };
  };
  let squares = Number.NaN;
  return {
    get squares() {
      return squares;
    },
    draw: (side, { precision, shift, noisePrecision, seed }, checkpoint) => {
      squares = residence.run(sides, moveIn, (arena) => {
        const { kernels } = arena;
        const own = lodged[side];
        const { seen } = lodged[side === 'rows' ? 'columns' : 'rows'];
        const { vectors } = sides[side];
        arena.view(lodged.precision, width ** 2).set(precision);
        arena.view(lodged.shift, width).set(shift);
        let sum = 0;
        let first = 0;
        for (const last of ends[side]) {
          checkpoint();
          sum += kernels.drawVectors(
            ...([width, first, last, own.starts, own.others, own.values, seen] as const),
            ...([lodged.precision, lodged.shift, noisePrecision, seed, own.vectors] as const),
            side === 'columns' ? 1 : 0,
          );
          first = last;
        }
        kernels.showVectors(width, vectors.length / width, hasBias, own.vectors, own.seen);
        vectors.set(arena.view(own.vectors, vectors.length));
        return sum;
      });
    },
    moments: (side) =>
      residence.run(sides, moveIn, (arena) => {
        const { packedStride, sumMoments } = arena.kernels;
        const stride = packedStride(width);
        sumMoments(width, sides[side].vectors.length / width, lodged[side].vectors, lodged.moments);
        return lowerTriangle(arena.view(lodged.moments, stride ** 2), stride, width + 1);
      }),
  };
}

/** Copies the cells and vectors of a side into the memory of the kernels. */
function lodge(arena: Arena, { known, vectors }: DrawnSide, width: number, hasBias: 0 | 1): Lodged {
  const { allocate, packedStride, showVectors } = arena.kernels;
  const count = vectors.length / width;
  const address = arena.put(vectors);
  const seen = allocate(count * packedStride(width));
  showVectors(width, count, hasBias, address, seen);
  return {
    starts: arena.putIntegers(known.starts),
    others: arena.putIntegers(known.others),
    values: arena.put(known.values),
    vectors: address,
    seen,
  };
}

/** The lower triangle of the first k rows and columns of a matrix with rows of `stride`, k × k. */
function lowerTriangle(all: Float64Array, stride: number, k: number): Float64Array {
  const out = new Float64Array(k * k);
  for (let p = 0; p < k; p++) out.set(all.subarray(p * stride, p * stride + p + 1), p * k);
  return out;
}
