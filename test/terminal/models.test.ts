import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { factorize, json, sample, withFolder } from './terminal';

const ratings = sample('ratings.csv');
const titles = ['--titles', sample('films.csv')];

/** Trains on the sample and keeps the model in the test's folder. */
async function trained(
  write: (name: string, content: string) => string,
  words: readonly string[] = [],
): Promise<{ model: string; result: Record<string, unknown> }> {
  const model = path.join(path.dirname(write('ratings-beside.csv', '')), 'films.safetensors');
  return { model, result: await json(['train', ratings, '--model', model, ...words]) };
}

describe('factorize train --model', () => {
  it(
    'keeps the model in one file that says how and on what it was trained',
    withFolder(async (write) => {
      const { model, result } = await trained(write, ['--holdout', '0.1', '--rank', '3', '--seed', '4']);
      assert.equal(result['model'], model);
      const bytes = readFileSync(model);
      const header = JSON.parse(bytes.toString('utf8', 8, 8 + Number(bytes.readBigUInt64LE(0)))) as {
        __metadata__: Record<string, string>;
        user_factors: { dtype: string; shape: number[] };
      };
      const { solver, rank, seed, holdout, fileRatings, fileSha256 } = header.__metadata__;
      assert.deepEqual([solver, rank, seed, holdout, fileRatings], ['bayes', '3', '4', '0.1', '7572']);
      assert.equal(fileSha256, createHash('sha256').update(readFileSync(ratings)).digest('hex'));
      assert.deepEqual([header.user_factors.dtype, header.user_factors.shape], ['F64', [250, 3]]);
      assert.deepEqual(readdirSync(path.dirname(model)).sort(), ['films.safetensors', 'ratings-beside.csv']);
    }),
  );

  it(
    'never writes over the ratings, and says before it trains where it cannot write',
    withFolder(async (write) => {
      const copy = write('ratings.csv', readFileSync(ratings, 'utf8'));
      const over = await factorize(['train', copy, '--model', copy, '--quiet']);
      assert.equal(over.status, 2);
      assert.match(over.err, /--model would write over the ratings/);
      assert.equal(readFileSync(copy, 'utf8'), readFileSync(ratings, 'utf8'));
      const nowhere = path.join(path.dirname(copy), 'nowhere', 'model.safetensors');
      const ended = await factorize(['train', copy, '--model', nowhere]);
      assert.equal(ended.status, 3);
      assert.equal(
        ended.err.trimEnd(),
        `${nowhere} could not be written: there is no such folder. Nothing was changed.`,
      );
    }),
  );
});

describe('factorize recommend', () => {
  it(
    'recommends from a kept model what it recommends right after training',
    withFolder(async (write) => {
      const { model, result } = await trained(write, ['--recommend', '7', '--top', '5', ...titles]);
      const read = await json(['recommend', model, '--user', '7', '--top', '5', ...titles]);
      assert.deepEqual(read, result['recommendations']);
      const { items } = read as { items: { title: string }[] };
      assert.equal(items.length, 5);
      const { out } = await factorize(['recommend', model, '--user', '7', '--top', '5', ...titles]);
      for (const { title } of items) assert.ok(out.includes(title));
    }),
  );
});

describe('factorize evaluate', () => {
  it(
    'gives the error that training measures on the same test file, and counts who was not seen',
    withFolder(async (write) => {
      const [header, ...lines] = readFileSync(ratings, 'utf8').trimEnd().split('\n');
      const part = (name: string, keep: (at: number) => boolean, more: readonly string[] = []): string =>
        write(name, [header, ...lines.filter((_, at) => keep(at)), ...more].join('\n'));
      const most = part('most.csv', (at) => at % 9 !== 0);
      const rest = part('rest.csv', (at) => at % 9 === 0, ['nobody,1,4', '1,nothing,4']);
      const model = path.join(path.dirname(most), 'model.safetensors');

      const training = await json(['train', most, '--test', rest, '--model', model]);
      const evaluation = await json(['evaluate', model, rest]);
      const test = evaluation['test'] as Record<string, number | null>;
      // The intervals of a model are not kept with it.
      assert.equal(test['coverage90'], null);
      assert.deepEqual({ ...test, ...(training['test'] as object), coverage90: null }, test);
      assert.deepEqual([test['unseenUsers'], test['unseenItems'], test['unseenRatings']], [1, 1, 2]);
      assert.ok(test['rmse']! < test['baselineRmse']!);
      for (const key of Object.keys(training)) assert.ok(key in evaluation, key);
      for (const key of ['ratings', 'rows', 'columns', 'solver', 'rank', 'regularization', 'model', 'seed'])
        assert.equal(evaluation[key], training[key], key);
      const { out } = await factorize(['evaluate', model, rest]);
      assert.match(out, /Error on .*rest\.csv \(844 ratings\): RMSE 0\.\d+, MAE 0\.\d+;/);
      assert.match(out, /Note: 2 of the 844 ratings are of a user or an item/);
    }),
  );
});

