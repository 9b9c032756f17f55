// `npm run bench`: how long the parts take, as medians of repeated runs in one process. Times depend on the machine;
// what is compared is compared in the same run.
import { availableParallelism, cpus } from 'node:os';
import { complete } from '../../src/completion';
import { decompose } from '../../src/factorization';
import { createMatrix, type LabelledMatrix } from '../../src/matrix/dense';
import { createRandom } from '../../src/matrix/random';
import { quiet } from '../../src/protocol/control';
import { decompositionMethods, type DecompositionMethod } from '../../src/protocol/methods';
import { benchCompletion } from './completion';
import { benchCoverage } from './coverage';
import { benchDecompositions } from './decompositions';
import { median } from './measure';
import { benchScan } from './scan';

const SEED = 1;

function randomMatrix(rows: number, columns: number, known = 1): LabelledMatrix {
  const random = createRandom(SEED);
  const matrix = createMatrix(rows, columns);
  matrix.values.forEach((_, i) => (matrix.values[i] = random.uniform() < known ? random.normal() : Number.NaN));
  return { ...matrix, name: null, rowLabels: null, columnLabels: null };
}

/** A random matrix of the kind that a method is made for: positive definite, without negative cells, or of any kind. */
function matrixFor(method: DecompositionMethod, n: number): LabelledMatrix {
  const a = randomMatrix(n, n);
  if (method === 'nmf') return { ...a, values: a.values.map(Math.abs) };
  if (method !== 'cholesky' && method !== 'ldl') return a;
  const row = (i: number): Float64Array => a.values.subarray(i * n, (i + 1) * n);
  const dot = (i: number, j: number): number => row(i).reduce((sum, value, k) => sum + value * row(j)[k]!, 0);
  return { ...a, values: Float64Array.from(a.values, (_, at) => dot(Math.floor(at / n), at % n)) };
}

function row(what: string, milliseconds: number, note = ''): void {
  console.log(`| ${what.padEnd(52)} | ${milliseconds.toFixed(2).padStart(10)} | ${note}`);
}

console.log(
  `Node ${process.version}, ${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown processor'}, seed ${SEED}`,
);
console.log(`| ${'what'.padEnd(52)} | ${'median ms'.padStart(10)} |`);

for (const n of [5, 50]) {
  for (const method of decompositionMethods) {
    // In fractions, the digits of random doubles multiply with every row.
    if (method === 'rref' && n > 5) continue;
    const matrix = matrixFor(method, n);
    const request = {
      kind: 'decompose',
      matrix,
      method,
      rank: null,
      learningRate: null,
      iterations: 500,
      seed: SEED,
      ...(method === 'solve' ? { rightSide: randomMatrix(n, 1) } : {}),
    } as const;
    row(
      `${method} ${n}×${n}`,
      median(n === 5 ? 20 : 3, () => decompose(request, quiet)),
    );
  }
}

for (const [rows, columns, known] of [
  [3, 3, 0.8],
  [20, 10, 0.6],
  [200, 100, 0.5],
] as const) {
  const request = {
    kind: 'complete',
    matrix: randomMatrix(rows, columns, known),
    solver: 'auto',
    rank: 'auto',
    regularization: 'auto',
    bias: true,
    learningRate: null,
    iterations: null,
    seed: SEED,
  } as const;
  row(
    `complete ${rows}×${columns}, ${known * 100} % known, tuned`,
    median(3, () => complete(request, quiet)),
  );
}

benchDecompositions(SEED);
benchScan();

benchCompletion();
benchCoverage();
