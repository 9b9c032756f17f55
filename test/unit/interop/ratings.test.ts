import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createAnalyst } from '../../../src/analysis';
import { scriptTargetNames, writeScript, type ScriptTargetName } from '../../../src/interop';
import { holdOutLatest, leaveLastOut } from '../../../src/completion/holdOutByTime';
import { readRatings } from '../../../src/files';
import { Fault } from '../../../src/matrix/fault';
import type { Observations } from '../../../src/matrix/observations';
import { quiet } from '../../../src/protocol/control';
import type { RatingsSolver } from '../../../src/protocol/methods';
import type { HoldOutBy } from '../../../src/protocol/request';
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
  holdoutBy: HoldOutBy = 'random',
): Promise<TrainingAnalysis> =>
  createAnalyst().run(
    trainRequest({
      path,
      solver,
      rank: 4,
      regularization: 4,
      iterations,
      holdout: 0.2,
      holdoutBy,
      seed: 3,
      threads: 1,
    }),
    quiet,
  );

/** Whether each rating of the file is held out of the training. */
async function heldOut(path: string, by: 'time' | 'last'): Promise<boolean[]> {
  const { ratings, times } = await readRatings(path, quiet, { skipBroken: false, columns: null, keepTimes: true });
  const split = by === 'last' ? leaveLastOut(ratings, times) : holdOutLatest(ratings, times!, 0.2);
  const cellOf = ({ rowIndex, columnIndex, columns }: Observations, t: number): number =>
    rowIndex[t]! * columns + columnIndex[t]!;
  const { test } = split;
  const held = new Set(Array.from(test!.values, (_, t) => cellOf(test!, t)));
  split.restore();
  return Array.from(ratings.values, (_, t) => held.has(cellOf(ratings, t)));
}

/** Times of ratings, scattered over the file with many that are equal. */
const timeColumns: readonly (readonly [string, (t: number) => string])[] = [
  ['seconds, some unknown', (t) => (t % 7 === 0 ? '' : String(1_500_000_000 + ((t * 37) % 90)))],
  [
    'dates',
    (t) => `2020-${String(1 + ((t * 5) % 12)).padStart(2, '0')}-${String(1 + ((t * 11) % 31)).padStart(2, '0')}`,
  ],
  [
    'times of day in several zones',
    (t) => {
      const [hour, second] = [String((t * 7) % 24).padStart(2, '0'), String((t * 13) % 60).padStart(2, '0')];
      return [
        `2021-03-04 ${hour}:10`,
        `2021-03-04T${hour}:10:${second}.25+0530`,
        `2021-03-04T${hour}:10:${second}Z`,
        `2021-03-04 ${hour}:10:${second}.2509 -03`,
      ][t % 4]!;
    },
  ],
];

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
      const [left] = runPrograms([
        script({ ...ours, solver: 'spark', regularization: 0.15, stop: 'iterations' }, 'spark'),
      ]);
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

  for (const holdoutBy of ['time', 'last'] as const)
    for (const [name, timeOf] of timeColumns)
      itWithPython(['numpy'], `NumPy: holds the same ratings out by ${holdoutBy}, of ${name}`, async () => {
        const folder = mkdtempSync(join(tmpdir(), 'interop-times-'));
        try {
          const path = join(folder, 'ratings.csv');
          const [, ...lines] = readFileSync(sample, 'utf8').trim().split('\n');
          const rows = lines.map((line, t) => `${line.trim().split(',').slice(0, 3).join(',')},${timeOf(t)}`);
          writeFileSync(path, ['user,item,rating,timestamp', ...rows, rows[5], ''].join('\n'));
          const ours = await train('als', 15, path, holdoutBy);
          const [left] = runPrograms([script(ours, 'numpy')]);
          assert.deepEqual(left?.['held'], await heldOut(path, holdoutBy));
        } finally {
          rmSync(folder, { recursive: true });
        }
      });

  it('regression: where the held-out error rose, the program went past the iteration of the model', async () => {
    const ours = { ...(await train('als')), stop: 'held-out' as const };
    const history = ours.history.map((point, at) => ({ ...point, holdoutRmse: Math.abs(at - 2) }));
    assert.match(script({ ...ours, history }, 'numpy'), /^rank, iterations, seed = 4, 3, 3$/mu);
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

  it('regression: of a model opened from its file it was said that its ratings are not lines of text', async () => {
    const ours = await train('als');
    const told = (changes: Partial<TrainingAnalysis>): string => {
      try {
        return script({ ...ours, ...changes }, 'numpy');
      } catch (error) {
        return error instanceof Fault ? error.data.message : assert.fail(String(error));
      }
    };
    const { request } = ours;
    assert.match(told({ request: { ...request, path: 'm', modelPath: 'm' }, layout: null }), /^The file of a model/u);
    assert.match(told({ layout: null }), /^Programs read ratings from lines/u);
    assert.match(told({ request: { ...request, holdout: 0 } }), /^Programs measure the error/u);
    assert.match(told({ request: { ...request, holdout: 0, holdoutBy: 'last' } }), /def last_of_each/u);
  });

  it('regression: a path with quotes or a backslash would end the string it stands in', async () => {
    const ours = await train('als');
    const path = 'C:\\new"""\nimport os';
    assert.ok(
      script({ ...ours, request: { ...ours.request, path } }, 'numpy').includes(`path = ${JSON.stringify(path)}`),
    );
  });
});
