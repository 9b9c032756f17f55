import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createAnalyst } from '../../../src/analysis';
import { scriptTargetNames, writeScript, type ScriptTargetName } from '../../../src/interop';
import { Fault } from '../../../src/matrix/fault';
import { quiet } from '../../../src/protocol/control';
import type { RatingsSolver } from '../../../src/protocol/methods';
import type { TrainingAnalysis } from '../../../src/protocol/results';
import { itWithPython, runPrograms } from './python';
import { trainRequest } from '../trainRequest';

const sample = 'media/samples/ratings.csv';
/** Other ways to write the same ratings. */
const dialects: readonly (readonly [string, (rows: readonly string[][]) => string])[] = [
  [
    'decimal commas between semicolons',
    (rows) => `user;item;rating\n${rows.map((row) => row.join(';').replaceAll('.', ',')).join('\n')}`,
  ],
  ['runs of blanks without a header', (rows) => rows.map((row) => ` ${row.join('   ')} `).join('\n')],
  ['double colons and ids with commas', (rows) => rows.map(([u, i, r]) => `a,b ${u}::${i}::${r}`).join('\r\n')],
  [
    'a byte order mark, blank lines, and line feeds in quotes',
    (rows) => `\uFEFF\n\nuser,item,rating\n${rows.map(([u, i, r]) => `"u ""\n${u}", ${i},${r}`).join('\n\n')}`,
  ],
  [
    'comments above a header',
    (rows) => `# one "\n\n# two\nuser\titem\trating\n${rows.map((row) => row.join('\t')).join('\n')}`,
  ],
  [
    'unknown names and lines that repeat',
    (rows) => ['a,b,c', ...[...rows, ...rows].map((row) => row.join(','))].join('\n'),
  ],
];

const train = (
  solver: 'als' | 'implicit-als' | 'sgd' | 'bayes',
  iterations = 15,
  path = sample,
): Promise<TrainingAnalysis> =>
  createAnalyst().run(
    trainRequest({ path, solver, rank: 4, regularization: 4, iterations, holdout: 0.2, seed: 3, threads: 1 }),
    quiet,
  );
const script = (analysis: TrainingAnalysis, to: ScriptTargetName): string =>
  writeScript(analysis, to, () => assert.fail('a training has no matrix to write'));

describe('A training as a program that reads the same file', () => {
  itWithPython(['numpy'], 'NumPy: holds the same ratings out, and its error is within 0.01 of ours', async () => {
    const ours = await train('als');
    const [left] = runPrograms([script(ours, 'numpy')]);
    const rmse = Number(left?.['rmse']);
    assert.equal((left?.['held'] as number[]).filter(Boolean).length, ours.heldOut?.cells);
    assert.ok(Math.abs(rmse - ours.heldOut!.rmse) < 0.01, `${rmse}, ours ${ours.heldOut!.rmse}`);
  });

  for (const [solver, iterations, to, packages, tolerance] of [
    ['sgd', 15, 'numpy', ['numpy'], 0.02],
    ['sgd', 15, 'pytorch', ['torch', 'numpy'], 0.02],
    ['bayes', 60, 'numpy', ['numpy'], 0.01],
  ] as const)
    itWithPython(
      packages,
      `${to}, ${solver}: its error on the same ratings is within ${tolerance} of ours`,
      async () => {
        const ours = await train(solver, iterations);
        const [left] = runPrograms([script(ours, to)]);
        const rmse = Number(left?.['rmse']);
        assert.equal((left?.['held'] as number[]).filter(Boolean).length, ours.heldOut?.cells);
        assert.ok(Math.abs(rmse - ours.heldOut!.rmse) < tolerance, `${rmse}, ours ${ours.heldOut!.rmse}`);
      },
    );

  itWithPython(
    ['pyspark', 'numpy'],
    'Spark: on the same split its error, without biases, is within 0.1 of ours',
    async () => {
      const ours = await train('als');
      const [left] = runPrograms([script({ ...ours, solver: 'spark', regularization: 0.15 }, 'spark')]);
      const rmse = Number(left?.['rmse']);
      assert.ok(Math.abs(rmse - ours.heldOut!.rmse) < 0.1, `${rmse}, ours ${ours.heldOut!.rmse}`);
    },
  );

  itWithPython(
    ['implicit', 'numpy', 'scipy'],
    'implicit: ranks the items of the same split, its NDCG within 0.05 of ours',
    async () => {
      const ours = await train('implicit-als');
      const [left] = runPrograms([script(ours, 'implicit')]);
      const [theirs, own] = [Number(left?.['ndcg']), ours.ranking!.model.ndcg];
      assert.ok(Math.abs(theirs - own) < 0.05, `${theirs}, ours ${own}`);
    },
  );

  for (const [name, turn] of dialects)
    itWithPython(['numpy'], `NumPy: reads what we read of ${name}`, async () => {
      const folder = mkdtempSync(join(tmpdir(), 'interop-dialects-'));
      try {
        const path = join(folder, 'ratings.csv');
        const [, ...lines] = readFileSync(sample, 'utf8').trim().split('\n');
        writeFileSync(path, turn(lines.map((line) => line.trim().split(',').slice(0, 3))));
        const ours = await train('als', 15, path);
        const [left] = runPrograms([script(ours, 'numpy')]);
        const rmse = Number(left?.['rmse']);
        assert.equal((left?.['held'] as number[]).filter(Boolean).length, ours.heldOut?.cells);
        assert.ok(Math.abs(rmse - ours.heldOut!.rmse) < 0.01, `${rmse}, ours ${ours.heldOut!.rmse}`);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });

  itWithPython(
    ['numpy'],
    'regression: columns that a header names in another order were read as if in the usual one',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'interop-columns-'));
      try {
        const path = join(folder, 'ratings.csv.gz');
        const [, ...lines] = readFileSync(sample, 'utf8').trim().split('\n');
        const turned = lines.map((line) => {
          const [user, item, rating] = line.trim().split(',');
          return `${rating},${item},${user}`;
        });
        writeFileSync(path, gzipSync(['rating,movieId,userId', ...turned, ''].join('\r\n')));
        const ours = await train('als', 15, path);
        const [left] = runPrograms([script(ours, 'numpy')]);
        assert.ok(Math.abs(Number(left?.['rmse']) - ours.heldOut!.rmse) < 0.01);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );

  it('is written by no library that has no such solver, which says which has', async () => {
    const ours = await train('als');
    const able = (solver: RatingsSolver): string[] =>
      scriptTargetNames.filter((to) => {
        try {
          return script({ ...ours, solver }, to) !== '';
        } catch (error) {
          assert.ok(error instanceof Fault && error.data.code === 'no-script');
          return false;
        }
      });
    assert.deepEqual(able('als'), ['numpy']);
    assert.deepEqual(able('sgd'), ['numpy', 'pytorch']);
    assert.deepEqual(able('bayes'), ['numpy']);
    assert.deepEqual(able('implicit-als'), ['implicit']);
    assert.deepEqual(able('spark'), ['spark']);
    assert.throws(
      () => script(ours, 'scikit-learn'),
      (error) => error instanceof Fault && /There is one for NumPy\./.test(error.data.remedy),
    );
  });

  it('regression: a path with quotes or a backslash would end the string it stands in', async () => {
    const ours = await train('als');
    const path = 'C:\\new"""\nimport os';
    assert.ok(
      script({ ...ours, request: { ...ours.request, path } }, 'numpy').includes(`path = ${JSON.stringify(path)}`),
    );
  });
});
