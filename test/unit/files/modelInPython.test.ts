import assert from 'node:assert/strict';
import { createAnalyst } from '../../../src/analysis';
import { readModel } from '../../../src/files';
import { quiet } from '../../../src/protocol/control';
import { absentModules, runPrograms } from '../interop/python';
import { temporaryFolder } from './folder';
import { trainRequest } from '../trainRequest';

const folder = temporaryFolder();

describe("A model in a file, read by Python's safetensors as it is", () => {
  const absent = absentModules(['safetensors', 'numpy']);
  if (absent.length > 0) {
    console.log(`Not run: a model read by Python, which has no ${absent.join(', ')}.`);
    return;
  }
  it('has the same factors, biases, ids and record, to the last bit', async function () {
    this.timeout(60_000);
    const modelPath = folder.at('films.safetensors');
    await createAnalyst().run(
      trainRequest({ path: 'media/samples/ratings.csv', rank: 3, iterations: 2, modelPath, seed: 1, threads: 1 }),
      quiet,
    );
    const model = await readModel(modelPath, quiet);
    const program = `
import numpy as np
from safetensors import safe_open
with safe_open(${JSON.stringify(modelPath)}, framework="np") as file:
    record = file.metadata()
    tensors = {name: file.get_tensor(name) for name in file.keys()}
user_factors, item_factors = tensors["user_factors"], tensors["item_factors"]
mean, user_bias, item_bias = tensors["mean"], tensors["user_bias"], tensors["item_bias"]
ends = tensors["item_id_offsets"]
ids = [bytes(tensors["item_ids"][a:b]).decode() for a, b in zip(ends, ends[1:])]
lengths = np.array([len(i) for i in ids])
number = np.array([float(i) for i in ids])
rmse, seed = np.float64(record["heldOutRmse"]), np.float64(record["seed"])
`;
    const [left] = runPrograms([program]);
    const rows = (values: Float64Array): number[][] =>
      Array.from({ length: values.length / 3 }, (_, i) => [...values.subarray(3 * i, 3 * i + 3)]);
    const { factors, itemIds, record } = model;
    assert.deepEqual(left, {
      user_factors: rows(factors.row.values),
      item_factors: rows(factors.column.values),
      user_bias: [...factors.rowBias],
      item_bias: [...factors.columnBias],
      mean: factors.mean,
      ends: left?.['ends'],
      lengths: itemIds.map(({ length }) => length),
      number: itemIds.map(Number),
      rmse: record.heldOut?.rmse,
      seed: 1,
    });
  });
});
