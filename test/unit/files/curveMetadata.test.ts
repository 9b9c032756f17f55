import assert from 'node:assert/strict';
import { curveMetadata, readCurve } from '../../../src/files/curveMetadata';
import type { Fault } from '../../../src/matrix/fault';
import { faults } from '../../../src/matrix/faults';
import type { TrainingCurve } from '../../../src/protocol/trainedModel';
import { fallingCurve } from './fallingCurve';

const damaged = (what: string): Fault => faults.cannotOpenModel('m', what);
const read = (metadata: readonly [string, string][]): TrainingCurve | null => readCurve(new Map(metadata), damaged);

describe('A training curve among the metadata of its model', () => {
  it('is read as it was, to the last bit', () => {
    for (const points of [1, 2, 2000])
      assert.deepEqual(read(curveMetadata(fallingCurve(points))), fallingCurve(points));
  });

  it('too long to be kept whole keeps its first, last, lowest and highest point, and stays within its bound', () => {
    const { history, ...rest } = fallingCurve(100_000);
    const spiked = history.map((point, i) => (i === 54_321 ? { ...point, objective: 1e6 } : point));
    const metadata = curveMetadata({ history: spiked, ...rest });
    assert.ok(metadata[0]![1].length < 300_000);
    const { history: kept, ...told } = read(metadata)!;
    assert.deepEqual(told, rest);
    assert.ok(kept.length > 1000 && kept.length <= 2000, `${kept.length} points`);
    assert.deepEqual([kept[0], kept.at(-1)], [spiked[0], spiked.at(-1)]);
    assert.ok(kept.some(({ objective }) => objective === 1e6));
  });

  it('of no points is not kept, and none is read where there is none', () => {
    assert.deepEqual(curveMetadata({ ...fallingCurve(0) }), []);
    assert.deepEqual(curveMetadata(null), []);
    assert.equal(read([]), null);
  });

  const whole = fallingCurve(3);
  const first = whole.history[0]!;
  const cases: readonly (readonly [string, unknown])[] = [
    ['no object', [1, 2]],
    ['null', null],
    ['no points', { ...whole, history: [] }],
    ['points that are no list', { ...whole, history: { length: 1 } }],
    ['more points than are ever kept', fallingCurve(2001)],
    ['points out of order', { ...whole, history: whole.history.toReversed() }],
    ['a point twice', { ...whole, history: [first, first] }],
    ['an iteration that is no whole number', { ...whole, history: [{ ...first, iteration: 0.5 }] }],
    ['an iteration before the start', { ...whole, history: [{ ...first, iteration: -1 }] }],
    ['an objective that is no number', { ...whole, history: [{ ...first, objective: '1' }] }],
    ['an error below 0', { ...whole, history: [{ ...first, rmse: -1 }] }],
    ['an error left out', { ...whole, history: [{ ...first, holdoutRmse: undefined }] }],
    ['an end that is not known', { ...whole, stop: 'tired' }],
    ['a formula as long as a book', { ...whole, objectiveFormula: 'x'.repeat(2000) }],
  ];
  for (const [name, curve] of cases)
    it(`with ${name} is the fault of a damaged file`, () => {
      assert.throws(() => read([['curve', JSON.stringify(curve)]]), /training curve/);
    });

  it('that is no JSON, or far too long, is the fault of a damaged file', () => {
    const text = JSON.stringify(whole);
    assert.throws(() => read([['curve', text.slice(1)]]), /training curve/);
    assert.throws(() => read([['curve', text + ' '.repeat(1 << 20)]]), /training curve/);
  });
});
