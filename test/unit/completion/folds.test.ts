import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createFolds, createLineFolds, withoutFold } from '../../../src/completion/folds';
import { foldsWhileChoosing, foldsWhileMeasuring } from '../../../src/completion/pointFolds';
import type { Observations } from '../../../src/matrix/observations';

/** Known cells that tell their position: cell t has the value t. */
function cells(count: number): Observations {
  const index = Uint32Array.from({ length: count }, (_, t) => t);
  return { rows: count, columns: count, rowIndex: index, columnIndex: index, values: Float64Array.from(index) };
}

const positions = (count: number): number[] => Array.from({ length: count }, (_, t) => t);
const ascending = (all: Iterable<number>): number[] => Array.from(all).sort((a, b) => a - b);

describe('Folds', () => {
  it('hold every known cell out once', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.nat(50), fc.nat(), (count, limit, seed) => {
        const { groups } = createFolds(count, limit, seed);
        assert.deepEqual(ascending(groups.flatMap((fold) => Array.from(fold))), positions(count));
      }),
    );
  });

  it('are trained on without the cells that they hold out, and on all others in their order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.nat(20), fc.nat(), (count, limit, seed) => {
        for (const fold of createFolds(count, limit, seed).groups) {
          const { values } = withoutFold(cells(count), fold);
          assert.deepEqual(
            Array.from(values),
            positions(count).filter((t) => !fold.includes(t)),
          );
        }
      }),
    );
  });

  it('of lines hold out whole lines, each once', () => {
    fc.assert(
      fc.property(fc.uint32Array({ max: 15, minLength: 1, maxLength: 80 }), fc.nat(), (lines, seed) => {
        const { groups } = createLineFolds(lines, seed);
        assert.deepEqual(ascending(groups.flatMap((fold) => Array.from(fold))), positions(lines.length));
        for (const fold of groups) {
          const held = new Set(Array.from(fold, (t) => lines[t]!));
          assert.equal(lines.filter((line) => held.has(line)).length, fold.length);
        }
      }),
    );
  });

  it('that a large matrix is measured on have none of the cells that its settings were chosen on', () => {
    const known = cells(20_001);
    const chosenOn = new Set(foldsWhileChoosing(known, 0).folds.flatMap(({ groups }) => Array.from(groups[0]!)));
    const measuredOn = foldsWhileMeasuring(known, 0).groups.flatMap((fold) => Array.from(fold));
    assert.ok(chosenOn.size > 3000 && measuredOn.length > 3000);
    assert.ok(measuredOn.every((t) => !chosenOn.has(t)));
  });
});
