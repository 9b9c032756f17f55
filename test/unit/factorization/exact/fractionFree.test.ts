import assert from 'node:assert/strict';
import fc from 'fast-check';
import { echelon } from '../../../../src/factorization/exact/echelon';
import { exactFrom, sameMatrix } from '../../../../src/factorization/exact/exactMatrix';
import { hadamardBits } from '../../../../src/factorization/exact/fractionFree';
import { exactLu } from '../../../../src/factorization/exact/lu';
import { ratio } from '../../../../src/factorization/exact/rational';
import { Recorder } from '../../../../src/factorization/exact/recorder';
import { Fault } from '../../../../src/matrix/fault';
import { createRandom } from '../../../../src/matrix/random';
import { ask, uniform } from '../matrices';

const matrices = fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })).chain(([m, n]) =>
  fc
    .array(fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: 1, max: 5 })), {
      minLength: m * n,
      maxLength: m * n,
    })
    .map((cells) => exactFrom(m, n, (i, j) => ratio(BigInt(cells[i * n + j]![0]), BigInt(cells[i * n + j]![1])))),
);
const nothing = (): void => undefined;

describe('elimination without fractions on the way', () => {
  it('comes to the row echelon form that elimination by hand comes to', () => {
    fc.assert(
      fc.property(matrices, (a) => {
        const [free, hand] = [echelon(a, nothing), echelon(a, nothing, new Recorder())];
        assert.deepEqual(free.pivots, hand.pivots);
        assert.ok(sameMatrix(free.reduced, hand.reduced));
      }),
      { numRuns: 400 },
    );
  });

  it('of a square matrix of integers no pivot is longer than Hadamard says', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 4, maxLength: 4 }), {
          minLength: 4,
          maxLength: 4,
        }),
        (rows) => {
          const a = exactFrom(4, 4, (i, j) => ratio(BigInt(rows[i]![j]!), 1n));
          const { u } = exactLu(a, nothing);
          const product = u.cells.reduce(
            (sum, row, i) => sum * (Number(row[i]!.numerator) / Number(row[i]!.denominator)),
            1,
          );
          if (product !== 0) assert.ok(Math.log2(Math.abs(product)) <= hadamardBits(a) + 4);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('regression: the row echelon form of random doubles, 50×50, took minutes', () => {
    assert.equal(ask(uniform(50, 50, createRandom(1)), 'rref').diagnostics.rank, 50);
  });

  it('regression: LU of random doubles in fractions, 50×50, did not end', () => {
    assert.throws(
      () => ask(uniform(50, 50, createRandom(1)), 'lu', { exact: true }),
      (error: unknown) =>
        error instanceof Fault &&
        error.data.code === 'fractions-too-long' &&
        /numbers of up to \d+ digits here/.test(error.data.message),
    );
  });

  it('regression: eigenvalues of a matrix of long decimals, 8×8, overflowed the stack', () => {
    const answer = ask(uniform(8, 8, createRandom(8)), 'eigen', { exact: true });
    assert.match(answer.quantities?.map(({ text }) => text).join(' ') ?? '', /none of them rational/);
  });
});