describe('factorize similar', () => {
  it(
    'lists other items with cosines in order, and their titles',
    withFolder(async (write) => {
      const { model } = await trained(write);
      const { items, title } = (await json(['similar', model, '--item', '5', '--top', '59', ...titles])) as {
        title: string;
        items: { item: string; title: string; value: number }[];
      };
      assert.equal(title, 'Silent Garden');
      assert.equal(new Set(items.map(({ item }) => item)).size, 59);
      assert.ok(items.every(({ item, value }) => item !== '5' && Math.abs(value) <= 1));
      assert.deepEqual(
        items.map(({ value }) => value),
        items.map(({ value }) => value).sort((a, b) => b - a),
      );
      const { out } = await factorize(['similar', model, '--item', '5', '--top', '3', ...titles]);
      assert.match(out, /^Like Silent Garden \(\d+ ratings trained on\), by the cosine/);
      assert.equal(out.trimEnd().split('\n').length, 4);
      for (const line of out.trimEnd().split('\n').slice(1))
        assert.match(line, /^ +-?\d\.\d\d {2} *\d+ ratings? {2}\S/);
      const many = (await json(['similar', model, '--item', '5', '--at-least', '115', '--top', '59'])) as {
        atLeast: number;
        items: { rated: number }[];
      };
      assert.equal(many.atLeast, 115);
      assert.ok(many.items.length > 0 && many.items.length < 59 && many.items.every(({ rated }) => rated >= 115));
    }),
  );
});

describe('what is wrong with a model, a user or an item is one line, and status 1', () => {
  it(
    'a damaged model, ratings for a model, and ids that are not in it',
    withFolder(async (write) => {
      const { model } = await trained(write);
      const bytes = readFileSync(model);
      const cut = path.join(path.dirname(model), 'cut.safetensors');
      write('cut.safetensors', bytes.subarray(0, bytes.length - 1));
      const changed = path.join(path.dirname(model), 'changed.safetensors');
      write('changed.safetensors', new Uint8Array(bytes).with(bytes.length - 1, bytes.at(-1)! ^ 1));
      const cases: readonly (readonly [string[], RegExp])[] = [
        [['recommend', cut, '--user', '7'], /cut\.safetensors cannot be opened as a model: /],
        [['similar', changed, '--item', '5'], /its bytes are not those that were written/],
        [['evaluate', ratings, ratings], /ratings\.csv cannot be opened as a model: /],
        [['evaluate', model, model], /is not text/],
        [['recommend', 'absent.safetensors', '--user', '7'], /there is no such file/],
        [['recommend', model, '--user', 'nobody'], /No user nobody is in the ratings/],
        [['similar', model, '--item', 'nothing'], /No item nothing is in the ratings/],
      ];
      for (const [words, says] of cases) {
        const { status, out, err } = await factorize([...words, '--quiet']);
        assert.deepEqual([status, out], [1, ''], words.join(' '));
        assert.match(err, says);
        assert.equal(err.trimEnd().split('\n').length, 1, err);
      }
      assert.ok(existsSync(model));
    }),
  );
});

describe('factorize export of a model', () => {
  it(
    'writes the factors of every user and item into a folder, which must not hold anything',
    withFolder(async (write) => {
      const { model } = await trained(write, ['--rank', '2', '--solver', 'als']);
      const out = path.join(path.dirname(model), 'factors');
      const written = await json(['export', model, '--to', 'csv', '--write', out, ...titles]);
      assert.deepEqual(written['files'], ['user_factors.csv', 'item_factors.csv', 'model.json']);
      const lines = readFileSync(path.join(out, 'item_factors.csv'), 'utf8').trimEnd().split('\n');
      assert.equal(lines[0], 'itemId,title,ratings,bias,f1,f2');
      assert.equal(lines.length, Number(written['items']) + 1);
      const again = await factorize(['export', model, '--to', 'npy', '--write', out]);
      assert.deepEqual([again.status, /the folder is not empty/.test(again.err)], [3, true], again.err);
    }),
  );

  it(
    'says which words and options are for models, and which for matrices',
    withFolder(async (write) => {
      const { model } = await trained(write, ['--rank', '2', '--solver', 'als']);
      const cases: readonly (readonly [readonly string[], RegExp])[] = [
        [['export', model, '--to', 'latex', '--write', 'x'], /one of csv, npy, projector/],
        [['export', model, '--to', 'csv'], /needs --write for a model/],
        [['export', model, '--to', 'csv', '--write', 'x', '--rank', '3'], /--rank is not for a model/],
        [['export', sample('4-sales.csv'), '--to', 'npy'], /--to npy is for the factors of a model/],
        [['export', sample('4-sales.csv'), '--to', 'csv', '--write', 'x'], /--write is for a model/],
      ];
      for (const [words, says] of cases) {
        const { status, err } = await factorize([...words]);
        assert.equal(status, 2, err);
        assert.match(err, says);
      }
    }),
  );
});
