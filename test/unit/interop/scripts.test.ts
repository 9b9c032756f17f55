import assert from 'node:assert/strict';
import { complete, reconstruct } from '../../../src/completion';
import { printMatrix } from '../../../src/documents';
import { decompose } from '../../../src/factorization';
import { packagesOf, scriptTargetNames, scriptTargets, writeScript, type ScriptTargetName } from '../../../src/interop';
import { fromRows, toRows, type LabelledMatrix, type Matrix } from '../../../src/matrix/dense';
import { Fault } from '../../../src/matrix/fault';
import { createRandom } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import { completionSolvers, decompositionMethods } from '../../../src/protocol/methods';
import type { CompleteRequest, DecomposeRequest } from '../../../src/protocol/request';
import type { Analysis } from '../../../src/protocol/results';
import { absentModules, runPrograms, type Variables } from './python';

const labelled = (rows: readonly (readonly (number | null)[])[], name: string | null = null): LabelledMatrix => ({
  ...fromRows(rows),
  name,
  rowLabels: null,
  columnLabels: null,
});

const noteA = labelled(
  [
    [5, 3],
    [3, 2],
    [2, 1],
    [1, 1],
  ],
  'A"""\nimport os',
);
const square = labelled([
  [4, -2, 1],
  [3, 6, -4],
  [2, 1, 8],
]);
const rotation = labelled([
  [0, -1, 0],
  [1, 0, 0],
  [0, 0, 3],
]);
const symmetric = labelled([
  [2, 1, 0],
  [1, 5, 2],
  [0, 2, 9],
]);
const noteR = labelled([
  [5, 3, null],
  [4, null, 1],
  [null, 2, 5],
]);

/** Ratings of two tastes, with every fourth cell missing. */
function tastes(rows: number, columns: number): LabelledMatrix {
  const random = createRandom(5);
  const draw = (count: number): number[] => Array.from({ length: count }, () => random.normal());
  const [u, v, b, c] = [draw(2 * rows), draw(2 * columns), draw(rows), draw(columns)];
  return labelled(
    Array.from({ length: rows }, (_, i) =>
      Array.from({ length: columns }, (__, j) =>
        (i + j) % 4 === 0
          ? null
          : 3 + b[i]! / 2 + c[j]! / 2 + u[2 * i]! * v[2 * j]! + (u[2 * i + 1]! * v[2 * j + 1]!) / 2,
      ),
    ),
  );
}

const decomposed = (matrix: LabelledMatrix, more: Partial<DecomposeRequest>): Analysis =>
  decompose(
    {
      kind: 'decompose',
      matrix,
      method: 'auto',
      rank: null,
      learningRate: null,
      iterations: null,
      seed: 3,
      ...more,
    },
    quiet,
  );
const completed = (matrix: LabelledMatrix, more: Partial<CompleteRequest>): Analysis =>
  complete(
    {
      kind: 'complete',
      matrix,
      solver: 'als',
      rank: 'auto',
      regularization: 'auto',
      bias: true,
      learningRate: null,
      iterations: null,
      seed: 3,
      ...more,
    },
    quiet,
  );

/** The methods that some library has a program for. */
const writable = decompositionMethods.filter((method) =>
  scriptTargetNames.some((to) => method in scriptTargets[to].decompositions),
);

const completable = completionSolvers.filter((solver) =>
  scriptTargetNames.some((to) => solver in scriptTargets[to].completions),
);

/** Few where each step is a job for a cluster. */
const steps: Readonly<Record<string, number>> = { als: 6, sgd: 50, gd: 150, adam: 150 };

const analyses: readonly (readonly [string, () => Analysis])[] = [
  ...writable.flatMap((method): [string, () => Analysis][] => [
    [`${method} of a square matrix`, () => decomposed(square, { method })],
  ]),
  ...(['qr', 'svd', 'lu', 'gd', 'adam'] as const).map((method): [string, () => Analysis] => [
    `${method} of the lecture note's A`,
    () => decomposed(noteA, { method, iterations: method === 'gd' || method === 'adam' ? 800 : null }),
  ]),
  ['eigen of a rotation', () => decomposed(rotation, { method: 'eigen' })],
  ['eigen of a symmetric matrix', () => decomposed(symmetric, { method: 'eigen' })],
  [
    'gd with a rate of its own',
    () => decomposed(noteA, { method: 'gd', rank: 1, learningRate: 0.02, iterations: 300 }),
  ],
  ...completable.flatMap((solver): [string, () => Analysis][] => [
    [`${solver} of the lecture note's R`, () => completed(noteR, { solver, iterations: steps[solver] ?? 50 })],
    [`${solver} of two tastes`, () => completed(tastes(12, 9), { solver, iterations: steps[solver] ?? 50 })],
    [
      `${solver} without biases`,
      () =>
        completed(tastes(12, 9), {
          solver,
          bias: false,
          rank: 2,
          regularization: 0.5,
          iterations: steps[solver] ?? 50,
        }),
    ],
  ]),
  ...(['als', 'gd'] as const).map((solver): [string, () => Analysis] => [
    `${solver} kept within limits that its predictions leave`,
    () => completed(noteR, { solver, scale: { low: 2.5, high: 3 }, iterations: steps[solver] ?? 50 }),
  ]),
  [
    'a product of given factors',
    () => reconstruct({ kind: 'reconstruct', rowFactors: noteA, columnFactors: noteA, known: null }),
  ],
];

