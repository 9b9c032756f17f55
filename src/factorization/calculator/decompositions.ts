import type { Matrix as MathMatrix } from 'mathjs';
import { createMatrix } from '../../matrix/dense';
import { faults } from '../../matrix/faults';
import { math } from '../math';
import { eigenvectorsOf, type Eigenvector } from './eigenvectors';
import { exactEigs } from './exact';
import { factored, part, partOf } from './factored';
import { checkCount, leadingEigs, leadingSvd, sparseOperand, type SingularParts } from './leading';
import { preciseCholesky, preciseLup, preciseQr } from './precise';
import { session } from './session';
import { mathMatrix, operandOf } from './values';

/** A = U S Vᴴ; `values` are the singular values, descending. Of the k largest alone where k is given. */
export function svd(a: unknown, k: number | null = null): SingularParts {
  const sparse = k === null ? null : sparseOperand(a);
  if (sparse !== null && k !== null) return leadingSvd(sparse, k);
  const operand = operandOf(a);
  if (k !== null) checkCount(k, operand.matrix.rows, operand.matrix.columns);
  const answer = factored('svd', operand);
  const count = k ?? Math.min(operand.matrix.rows, operand.matrix.columns);
  const [u, v] = [firstOf(partOf(answer, 'U'), count), firstOf(partOf(answer, 'V'), count)];
  const values = firstOf(math.diag(partOf(answer, 'S')), count);
  return { U: u, S: math.diag(values), V: v, values };
}

/** The first `count` columns of a matrix, or entries of a list. */
function firstOf(values: MathMatrix, count: number): MathMatrix {
  const data = values.toArray() as unknown[];
  return math.matrix(
    (values.size().length === 1
      ? data.slice(0, count)
      : data.map((row) => (row as unknown[]).slice(0, count))) as number[][],
  );
}

/** L with A = L Lᵀ; of fractions in doubles where its roots are irrational. */
export function cholesky(a: unknown): MathMatrix {
  const operand = operandOf(a);
  if (operand.precise !== undefined) return preciseCholesky(operand.precise);
  const answer = factored('cholesky', operand);
  if (operand.arithmetic !== 'fractions' || part(answer, 'D') === null) return partOf(answer, 'L');
  return partOf(factored('cholesky', { ...operand, arithmetic: 'real' }), 'L');
}

/** P A Pᵀ = L D Lᵀ. */
export function ldl(a: unknown): { L: MathMatrix; D: MathMatrix; P: MathMatrix } {
  const answer = factored('ldl', operandOf(a));
  const l = partOf(answer, 'L');
  return { L: l, D: partOf(answer, 'D'), P: part(answer, 'P') ?? identity(l.size()[0]!) };
}

function identity(n: number): MathMatrix {
  return mathMatrix({
    rows: n,
    columns: n,
    values: Float64Array.from({ length: n * n }, (_, at) => (at % (n + 1) === 0 ? 1 : 0)),
  });
}

/** A = Q H Qᵀ. */
export function hessenberg(a: unknown): { Q: MathMatrix; H: MathMatrix } {
  const answer = factored('hessenberg', operandOf(a));
  return { Q: partOf(answer, 'Q'), H: partOf(answer, 'H') };
}

/** A = U T Uᴴ, quasi-triangular of real entries and triangular of complex ones. */
export function schur(a: unknown): { U: MathMatrix; T: MathMatrix } {
  const answer = factored('schur', operandOf(a));
  return { U: partOf(answer, 'Q'), T: partOf(answer, 'T') };
}

/** A = U H. */
export function polar(a: unknown): { U: MathMatrix; H: MathMatrix } {
  const answer = factored('polar', operandOf(a));
  return { U: partOf(answer, 'U'), H: partOf(answer, 'H') };
}

/** A ≈ W H without a cell below 0, of the rank given or of that before the elbow. */
export function nmf(a: unknown, rank: number | null = null): { W: MathMatrix; H: MathMatrix } {
  const answer = factored('nmf', operandOf(a), { rank });
  return { W: partOf(answer, 'W'), H: partOf(answer, 'H') };
}

