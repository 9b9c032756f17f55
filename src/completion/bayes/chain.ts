import { group, type Observations } from '../../matrix/observations';
import type { Random } from '../../matrix/random';
import type { Control } from '../../protocol/control';
import { drawVectors } from './drawVectors';
import { gamma } from './gamma';
import { createHyperDraw, type Hyper } from './hyper';

/** What a Markov chain is started with. The cells are centred (with biases) and of unit spread. */
export interface ChainOptions {
  readonly rank: number;
  readonly bias: boolean;
  readonly random: Random;
  readonly control: Control;
  /** A chain of the same or a lower rank on the same rows and columns, whose state this one goes on from. */
  readonly start: Chain | null;
}

/** α ~ Gamma(shape, rate), for cells of unit spread: one cell's worth of belief in noise of a fifth of their variance. */
export const noisePrior = { shape: 0.5, rate: 0.1 };

/** One side of the model. */
export interface Side {
  /** [b_i, u_i], or u_i without biases: m × k. */
  readonly vectors: Float64Array;
  /** What the other side sees of it: (1, u_i) and b_i; without biases u_i itself and 0. */
  readonly design: Float64Array;
  readonly offset: Float64Array;
  /** What its vectors were last drawn from. */
  readonly hyper: Hyper;
}

/** The state of the chain after its last sweep. */
export interface Chain {
  readonly rows: Side;
  readonly columns: Side;
  readonly width: number;
  readonly bias: boolean;
  /** α. */
  readonly noisePrecision: number;
  /** Σ (y − ŷ)² over the known cells. */
  readonly squares: number;
  /** Draws everything once, each part given the others. */
  sweep(): void;
}

/**
 * Gibbs sampler of y_ij = b_i + c_j + u_i·v_j + e, e ~ N(0, 1/α), with a normal prior on the stacked [b_i, u_i] of the
 * rows, another on [c_j, v_j] of the columns, a Normal-Wishart hyperprior on each (see `createHyperDraw`), and a gamma
 * prior on α. Without biases, u_i·v_j alone.
 * Source: Salakhutdinov and Mnih, ICML 2008, section 3.3, with the biases stacked on the factors.
 */
export function createChain(known: Observations, { rank, bias, random, control, start }: ChainOptions): Chain {
  const width = rank + (bias ? 1 : 0);
  const byRow = group(known, 'row');
  const byColumn = group(known, 'column');
  const count = known.values.length;
  const rows = createSide(known.rows, width, bias, start?.rows ?? null, random);
  const columns = createSide(known.columns, width, bias, start?.columns ?? null, random);
  const normals = new Float64Array(Math.max(known.rows, known.columns) * width);

  const chain = {
    rows,
    columns,
    width,
    bias,
    noisePrecision: start?.noisePrecision ?? 1.5,
    squares: Number.NaN,
    sweep,
  };

  function draw(own: OwnSide, other: Side, grouped: typeof byRow): number {
    own.hyper.draw(own.vectors);
    for (let at = 0; at < own.vectors.length; at++) normals[at] = random.normal();
    const { noisePrecision } = chain;
    const given = { known: grouped, ...other, hyper: own.hyper, noisePrecision, normals };
    const squares = drawVectors(own.vectors, width, given, control);
    show(own, width, bias);
    return squares;
  }

  function sweep(): void {
    control.checkpoint();
    draw(rows, columns, byRow);
    chain.squares = draw(columns, rows, byColumn);
    chain.noisePrecision = gamma(noisePrior.shape + count / 2, random) / (noisePrior.rate + chain.squares / 2);
  }

  return chain;
}

interface OwnSide extends Side {
  readonly hyper: ReturnType<typeof createHyperDraw>;
}

function createSide(count: number, width: number, bias: boolean, start: Side | null, random: Random): OwnSide {
  const vectors = Float64Array.from({ length: count * width }, () => 0.1 * random.normal());
  const given = (start?.vectors.length ?? 0) / count;
  for (let i = 0; i < count; i++)
    for (let p = 0; p < given; p++) vectors[i * width + p] = start!.vectors[i * given + p]!;
  const side = {
    vectors,
    design: bias ? new Float64Array(count * width) : vectors,
    offset: new Float64Array(count),
    hyper: createHyperDraw(width, random),
  };
  show(side, width, bias);
  return side;
}

/** Brings what the other side sees up to date with the vectors. */
function show({ vectors, design, offset }: Side, width: number, bias: boolean): void {
  if (!bias) return;
  design.set(vectors);
  for (let i = 0; i < offset.length; i++) {
    offset[i] = vectors[i * width]!;
    design[i * width] = 1;
  }
}

/** b_i + c_j + u_i·v_j in the state of the chain. */
export function valueAt(chain: Chain, row: number, column: number): number {
  const into = new Float64Array(1);
  valuesAt(chain, Uint32Array.of(row), Uint32Array.of(column), into);
  return into[0]!;
}

/** The same at many cells, written into `into`. */
export function valuesAt(
  { rows, columns, width, bias }: Chain,
  rowIndex: Uint32Array,
  columnIndex: Uint32Array,
  into: Float64Array,
): void {
  const [u, v, b, c] = [rows.vectors, columns.vectors, rows.offset, columns.offset];
  const first = bias ? 1 : 0;
  for (let t = 0; t < into.length; t++) {
    const i = rowIndex[t]!;
    const j = columnIndex[t]!;
    let value = bias ? b[i]! + c[j]! : 0;
    for (let p = first; p < width; p++) value += u[i * width + p]! * v[j * width + p]!;
    into[t] = value;
  }
}
