import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { factorize, json, sample, withFolder } from './terminal';

const note = sample('1-predict-ratings.md');

interface Found {
  name: string | null;
  rows: number;
  columns: number;
  missing: number;
}
const shapes = (found: Record<string, unknown>) =>
  (found['matrices'] as Found[]).map(({ name, rows, columns, missing }) => [name, rows, columns, missing]);

describe('factorize find', () => {
  it('finds every matrix of the ratings note, with name, shape and missing cells', async () => {
    assert.deepEqual(shapes(await json(['find', note])), [
      ['R', 3, 3, 3],
      ['U', 3, 2, 0],
      ['V', 3, 2, 0],
      ['\\hat R', 3, 3, 0],
    ]);
  });

  it('finds U as 3×2 where a Markdown round trip left one backslash at the ends of its rows', async () => {
    const damaged = readFileSync(note, 'utf8').replaceAll('\\\\\n', '\\  \n');
    const found = shapes(await json(['find', '-'], damaged));
    assert.deepEqual(found.slice(0, 3), [
      ['R', 3, 3, 3],
      ['U', 3, 2, 0],
      ['V', 3, 2, 0],
    ]);
  });

  it('gives offsets by which the matrix can be cut out of the text', async () => {
    const text = readFileSync(note, 'utf8');
    const found = (await json(['find', note]))['matrices'] as { start: number; end: number; line: number }[];
    const cut = text.slice(found[0]!.start, found[0]!.end);
    assert.match(cut, /^(R = )?\\begin\{bmatrix\}[^]*\\end\{bmatrix\}$/);
    assert.equal(text.split('\n')[found[0]!.line - 1], 'R = \\begin{bmatrix}');
  });

  it('finds a line of Python on standard input, which was taken for a row of commas', async () => {
    assert.deepEqual(shapes(await json(['find', '-'], 'R = [[1, 2], [3, 4]]\n')), [['R', 2, 2, 0]]);
    assert.deepEqual(shapes(await json(['find', '-'], '1,2\n3,4\n')), [[null, 2, 2, 0]]);
  });

  it('says in a sentence that a document holds none, and that is no error', async () => {
    const { status, out } = await factorize(['find', '-'], { input: 'Nothing but words.\n' });
    assert.equal(status, 0);
    assert.match(out, /holds no matrix/);
  });
});

describe('factorize reconstruct', () => {
  it("gives the note's own table, and predicts the missing cells of R with the given factors", async () => {
    const result = await json(['reconstruct', note, '--row-factors', 'U', '--column-factors', 'V']);
    const table = result['reconstruction'] as number[][];
    const expected = [
      [2.0, 1.13, 0.77],
      [1.62, 0.93, 0.49],
      [0.74, 0.29, 1.45],
    ];
    expected.forEach((row, i) => row.forEach((value, j) => assert.ok(Math.abs(table[i]![j]! - value) < 0.005 + 1e-12)));
    const predictions = result['predictions'] as { row: number; column: number; value: number }[];
    assert.deepEqual(
      predictions.map(({ row, column, value }) => [row, column, Number(value.toFixed(12))]),
      [
        [0, 2, 0.77],
        [1, 1, 0.93],
        [2, 0, 0.74],
      ],
    );
  });

  it('writes the sum behind each prediction', async () => {
    const { out } = await factorize(['reconstruct', note, '--row-factors', 'U', '--column-factors', 'V']);
    assert.match(out, /1\.2·0\.1 \+ 0\.5·1\.3 = 0\.77/);
  });

  it('says which matrices there are when a name is wrong', async () => {
    const { status, err } = await factorize(['reconstruct', note, '--row-factors', 'X', '--column-factors', 'V']);
    assert.equal(status, 1);
    assert.match(err, /^.*1-predict-ratings\.md:1:1: No matrix here is named X\. The names here are R, U, V/);
  });
});

