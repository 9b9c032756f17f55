import assert from 'node:assert/strict';
import { createMatrix } from '../../../src/matrix/dense';
import { createRandom } from '../../../src/matrix/random';
import { stateToGive } from '../../../src/panel/state';
import { withhold } from '../../../src/panel/withhold';
import type { PanelState } from '../../../src/protocol/panel';
import type { DecompositionAnalysis } from '../../../src/protocol/results';
import { ask, uniform } from '../factorization/matrices';

function shown(analysis: DecompositionAnalysis): PanelState {
  const source = { title: 'A', document: 'a.csv', line: 1 };
  return { view: 'result', source, analysis, stale: false, methods: [], linked: true };
}

describe('the state that a page is given with its own text', () => {
  it('is what is sent when the page asks, so that nothing changes then', () => {
    const state = shown(ask(uniform(5, 4, createRandom(3)), 'gd', { iterations: 30, frames: true }));
    assert.deepEqual(stateToGive(state), withhold(state));
  });

  it('once held the frames of a playback, which made a page of a 3×3 half as long again', () => {
    const analysis = ask(uniform(3, 3, createRandom(4)), 'gd', { iterations: 30, frames: true });
    const given = stateToGive(shown(analysis));
    assert.ok(given?.view === 'result' && analysis.frames!.length > 0);
    assert.deepEqual(given.analysis.frames, []);
  });

  it('is none for a large matrix', () => {
    const small = ask(uniform(2, 2, createRandom(1)), 'qr');
    assert.equal(stateToGive(shown({ ...small, reconstruction: createMatrix(60, 60) })), null);
  });
});
