import assert from 'node:assert/strict';
import { factorize, sample, withFolder } from './terminal';

/** What a command line says on standard error when it fails: one sentence or two, never a stack trace. */
async function complaint(words: readonly string[], status: number): Promise<string> {
  const ended = await factorize([...words, '--quiet']);
  assert.equal(ended.status, status, `ended with ${String(ended.status)}: ${ended.err}`);
  assert.equal(ended.out, '');
  assert.equal(ended.err.trimEnd().split('\n').length, 1, ended.err);
  assert.doesNotMatch(ended.err, /\bat .*:\d+:\d+\)?$|undefined|NaN|\[object/m);
  return ended.err.trimEnd();
}

const bad = (
  name: string,
  content: string | Uint8Array,
  words: (file: string) => string[],
  status: number,
  says: RegExp,
) =>
  it(
    name,
    withFolder(async (write) => {
      const file = write(/\.\w+$/.exec(name) === null ? 'bad.md' : name, content);
      assert.match(await complaint(words(file), status), says);
    }),
  );

const latex = (body: string) => `$$ A = \\begin{bmatrix} ${body} \\end{bmatrix} $$\n`;
const complete = (file: string) => ['complete', file];
const decompose = (file: string) => ['decompose', file];

describe('bad input is answered with its place, and status 1', () => {
  bad('ragged rows', latex('1 & 2 & 3 \\\\ 4 & 5'), decompose, 1, /bad\.md:1:\d+: .*[Rr]ow 2 has 2 cells.*3/);
  bad('text in a cell', latex('1 & abc \\\\ 3 & 4'), decompose, 1, /bad\.md:1:28: .*abc/);
  bad('all cells missing', latex('? & ? \\\\ ? & ?'), complete, 1, /bad\.md:1:\d+: Every cell .* missing/);
  bad('an infinite cell', latex('1 & 1e999 \\\\ 3 & 4'), decompose, 1, /bad\.md:1:28: .*infinite/i);
  bad('50,000 digits in a cell', latex(`1 & ${'9'.repeat(50_000)} \\\\ 3 & 4`), decompose, 1, /bad\.md:1:28: /);
  bad('missing cells where none may be', latex('1 & ? \\\\ 3 & 4'), decompose, 1, /needs every cell/);
  bad('nothing missing to complete', latex('1 & 2 \\\\ 3 & 4'), complete, 1, /No cell .* missing/);
  bad('no matrix', 'Words only.\n', decompose, 1, /bad\.md:1:1: The document holds no matrix/);
  bad('an unclosed environment', '$$ A = \\begin{bmatrix} 1 & 2 \\\\ 3 & 4 $$\n', decompose, 1, /bad\.md:1:\d+: /);
  bad('a binary file', Uint8Array.of(1, 0, 2, 0, 255), decompose, 1, /is not text/);
  bad('binary ratings', Uint8Array.of(1, 0, 2, 0, 255), (file) => ['train', file], 1, /is not text/);

  const lines = Array.from({ length: 8000 }, (_, i) => `${1 + (i % 90)},${1 + (i % 77)},${1 + (i % 5)}`);
  lines[6999] = '12,broken';
  bad(
    'a ratings file with a broken line 7,001',
    ['user,item,rating', ...lines].join('\n'),
    (file) => ['train', file],
    1,
    /:7001:\d+: /,
  );
  bad('a ratings file without ratings', 'user,item,rating\n', (file) => ['train', file], 1, /holds no ratings/);

  it('a file that is not there', async () => {
    assert.match(
      await complaint(['decompose', 'nowhere.md'], 1),
      /nowhere\.md could not be read: there is no such file/,
    );
  });
});

describe('a row or a column with no known cell', () => {
  for (const [name, body, says] of [
    ['row', '1 & 2 \\\\ ? & ?', /row 2, column 1: \?\n +Not determined: row 2 has no known cell/],
    ['column', '1 & ? \\\\ 2 & ?', /row 1, column 2: \?\n +Not determined: column 2 has no known cell/],
  ] as const)
    it(
      `the ${name} is said not to be determined, and is no error`,
      withFolder(async (write) => {
        const ended = await factorize(['complete', write('note.md', latex(body)), '--quiet']);
        assert.equal(ended.status, 0, ended.err);
        assert.match(ended.out, says);
      }),
    );
});

