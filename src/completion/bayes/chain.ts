import type { Biases } from '../../protocol/methods';
import { createVectorDraws, type SideName } from '../../kernels';
import { group, type Observations } from '../../matrix/observations';
import type { Random } from '../../matrix/random';
import type { Control } from '../../protocol/control';
import { sidesOf } from '../biases';
import { NormalWishart, unbiasedNormalWishart } from './hyper';
import { drawNoisePrecision } from './noise';

/** What a Markov chain is started with. The cells are centred (with biases) and of unit spread. */
export interface ChainOptions {
  readonly rank: number;
  readonly bias: Biases;
  readonly random: Random;
  readonly control: Control;
  /** A chain of the same or a lower rank on the same rows and columns, whose state this one goes on from. */
  readonly start: Chain | null;
}

/** The state of the chain after its last sweep. */
export interface Chain {
  /** [b_i, u_i], or u_i without any biases: m × k. Where the columns alone have them, b_i is as good as zero. */
  readonly rows: Float64Array;
  /** [c_j, v_j] likewise: n × k. */
  readonly columns: Float64Array;
  readonly width: number;
  readonly bias: Biases;
  /** α. */
  readonly noisePrecision: number;
  /** Σ (y − ŷ)² over the known cells. */
  readonly squares: number;
  /** Draws everything once, each part given the others. */
  sweep(): void;
}

/**
 * Gibbs sampler of y_ij = b_i + c_j + u_i·v_j + e, e ~ N(0, 1/α), with a normal prior on the stacked [b_i, u_i] of the
 * rows, another on [c_j, v_j] of the columns, a Normal-Wishart hyperprior on each (see `NormalWishart`), and a prior on
 * α (see `drawNoisePrecision`). Without biases, u_i·v_j alone; with those of one side, the other's are held at zero by their prior.
 * Source: Salakhutdinov and Mnih, ICML 2008, section 3.3, with the biases stacked on the factors.
 */
export function createChain(known: Observations, { rank, bias, random, control, start }: ChainOptions): Chain {
  const hasBias = bias !== false;
  const width = rank + (hasBias ? 1 : 0);
  const count = known.values.length;
  const rows = startingVectors(known.rows, width, start?.rows ?? null, random);
  const columns = startingVectors(known.columns, width, start?.columns ?? null, random);
  const draws = createVectorDraws(
    { known: group(known, 'row'), vectors: rows },
    { known: group(known, 'column'), vectors: columns },
    width,
    hasBias,
  );
  const sides = sidesOf(bias);
  const hyper = {
    rows: hasBias && !sides.row ? unbiasedNormalWishart(width, random) : new NormalWishart(width, random),
    columns: hasBias && !sides.column ? unbiasedNormalWishart(width, random) : new NormalWishart(width, random),
  };

  const chain = {
    rows,
    columns,
    width,
    bias,
    noisePrecision: start?.noisePrecision ?? 1.5,
    squares: Number.NaN,
    sweep,
  };

  function draw(side: SideName): void {
    const { precision, shift } = hyper[side].draw(draws.moments(side));
    const { noisePrecision } = chain;
    draws.draw(side, { precision, shift, noisePrecision, seed: random.uniform() }, () => control.checkpoint());
  }

  function sweep(): void {
    control.checkpoint();
    draw('rows');
    draw('columns');
    chain.squares = draws.squares;
    chain.noisePrecision = drawNoisePrecision(chain, count, random);
  }

  return chain;
}

/** Small and random, or those to go on from, which may have fewer factors. */
function startingVectors(count: number, width: number, start: Float64Array | null, random: Random): Float64Array {
  const vectors = Float64Array.from({ length: count * width }, () => 0.1 * random.normal());
  const given = (start?.length ?? 0) / count;
  for (let i = 0; i < count; i++) for (let p = 0; p < given; p++) vectors[i * width + p] = start![i * given + p]!;
  return vectors;
}

/** b_i + c_j + u_i·v_j in the state of the chain, at many cells, written into `into`. */
export function valuesAt(
  { rows, columns, width, bias }: Chain,
  rowIndex: Uint32Array,
  columnIndex: Uint32Array,
  into: Float64Array,
): void {
  const hasBias = bias !== false;
  const first = hasBias ? 1 : 0;
  for (let t = 0; t < into.length; t++) {
    const u = rowIndex[t]! * width;
    const v = columnIndex[t]! * width;
    let value = hasBias ? rows[u]! + columns[v]! : 0;
    for (let p = first; p < width; p++) value += rows[u + p]! * columns[v + p]!;
    into[t] = value;
  }
}
