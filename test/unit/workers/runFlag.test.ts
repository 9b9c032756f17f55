import assert from 'node:assert/strict';
import { RunFlag } from '../../../src/workers/runFlag';

const flag = (): RunFlag => new RunFlag(new SharedArrayBuffer(4));

describe('what is wanted of work under way', () => {
  it('stays cancelled, whatever is asked afterwards', () => {
    const work = flag();
    work.cancel();
    work.finish();
    work.pause();
    work.resume();
    assert.deepEqual([work.isCancelled, work.isFinishing, work.isPaused], [true, false, false]);
  });

  it('is to finish, paused or not, and then neither pauses nor goes on', () => {
    const work = flag();
    work.pause();
    work.finish();
    work.pause();
    work.resume();
    assert.deepEqual([work.isCancelled, work.isFinishing, work.isPaused], [false, true, false]);
  });

  it('is to go on after a pause that was taken back', () => {
    const work = flag();
    work.pause();
    assert.equal(work.isPaused, true);
    work.resume();
    assert.deepEqual([work.isCancelled, work.isFinishing, work.isPaused], [false, false, false]);
    work.waitWhilePaused();
  });
});