describe('a bad command line is answered with what would be right, and status 2', () => {
  const note = sample('1-predict-ratings.md');
  const cases: readonly (readonly [string[], RegExp])[] = [
    [['frobnicate'], /no command frobnicate/],
    [['decompose'], /needs a file/],
    [['decompose', note, '--method', 'magic', '--name', 'U'], /--method must be one of auto, lu/],
    [['decompose', note, '--name', 'U', '--method', 'adam', '--rank', '0'], /rank must be a whole number from 1 to 2/],
    [['complete', note, '--rank', '4'], /rank must be a whole number from 1 to 3/],
    [['complete', note, '--rank', 'many'], /--rank must be a whole number/],
    [
      ['decompose', note, '--name', 'U', '--method', 'gd', '--learning-rate', '-1'],
      /learning-rate must be .* Got -1\./,
    ],
    [['decompose', note, '--name', 'U', '--method', 'adam', '--rank', '-1'], /rank must be .* Got -1\./],
    [['complete', note, '--regularization', '-.5'], /--regularization must be .* Got -\.5\./],
    [['export', note, '--name', 'U', '--to', 'numpy', '--method', 'polar'], /There are programs for LU, .*SVD/],
    [['complete', note, '--colour', 'red'], /colour/],
    [['find', note, '--threads', '0'], /--threads must be a whole number of at least 1\. Got 0/],
    [['train', sample('ratings.csv'), '--holdout', '1'], /--holdout must be/],
    [['export', note], /needs --to/],
    [['find', note, 'another.md'], /takes one file/],
    [['evaluate', note], /needs two files/],
    [['evaluate', note, note, 'third.csv'], /takes two files. Got third\.csv too/],
    [['recommend', note], /needs --user/],
    [['recommend', note, '--user', '7', '--top', '0'], /--top must be/],
    [['similar', note], /needs --item/],
    [
      ['train', sample('ratings.csv'), '--holdout', '0.1', '--test', sample('ratings.csv')],
      /--holdout or --test, not both/,
    ],
  ];
  for (const [words, says] of cases) {
    it(words.map((word) => word.replace(/.*samples./, '')).join(' '), async () => {
      assert.match(await complaint(words, 2), says);
    });
  }
});

describe('the terminal', () => {
  it('ends with 130 when it is interrupted', async () => {
    const words = ['decompose', sample('2-factor-a-matrix.md'), '--method', 'gd', '--iterations', '2000000000'];
    const ended = await factorize(words, { interruptAfter: 1500 });
    assert.equal(ended.status, 130, ended.err);
    assert.equal(ended.out, '');
  });

  it('takes a limit of threads with every command', async () => {
    assert.equal((await factorize(['find', sample('1-predict-ratings.md'), '--threads', '2'])).status, 0);
  });

  it('says that a folder is missing, and not the file that it would have written', async () => {
    const note = sample('1-predict-ratings.md');
    const said = await complaint(['complete', note, '--solver', 'als', '--write', 'no-such-folder/filled.md'], 3);
    assert.match(said, /no-such-folder\/filled\.md could not be written: there is no such folder/);
  });

  it('has help for all and for each, and a version', async () => {
    assert.match((await factorize(['--help'])).out, /factorize find FILE/);
    assert.match((await factorize(['train', '--help'])).out, /train RATINGS/);
    assert.match((await factorize(['--version'])).out, /^\d+\.\d+\.\d+\n$/);
  });

  it('a 1×1 matrix is decomposed, not refused', async () => {
    const { status, out, err } = await factorize(['decompose', '-', '--method', 'qr', '--json'], { input: latex('4') });
    assert.equal(status, 0, err);
    assert.match(out, /"method":"qr"/);
  });
});
