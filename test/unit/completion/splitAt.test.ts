import assert from 'node:assert/strict';
import fc from 'fast-check';
import { splitAt } from '../../../src/completion/splitAt';
import { pick, type Observations } from '../../../src/matrix/observations';

describe('Splitting ratings in their own memory', () => {
  it('gives those with a mark and those without, each in order, and all of them back as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean()), (isHeld) => {
        const count = isHeld.length;
        const all: Observations = {
          ...{ rows: count, columns: 2 * count },
          rowIndex: Uint32Array.from({ length: count }, (_, t) => t),
          columnIndex: Uint32Array.from({ length: count }, (_, t) => 2 * t),
          values: Float64Array.from({ length: count }, (_, t) => t / 2),
        };
        const before = structuredClone(all);
        const positions = (held: boolean): Uint32Array =>
          Uint32Array.from([...isHeld.keys()].filter((t) => isHeld[t] === held));
        const { training, test, restore } = splitAt(all, Uint8Array.from(isHeld, Number));
        assert.deepEqual(training, pick(before, positions(false)));
        assert.deepEqual(test, isHeld.includes(true) ? pick(before, positions(true)) : null);
        restore();
        assert.deepEqual(all, before);
      }),
    );
  });
});
