import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { cli, factorize, json, sample, withFolder } from './terminal';

const ratings = sample('ratings.csv');

describe('factorize train, its options for files and splits', () => {
  it(
    'stops at a broken line, or passes over it and says so',
    withFolder(async (write) => {
      const lines = readFileSync(ratings, 'utf8').trimEnd().split('\n');
      lines[70] = '17,42';
      const broken = write('broken.csv', lines.join('\n'));
      const stopped = await factorize(['train', broken, '--quiet']);
      assert.equal(stopped.status, 1);
      assert.match(stopped.err, /broken\.csv:71:6: Line 71 has 2 cells/);
      const passed = await json(['train', broken, '--skip-broken', '--holdout', '0']);
      assert.deepEqual((passed['broken'] as { lines: number }).lines, 1);
      assert.equal(passed['ratings'], lines.length - 2);
    }),
  );

  it('holds out a tenth where nothing is asked, so that no model is without its error', async () => {
    const [usual, asked] = [await json(['train', ratings]), await json(['train', ratings, '--holdout', '0.1'])];
    assert.deepEqual(usual['test'], asked['test']);
    assert.ok((usual['test'] as { ratings: number }).ratings > 700);
    assert.equal((await json(['train', ratings, '--holdout', '0']))['test'], null);
  });

  it(
    'takes the columns as they are said to be',
    withFolder(async (write) => {
      const lines = readFileSync(ratings, 'utf8').trimEnd().split('\n').slice(1);
      const turned = write('turned.csv', lines.map((line) => line.split(',').reverse().join(',')).join('\n'));
      const options = ['--solver', 'als', '--iterations', '2'];
      const [as, turnedAs] = [
        await json(['train', ratings, ...options]),
        await json(['train', turned, ...options, '--columns', 'rating,item,user']),
      ];
      assert.deepEqual(turnedAs['history'], as['history']);
      const wrong = await factorize(['train', turned, '--columns', 'rating,item']);
      assert.equal(wrong.status, 2);
      assert.match(wrong.err, /--columns must be user, item and, if need be, rating and time/);
      const program = await factorize([
        'export',
        turned,
        '--ratings',
        '--columns',
        'rating,item,user',
        '--to',
        'numpy',
      ]);
      assert.match(program.out, /^columns = \(2, 1, 0\)/m);
    }),
  );

  it(
    'regression: through a link a model was written over the ratings it is made from',
    withFolder(async (write) => {
      const text = readFileSync(ratings, 'utf8');
      const real = write('ratings.csv', text);
      symlinkSync(real, join(dirname(real), 'link.csv'));
      const ended = await factorize(['train', join(dirname(real), 'link.csv'), '--model', real, '--iterations', '2']);
      assert.equal(ended.status, 2);
      assert.match(ended.err, /--model would write over the ratings/);
      assert.equal(readFileSync(real, 'utf8'), text);
    }),
  );

  it('regression: a user who is not in the ratings had the whole training go untold', async () => {
    const ended = await factorize(['train', ratings, '--recommend', 'nobody', '--iterations', '5', '--quiet']);
    assert.equal(ended.status, 1);
    assert.match(ended.out, /Held-out error/);
    assert.equal(ended.err, 'No user nobody is in the ratings. Give an id as it stands in the file.\n');
  });

  it('regression: a full disk behind standard output was no failure', async function () {
    if (!existsSync('/dev/full')) this.skip();
    const out = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [cli, 'find', sample('1-predict-ratings.md')], {
      stdio: ['ignore', out, 'pipe'],
    });
    let err = '';
    child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const [status] = (await once(child, 'close')) as [number];
    closeSync(out);
    assert.deepEqual(
      [status, err],
      [3, 'The result could not be printed: the disk is full. Make room, or print it elsewhere.\n'],
    );
  });

  it(
    'has no column of held-out errors where none were held out, and says where a user has rated all',
    withFolder(async (write) => {
      const file = write('all.csv', '1,1,3\n1,2,4\n2,1,5\n');
      const ended = await factorize(['train', file, '--holdout', '0', '--recommend', '1', '--quiet']);
      assert.equal(ended.status, 0, ended.err);
      assert.doesNotMatch(ended.out, /held-out RMSE/);
      assert.match(ended.out, /That is every item, so there is none to recommend\./);
    }),
  );

  it('regression: standard input was taken for a file of the name -', async () => {
    for (const words of [
      ['train', '-'],
      ['evaluate', 'films.safetensors', '-'],
    ]) {
      const ended = await factorize([...words, '--quiet'], { input: '1,1,3\n1,2,4\n' });
      assert.equal(ended.status, 2);
      assert.match(ended.err, /reads ratings from a file, not from standard input/);
    }
  });

  it('searches for rank and regularization, and trains with what it found', async () => {
    const result = await json(['train', ratings, '--solver', 'als', '--iterations', '4', '--search', '--threads', '1']);
    const { rounds, chosen } = result['search'] as {
      rounds: { settings: object[] }[];
      chosen: { rank: number; regularization: number };
    };
    assert.deepEqual([result['rank'], result['regularization']], [chosen.rank, chosen.regularization]);
    assert.deepEqual(
      rounds.map(({ settings }) => settings.length),
      [25, 9, 3],
    );
  });

  it(
    'says that the last of each user goes by the order of the file where it has no times',
    withFolder(async () => {
      const { warnings } = (await json([
        'train',
        ratings,
        '--solver',
        'als',
        '--iterations',
        '1',
        '--holdout-by',
        'last',
      ])) as { warnings: string[] };
      assert.match(
        warnings.join(' '),
        /does not say when its ratings were made, .*: the last of each user is the one that stands last/,
      );
    }),
  );

  it(
    'judges its lists beside those of the most rated items, and reads gzip',
    withFolder(async (write) => {
      const zipped = write('ratings.csv.gz', gzipSync(readFileSync(ratings)));
      const result = await json(['train', zipped, '--holdout-by', 'last', '--ranking', '5']);
      const ranking = result['ranking'] as { top: number; users: number; groups: { users: number }[] };
      assert.equal(ranking.top, 5);
      assert.ok(ranking.users > 50);
      assert.equal(
        ranking.groups.reduce((sum, { users }) => sum + users, 0),
        ranking.users,
      );
    }),
  );
});

describe('factorize export, as programs', () => {
  const note = sample('2-factor-a-matrix.md');

  it('writes the program that lowers the same objective from the same start', async () => {
    const { out, status } = await factorize(['export', note, '--to', 'pytorch', '--iterations', '700', '--quiet']);
    assert.equal(status, 0);
    assert.match(out, /import torch\n/);
    assert.match(out, /num_iterations = 700\n/);
  });

  it('prints a matrix for NumPy, and its program where a method is asked for', async () => {
    const plain = await factorize(['export', note, '--to', 'numpy']);
    assert.ok(!plain.out.includes('import'));
    const program = await factorize(['export', note, '--to', 'numpy', '--method', 'qr', '--quiet']);
    assert.match(program.out, /np\.linalg\.qr\(A\)/);
  });

  it('says which libraries have a method, where the one asked for has none', async () => {
    const ended = await factorize(['export', note, '--to', 'scikit-learn', '--method', 'qr', '--quiet']);
    assert.equal(ended.status, 2);
    assert.match(
      ended.err,
      /There is no program for scikit-learn that repeats this: QR\. There is one for NumPy, PyTorch, Spark/,
    );
  });
});