describe('factorize decompose', () => {
  it('finds A ≈ WH by Adam to a mean squared error below 1e-12', async () => {
    const words = ['decompose', sample('2-factor-a-matrix.md'), '--method', 'adam', '--rank', '2'];
    const options = ['--learning-rate', '0.01', '--iterations', '5000'];
    const result = await json([...words, ...options]);
    const { meanSquaredError } = result['diagnostics'] as { meanSquaredError: number };
    assert.ok(meanSquaredError < 1e-12, `it is ${meanSquaredError}`);
    assert.equal((result['objective'] as number[]).length, 5000);
    const { out } = await factorize([...words, ...options]);
    assert.deepEqual(
      [...out.matchAll(/^Iteration (\d+): mean squared error/gm)].map(([, iteration]) => Number(iteration)),
      [1, 500, 1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500, 5000],
    );
  });

  for (const method of ['auto', 'qr', 'svd', 'gd'] as const) {
    it(`${method} reconstructs the 4×2 matrix of the note`, async () => {
      const result = await json(['decompose', sample('2-factor-a-matrix.md'), '--method', method]);
      const { relativeResidual } = result['diagnostics'] as { relativeResidual: number };
      assert.ok(relativeResidual < (method === 'gd' ? 1e-2 : 1e-14), `it is ${relativeResidual}`);
    });
  }

  it('gives complex eigenvalues as re and im', async () => {
    const result = await json(['decompose', sample('3-lecture.tex'), '--name', 'Q', '--method', 'eigen']);
    assert.match(JSON.stringify(result['factors']), /"re":[^}]*,"im":/);
  });

  it('picks the matrix that covers or follows a line', async () => {
    const result = await json(['decompose', `${sample('3-lecture.tex')}:11`]);
    assert.equal((result['reconstruction'] as number[][]).length, 2);
  });

  it('same seed, same answer; another seed, other factors', async () => {
    const words = ['decompose', sample('2-factor-a-matrix.md'), '--method', 'adam', '--iterations', '50'];
    const once = async (seed: string) => JSON.stringify((await json([...words, '--seed', seed]))['factors']);
    assert.equal(await once('1'), await once('1'));
    assert.notEqual(await once('1'), await once('2'));
  });
});

describe('factorize complete', () => {
  it('predicts every missing cell and writes them into a copy, leaving the document alone', async () =>
    withFolder(async (write) => {
      const text = readFileSync(note, 'utf8');
      const file = write('note.md', text);
      const out = write('out.md', '');
      const result = await json(['complete', file, '--write', out]);
      assert.equal((result['predictions'] as unknown[]).length, 3);
      assert.equal(readFileSync(file, 'utf8'), text);
      const written = readFileSync(out, 'utf8');
      assert.equal(shapes(await json(['find', out]))[0]![3], 0);
      assert.equal(written.split('\n').length, text.split('\n').length);
      assert.ok(!existsSync(`${out}.part`));
    })());

  it('predictions stand in the reconstruction', async () => {
    const result = await json(['complete', note, '--solver', 'als', '--rank', '2']);
    const table = result['reconstruction'] as number[][];
    for (const { row, column, value } of result['predictions'] as { row: number; column: number; value: number }[]) {
      assert.equal(table[row]![column], value);
    }
  });
});

describe('factorize export', () => {
  const endings = {
    latex: 'tex',
    csv: 'csv',
    tsv: 'tsv',
    json: 'json',
    markdown: 'md',
    numpy: 'py',
    matlab: 'm',
    julia: 'jl',
    r: 'R',
    mathematica: 'wl',
    maple: 'mpl',
    c: 'c',
    typst: 'typ',
    matrixmarket: 'mtx',
    spaced: 'txt',
  };
  for (const [to, ending] of Object.entries(endings)) {
    it(`prints a matrix as ${to} that is found again with the same values`, async () =>
      withFolder(async (write) => {
        const { out } = await factorize(['export', note, '--name', 'R', '--to', to]);
        const found = await json(['find', write(`r.${ending}`, out)]);
        assert.deepEqual((found['matrices'] as { values: unknown }[])[0]!.values, [
          [5, 3, null],
          [4, null, 1],
          [null, 2, 5],
        ]);
      })());
  }
});

describe('factorize train', () => {
  it('learns more than biases alone from the sample, and recommends what was not rated', async () => {
    const words = [
      'train',
      sample('ratings.csv'),
      '--holdout',
      '0.1',
      '--recommend',
      '7',
      '--titles',
      sample('films.csv'),
    ];
    const result = await json(words);
    const test = result['test'] as { rmse: number; baselineRmse: number; ratings: number };
    assert.ok(test.rmse < test.baselineRmse, `${test.rmse} is not below ${test.baselineRmse}`);
    assert.equal((result['ratings'] as number) + test.ratings, 7572);
    const { items } = result['recommendations'] as { items: { item: string; title: string }[] };
    assert.equal(items.length, 10);
    const rated = readFileSync(sample('ratings.csv'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('7,'));
    assert.ok(rated.length > 0);
    const held = items.filter(({ item }) => rated.some((line) => line.split(',')[1] === item));
    assert.ok(held.length <= 3, 'only held-out ratings may be recommended again');
    assert.match(items[0]!.title, /^[A-Z][a-z]+ [A-Z][a-z]+$/);
  });
});
