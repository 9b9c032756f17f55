import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { exportFactors } from '../../../src/files/exportFactors';
import { numpyArray, readNumpyHeader } from '../../../src/files/npy';
import { faults } from '../../../src/matrix/faults';
import { quiet } from '../../../src/protocol/control';
import { factorFormats, type FactorFormat } from '../../../src/protocol/request';
import type { TrainedModel } from '../../../src/protocol/trainedModel';
import { itWithPython, runPrograms } from '../interop/python';
import { temporaryFolder } from './folder';
import { faultOf } from '../faultCode';

const folder = temporaryFolder();

const biases = { mean: 3.3, rowBias: Float64Array.of(0.1, -0.2), columnBias: Float64Array.of(1 / 3, 0, 1e-300) };
const model: TrainedModel = {
  factors: {
    ...biases,
    row: { rows: 2, columns: 2, values: Float64Array.of(1, 2, 3, 4) },
    column: { rows: 3, columns: 2, values: Float64Array.of(0.1, 0.2, 1 / 3, -5e-324, 7, 8) },
  },
  baseline: {
    ...biases,
    row: { rows: 2, columns: 0, values: new Float64Array() },
    column: { rows: 3, columns: 0, values: new Float64Array() },
  },
  userIds: ['a, "b"\n', '007'],
  itemIds: ['🎬', '2\t0', 'x'],
  rated: { starts: Uint32Array.of(0, 1, 2), others: Uint32Array.of(0, 1), values: null },
  userRatings: Uint32Array.of(1, 1),
  itemRatings: Uint32Array.of(1, 1, 0),
  scale: { low: 1, high: 5 },
  record: {
    ...{ solver: 'als', regularization: 1, learningRate: null, iterations: 3, holdout: 0, seed: 0 },
    ...{ ratings: 2, fileRatings: 2, fileSha256: 'ab'.repeat(32) },
  },
};
const titles = new Map([['x', 'A film, dubbed']]);

async function exported(to: FactorFormat, out = folder.at(to)): Promise<(name: string) => Buffer> {
  const names = await exportFactors(model, to, out, titles, quiet);
  assert.deepEqual(readdirSync(out).sort(), [...names].sort());
  return (name) => readFileSync(`${out}/${name}`);
}

describe("A model's factors taken away", () => {
  it('as CSV are numbers to the last bit, under ids quoted where they must be', async () => {
    const read = await exported('csv');
    assert.equal(
      read('user_factors.csv').toString(),
      'userId,ratings,bias,f1,f2\n"a, ""b""\n",1,0.1,1,2\n007,1,-0.2,3,4\n',
    );
    assert.equal(
      read('item_factors.csv').toString(),
      'itemId,title,ratings,bias,f1,f2\n🎬,,1,0.3333333333333333,0.1,0.2\n' +
        '2\t0,,1,0,0.3333333333333333,-5e-324\nx,"A film, dubbed",0,1e-300,7,8\n',
    );
    const record = JSON.parse(read('model.json').toString()) as Record<string, unknown>;
    assert.deepEqual([record['mean'], record['solver'], record['scale']], [3.3, 'als', { low: 1, high: 5 }]);
  });

  it('as .npy are read by our own reader to the last bit', async () => {
    const read = await exported('npy');
    const bytes = read('item_factors.npy');
    const header = readNumpyHeader(bytes);
    assert.ok(typeof header !== 'string');
    assert.deepEqual([header.shape, header.bytes, header.dataStart % 64], [[3, 2], bytes.length, 0]);
    const { columns } = numpyArray(bytes, header);
    const values = [0, 1, 2].flatMap((row) => columns.map((column) => column.at(row)));
    assert.deepEqual(values, [...model.factors.column.values]);
  });

  itWithPython(['numpy'], 'as .npy are read by NumPy, ids too', async () => {
    await exported('npy', folder.at('numpy'));
    const load = (name: string): string => `np.load(${JSON.stringify(folder.at(`numpy/${name}.npy`))})`;
    const program = `
import numpy as np
user, item, bias = ${load('user_factors')}, ${load('item_factors')}, ${load('user_bias')}
ids = [str(i) for i in ${load('item_ids')}] + [str(i) for i in ${load('user_ids')}]
points = np.array([ord(c) for i in ids for c in i])
`;
    const [left] = runPrograms([program]);
    assert.deepEqual(left, {
      user: [
        [1, 2],
        [3, 4],
      ],
      item: [
        [0.1, 0.2],
        [1 / 3, -5e-324],
        [7, 8],
      ],
      bias: [0.1, -0.2],
      points: Array.from([...model.itemIds, ...model.userIds].join(''), (letter) => letter.codePointAt(0)),
    });
  });

  it('for the Embedding Projector are a line of numbers an item, and a line that names it', async () => {
    const read = await exported('projector');
    const lines = (name: string): string[][] =>
      read(name)
        .toString()
        .trimEnd()
        .split('\n')
        .map((line) => line.split('\t'));
    assert.deepEqual(lines('vectors.tsv'), [
      ['0.1', '0.2'],
      ['0.3333333333333333', '-5e-324'],
      ['7', '8'],
    ]);
    assert.deepEqual(lines('metadata.tsv'), [
      ['title', 'item', 'ratings'],
      ['🎬', '🎬', '1'],
      ['2 0', '2 0', '1'],
      ['A film, dubbed', 'x', '0'],
    ]);
    assert.equal(lines('user_metadata.tsv').length, lines('user_vectors.tsv').length + 1);
  });

  for (const to of factorFormats)
    it(`${to}: cancelled midway leave nothing, whatever was written`, async () => {
      let looks = 0;
      const control = {
        ...quiet,
        checkpoint: () => {
          if (++looks === 3) throw faults.cancelled();
        },
      };
      const before = readdirSync(folder.at(''));
      const fault = await faultOf(exportFactors(model, to, folder.at('cancelled'), null, control));
      assert.equal(fault.code, 'cancelled');
      assert.deepEqual(readdirSync(folder.at('')), before);
    });

  it('never take the place of what stands there, but of an empty folder', async () => {
    mkdirSync(folder.at('full'));
    writeFileSync(folder.at('full/kept'), 'kept');
    writeFileSync(folder.at('file'), 'kept');
    for (const taken of ['full', 'file', 'nowhere/folder'])
      assert.equal((await faultOf(exportFactors(model, 'csv', folder.at(taken), null, quiet))).code, 'cannot-write');
    assert.deepEqual(readdirSync(folder.at('full')), ['kept']);
    assert.equal(readFileSync(folder.at('file'), 'utf8'), 'kept');
    assert.ok(!existsSync(folder.at('nowhere')));
    mkdirSync(folder.at('empty'));
    await exportFactors(model, 'csv', folder.at('empty'), null, quiet);
    assert.equal(readdirSync(folder.at('empty')).length, 3);
  });
});