/** Principal components of the rows, of columns less their means. */
export function pca(
  a: unknown,
  rank: number | null = null,
): { scores: MathMatrix; loadings: MathMatrix; mean: MathMatrix } {
  const answer = factored('pca', operandOf(a), { rank });
  return { scores: partOf(answer, 'T'), loadings: partOf(answer, 'V'), mean: partOf(answer, 'μ') };
}

/** P A = L U; row i of A is row p[i], from 0, of P A, as in mathjs. */
export function lup(a: unknown): { L: MathMatrix; U: MathMatrix; P: MathMatrix; p: number[] } {
  const operand = operandOf(a);
  if (operand.precise !== undefined) return preciseLup(operand.precise);
  const answer = factored('lu', operand);
  const p = answer.factors.find(({ name }) => name === 'P');
  if (p === undefined) throw faults.unexpected('LU came without P');
  const places = Array.from({ length: p.columns }, (_, column) =>
    Array.from({ length: p.rows }, (_row, i) => p.values[i * p.columns + column]!).indexOf(1),
  );
  return { L: partOf(answer, 'L'), U: partOf(answer, 'U'), P: partOf(answer, 'P'), p: places };
}

/** P A Q = L U of a square A with few cells that are not 0. Throws `singular`. */
export function slu(a: unknown): { L: MathMatrix; U: MathMatrix; P: MathMatrix; Q: MathMatrix } {
  const answer = factored('slu', operandOf(a));
  const [l, u] = [partOf(answer, 'L'), partOf(answer, 'U')];
  return { L: math.sparse(l), U: math.sparse(u), P: partOf(answer, 'P'), Q: partOf(answer, 'Q') };
}

/** What `qr` answers with: with column pivoting P too, A P = Q R; of fractions D, Qᵀ Q = D. */
export interface QrParts {
  readonly Q: MathMatrix;
  readonly R: MathMatrix;
  readonly P?: MathMatrix;
  readonly D?: MathMatrix;
}

/** A = Q R with as many columns of Q as R has rows, min(m, n). */
export function qr(a: unknown, pivoting = false): QrParts {
  const operand = operandOf(a);
  if (operand.precise !== undefined && !pivoting) return preciseQr(operand.precise);
  const answer = factored(pivoting ? 'rrqr' : 'qr', operand);
  const [p, d] = [part(answer, 'P'), part(answer, 'D')];
  const { rows, columns } = operand.matrix;
  return {
    // in fractions, Q has as many columns as the rank, which is 0 where every cell is
    Q: part(answer, 'Q') ?? mathMatrix(createMatrix(rows, 0)),
    R: part(answer, 'R') ?? mathMatrix(createMatrix(0, columns)),
    ...(p === null ? {} : { P: p }),
    ...(d === null ? {} : { D: d }),
  };
}

interface Eigenpairs {
  readonly values: MathMatrix;
  readonly V: MathMatrix;
  readonly eigenvectors: readonly Eigenvector[];
}

/**
 * A v = λ v: the eigenvalues by magnitude, descending, and as many independent eigenvectors as there are; of the k first
 * alone where k is given.
 */
export function eigs(a: unknown, k: number | null = null): Eigenpairs {
  const sparse = k === null ? null : sparseOperand(a);
  const leading = sparse === null || k === null ? null : leadingEigs(sparse, k);
  if (leading !== null) return leading;
  const operand = operandOf(a);
  if (k !== null) checkCount(k, operand.matrix.rows, operand.matrix.columns);
  const count = k ?? operand.matrix.rows;
  if (operand.arithmetic === 'fractions') {
    const exact = exactEigs(operand.matrix, count);
    if (exact !== null) return exact;
    session().notes.add('Not all eigenvalues are rational: they are rounded.');
    return eigs(mathMatrix(operand.matrix), k);
  }
  const answer = factored('eigen', operand);
  const values = firstOf(math.diag(partOf(answer, 'D')), count);
  return { values, ...eigenvectorsOf(firstOf(partOf(answer, 'V'), count), values, answer.formula === 'AV = VD') };
}
