import assert from 'node:assert/strict';
import { cholesky, eigen, product, symmetricEigen } from '../../../src/kernels';
import { transpose, type Matrix } from '../../../src/matrix/dense';
import { createRandom, type Random } from '../../../src/matrix/random';
import { largest } from '../../../src/matrix/scale';
import { symmetricPart } from '../factorization/matrices';
import {
  assertCholesky,
  assertEigen,
  assertLu,
  assertPivotedQr,
  assertQr,
  assertSchur,
  assertSvd,
  assertSymmetricEigen,
} from './laws';
import { ulp } from './ratios';

const seed = 31;
const [small, medium] = [3000, 60];

/** Entries that are normal, whole and small, mostly zero, or of very different sizes, by turns. */
function drawn(m: number, n: number, turn: number, random: Random): Matrix {
  const draw = [
    () => random.normal(),
    () => random.integer(5) - 2,
    () => (random.uniform() < 0.7 ? 0 : random.normal()),
    () => random.normal() * 10 ** (random.integer(17) - 8),
  ][turn % 4]!;
  return { rows: m, columns: n, values: Float64Array.from({ length: m * n }, draw) };
}

const laws: readonly { name: string; square: boolean; check: (a: Matrix) => void }[] = [
  { name: 'PA = LU', square: false, check: assertLu },
  { name: 'A = QR', square: false, check: assertQr },
  { name: 'AP = QR', square: false, check: assertPivotedQr },
  { name: 'A = USVᵀ', square: false, check: assertSvd },
  { name: 'A = VDVᵀ', square: true, check: (a) => assertSymmetricEigen(symmetricPart(a)) },
  { name: 'A = QTQᵀ', square: true, check: assertSchur },
  { name: 'A = LLᵀ where all eigenvalues are clearly positive', square: true, check: assertWhetherDefinite },
  { name: 'the eigenvalues sum up to the trace', square: true, check: assertTrace },
];

describe(`${laws.length * small} small matrices of all shapes, seed ${seed}`, () => {
  const random = createRandom(seed);
  for (const { name, square, check } of laws)
    it(name, () => {
      for (let turn = 0; turn < small; turn++) {
        const m = 1 + random.integer(12);
        check(drawn(m, square ? m : 1 + random.integer(12), turn, random));
      }
    });
});

describe(`${(laws.length + 2) * medium} matrices with 13 to 160 rows and columns, seed ${seed}`, () => {
  const random = createRandom(seed + 1);
  /** As many between 13 and 26 as between 80 and 160, so that the edges of all blocks are crossed. */
  const side = (): number => Math.round(13 * (160 / 13) ** random.uniform());
  const more: typeof laws = [
    { name: 'AV = VD', square: true, check: assertEigen },
    { name: 'A = LLᵀ', square: false, check: (b) => assertCholesky(positiveDefinite(b)) },
  ];
  for (const { name, square, check } of [...laws, ...more])
    it(name, () => {
      for (let turn = 0; turn < medium; turn++) {
        const m = side();
        check(drawn(m, square ? m : side(), turn, random));
      }
    });
});

/** BBᵀ and on its diagonal something above its rounding. */
function positiveDefinite(b: Matrix): Matrix {
  const gram = product(b, transpose(b));
  const shift = 1e-9 * largest(gram) || 1;
  for (let i = 0; i < b.rows; i++) gram.values[i * b.rows + i]! += shift;
  return gram;
}

function assertWhetherDefinite(a: Matrix): void {
  const even = symmetricPart(a);
  const { values } = symmetricEigen(even);
  const size = Math.max(...values.map(Math.abs));
  const { kind } = cholesky(even);
  if (values[0]! > 1e-10 * size) assert.equal(kind, 'factor');
  if (values[0]! < -1e-10 * size) assert.equal(kind, 'failed');
  if (kind === 'factor') assertCholesky(even);
}

function assertTrace(a: Matrix): void {
  const { re } = eigen(a);
  const n = a.rows;
  let trace = 0;
  for (let i = 0; i < n; i++) trace += a.values[i * n + i]!;
  const size = a.values.reduce((sum, value) => sum + value * value, 0) ** 0.5;
  assert.ok(Math.abs(re.reduce((sum, value) => sum + value, 0) - trace) <= 20 * n * n * ulp * size);
}
