import assert from 'node:assert/strict';
import { byMethod, takesOption } from '../../../src/protocol/options';
import { decompose } from '../../../src/factorization';
import { fromRows } from '../../../src/matrix/dense';
import type { Fault } from '../../../src/matrix/fault';
import { quiet } from '../../../src/protocol/control';
import { decompositionMethods } from '../../../src/protocol/methods';
import type { DecomposeRequest } from '../../../src/protocol/request';
import { ask, labelled } from './matrices';
import { refusalOf } from '../faultCode';

const a = fromRows([
  [4, 1],
  [1, 3],
]);

const faultOf = (options: Partial<DecomposeRequest>): Fault =>
  refusalOf(() => ask(a, options.method ?? 'auto', options));

describe('options of decompositions', () => {
  const b = labelled(a);
  const strays: readonly Partial<DecomposeRequest>[] = [
    { method: 'lu', rank: 1 },
    { method: 'qr', rank: -1 },
    { method: 'qr', iterations: 3 },
    { method: 'nmf', learningRate: 0.1 },
    { method: 'svd', loss: 'frobenius' },
    { method: 'svd', center: false },
    { method: 'lu', scale: true },
    { method: 'lu', rightSide: b },
    { method: 'auto', learningRate: 0.1 },
    { method: 'auto', loss: 'kullback-leibler' },
  ];
  for (const { rightSide, ...stray } of strays) {
    const options = rightSide === undefined ? stray : { ...stray, rightSide };
    it(`regression: ${Object.keys(options).at(-1)!} was passed over by ${options.method!}`, () => {
      const { data } = faultOf(options);
      assert.equal(data.code, 'option-not-taken');
      assert.equal(data.kind, 'usage');
      assert.match(data.remedy, /^Leave it out, or choose/);
    });
  }

  it('are judged for complex matrices too', () => {
    const complex = { ...labelled(a), imaginary: Float64Array.of(0, 1, -1, 0) };
    assert.equal(faultOf({ method: 'svd', matrix: complex, iterations: 3 }).data.code, 'option-not-taken');
  });

  it('that say what goes without saying are no options', () => {
    const { factors } = ask(a, 'lu', { scale: false, center: true, exact: false });
    assert.deepEqual(factors, ask(a, 'lu').factors);
  });

  it('a rank of the SVD asks for the closest matrix of that rank', () => {
    assert.deepEqual(ask(a, 'svd', { rank: 1 }).factors, ask(a, 'approximate', { rank: 1 }).factors);
    assert.equal(faultOf({ method: 'svd', rank: -1 }).data.code, 'rank-out-of-range');
  });

  it('a rank alone asks for the best approximation of that rank', () => {
    const analysis = ask(a, 'auto', { rank: 1 });
    assert.equal(analysis.method, 'approximate');
    assert.equal(analysis.spectrum?.kept, 1);
  });

  it('of another method are left behind when a result is asked of this one', () => {
    const all: DecomposeRequest = {
      kind: 'decompose',
      matrix: b,
      method: 'gd',
      rank: 1,
      learningRate: 0.1,
      iterations: 3,
      seed: 0,
      exact: true,
      scale: true,
      center: false,
      loss: 'frobenius',
      rightSide: b,
    };
    for (const method of decompositionMethods) {
      const request = byMethod(all, method);
      decompose(request, quiet);
      assert.equal(request.rank !== null, takesOption(method, 'rank'));
    }
  });
});