const assign = (name: string, matrix: Matrix): string =>
  printMatrix({ ...matrix, name, rowLabels: null, columnLabels: null }, 'python');

function scriptFor(analysis: Analysis, to: ScriptTargetName): string | null {
  try {
    return writeScript(analysis, to, assign);
  } catch (error) {
    if (error instanceof Fault && error.data.code === 'no-script') return null;
    throw error;
  }
}

const modules: Readonly<Record<ScriptTargetName, readonly string[]>> = {
  numpy: ['numpy', 'scipy'],
  pytorch: ['torch'],
  'scikit-learn': ['numpy', 'sklearn'],
  spark: ['numpy', 'pyspark'],
  implicit: ['implicit'],
};

/** What a program says that is to be installed, and what it imports that is not Python's own. */
const needsOf = (text: string): string[] => /^Needs: pip install (.*)$/mu.exec(text)![1]!.split(' ').sort();
const importsOf = (text: string): string[] =>
  [...new Set(Array.from(text.matchAll(/^(?:import|from) ([a-z]+)/gmu), ([, module]) => module!))]
    .map((module) => (module === 'sklearn' ? 'scikit-learn' : module))
    .sort();

/** The largest difference of two matrices' cells. */
function distance(actual: Variables[string] | undefined, expected: Matrix, name: string): number {
  assert.ok(Array.isArray(actual) && Array.isArray(actual[0]), `${name} is a matrix`);
  const rows = toRows(expected);
  assert.equal(actual.length, rows.length, name);
  return Math.max(...rows.flatMap((row, i) => row.map((value, j) => Math.abs((actual[i] as number[])[j]! - value!))));
}

const largest = (matrix: Matrix): number => matrix.values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** Factors that are unique, so that both must have the same. */
const unique: Readonly<Record<string, readonly string[]>> = {
  lu: ['P', 'L', 'U'],
  qr: ['Q', 'R'],
  svd: ['S'],
  gd: ['W', 'H'],
  adam: ['W', 'H'],
};

function checkAnswer(name: string, analysis: Analysis, left: Variables): void {
  if (analysis.kind === 'train' || analysis.reconstruction === null) throw new Error('not a matrix');
  const size = largest(analysis.reconstruction);
  const tolerance = analysis.kind === 'complete' ? 0.01 : 1e-6;
  const off = distance(left['reconstruction'], analysis.reconstruction, `${name}: reconstruction`);
  assert.ok(off <= tolerance * size, `${name}: the reconstruction is ${off} away`);
  if (analysis.kind !== 'decompose') return;
  for (const factor of analysis.factors.filter((one) => unique[analysis.method]?.includes(one.name))) {
    const away = distance(left[factor.name], factor, `${name}: ${factor.name}`);
    assert.ok(away <= 1e-6 * largest(factor), `${name}: ${factor.name} is ${away} away`);
  }
}

describe('Programs that repeat an analysis', () => {
  for (const to of scriptTargetNames.filter((name) => name !== 'implicit')) {
    const absent = absentModules(modules[to]);
    if (absent.length > 0) {
      console.log(`Not run: programs for ${scriptTargets[to].title}, as Python has no ${absent.join(', ')}.`);
      continue;
    }
    it(`come to the same answer with ${scriptTargets[to].title}`, function () {
      this.timeout(180_000);
      const done = analyses.map(([name, run]) => ({ name, analysis: run() }));
      const ready = done.flatMap(({ name, analysis }) => {
        const text = scriptFor(analysis, to);
        return text === null ? [] : [{ name, analysis, text }];
      });
      assert.ok(ready.length >= 3, 'it can do something');
      for (const { name, text } of ready) assert.deepEqual(needsOf(text), importsOf(text), name);
      const answers = runPrograms(ready.map(({ text }) => text));
      ready.forEach(({ name, analysis }, i) => checkAnswer(name, analysis, answers[i]!));
    });
  }

  it('begin with what to install, and never let a name out of its comment', () => {
    const text = writeScript(decomposed(noteA, { method: 'adam', iterations: 10 }), 'pytorch', assign);
    assert.match(
      text,
      /^"""Adam of a 4×2 matrix: A ≈ WH\. A is A import os\.\n\nNeeds: pip install torch\n"""\nimport torch\n/,
    );
  });

  it('regression: the Code tab asked for SciPy where a program imports NumPy alone', () => {
    const needed = (method: 'lu' | 'qr'): string[] =>
      packagesOf(writeScript(decomposed(square, { method }), 'numpy', assign));
    assert.deepEqual(needed('lu'), ['numpy', 'scipy']);
    assert.deepEqual(needed('qr'), ['numpy']);
  });

  it('refuse what a library has no method for, and name those that do', () => {
    assert.throws(
      () => writeScript(decomposed(square, { method: 'schur' }), 'spark', assign),
      (error: unknown) =>
        error instanceof Fault &&
        error.data.message === 'There is no program for Spark that repeats this: Schur.' &&
        error.data.remedy === 'There is one for NumPy.',
    );
  });
});
