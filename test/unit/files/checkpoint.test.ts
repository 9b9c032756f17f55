import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { readCheckpoint, writeCheckpoint } from '../../../src/files';
import { quiet } from '../../../src/protocol/control';
import type { TrainingCheckpoint } from '../../../src/protocol/trainingCheckpoint';
import { temporaryFolder } from './folder';
import { faultOf } from '../faultCode';

const folder = temporaryFolder();
const checkpoint: TrainingCheckpoint = {
  fingerprint: { solver: 'sgd', ratings: 'ab', regularization: null, seed: 3 },
  history: [{ iteration: 1, objective: 0.1 + 0.2, rmse: 1 / 3, holdoutRmse: null }],
  risen: 1,
  best: { iteration: 1, error: Math.PI, state: [Float32Array.of(1.5, -0, 2 ** -140)] },
  state: [Float32Array.of(3, Math.fround(0.1), 7)],
  chain: [Float64Array.of(0.1, Number.NaN), Float64Array.of()],
};

describe('A checkpoint of a training', () => {
  it('is read as it was written, to the last bit', async () => {
    await writeCheckpoint(folder.at('a.checkpoint'), checkpoint, quiet);
    assert.deepEqual(await readCheckpoint(folder.at('a.checkpoint'), quiet), checkpoint);
  });

  it('is refused where a byte has changed or is missing', async () => {
    const path = folder.at('b.checkpoint');
    await writeCheckpoint(path, checkpoint, quiet);
    const whole = readFileSync(path);
    for (let at = 0; at < whole.length; at++) {
      const changed = Uint8Array.from(whole);
      changed[at]! ^= 1 << (at % 8);
      writeFileSync(path, at % 3 === 0 ? whole.subarray(0, at) : changed);
      const fault = await faultOf(readCheckpoint(path, quiet));
      assert.equal(fault.code, 'cannot-resume', `byte ${at}`);
    }
  });
});
