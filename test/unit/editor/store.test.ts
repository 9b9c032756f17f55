import assert from 'node:assert/strict';
import { complete } from '../../../src/completion';
import { faults } from '../../../src/matrix/faults';
import { fromRows } from '../../../src/matrix/dense';
import { quiet, type Progress } from '../../../src/protocol/control';
import type { AnalysisRequest, CompleteRequest, Request } from '../../../src/protocol/request';
import type { Analysis } from '../../../src/protocol/results';
import type { Answer } from '../../../src/protocol/rpc';
import { Runner, type Run, type RunEvent } from '../../../src/editor/runner';
import { Store, type Source, type TextSource } from '../../../src/editor/store';
import { placedResults, placedSoFar } from '../../../src/editor/lookup';
import { matrixOf } from '../../../src/matrix/block';
import type { PauseSwitch } from '../../../src/workers/pauseSwitch';
import type { RunOptions } from '../../../src/workers/pool';
import { reconstructionRequest } from '../../../src/editor/requests';
import { remember } from '../../../src/editor/tracking';
import { reconstructionAnalysis } from '../protocol/fixtures';
import { blocksOf, itemFactors, named, ratings, userFactors } from './fixtures';
import { trainRequest } from '../trainRequest';

const text = `${ratings}\n${userFactors}\n${itemFactors}`;
const blocks = blocksOf(text);
const pair = { row: named(blocks, 'U'), column: named(blocks, 'V'), transposed: false };
const request = reconstructionRequest(pair, named(blocks, 'R'));
const source: TextSource = {
  kind: 'text',
  uri: 'file:///note.md',
  document: 'note.md',
  inputs: ['U', 'V', 'R'].map((name) => remember(named(blocks, name), text, blocks)),
  target: 2,
  title: 'R',
  line: 2,
};
const analysis = reconstructionAnalysis(
  request,
  fromRows([
    [2, 1.13, 0.77],
    [1.62, 0.93, 0.49],
    [0.74, 0.29, 1.45],
  ]),
);

const completionAsked: CompleteRequest = {
  kind: 'complete',
  matrix: matrixOf(named(blocks, 'R')),
  solver: 'als',
  rank: 1,
  regularization: 0.1,
  bias: true,
  learningRate: null,
  iterations: null,
  seed: 0,
};

describe('the store', () => {
  it('keeps one result for one question, the newest last', () => {
    const store = new Store();
    const first = store.put(source, analysis);
    const other = store.put({ ...source, uri: 'file:///other.md' }, analysis);
    const again = store.put(source, analysis);
    assert.equal(again.id, first.id);
    assert.deepEqual(
      store.all().map(({ id }) => id),
      [other.id, first.id],
    );
  });

  it('regression: a result of the same method with another rank, regularization or seed took the place of the older', () => {
    const store = new Store();
    const others: Partial<CompleteRequest>[] = [{}, { rank: 2 }, { regularization: 0.5 }, { seed: 5 }];
    for (const other of [...others, { solver: 'auto' } as const])
      store.put(source, complete({ ...completionAsked, ...other }, quiet));
    assert.equal(store.all().length, others.length, 'the automatic solver is ALS: asked the same');
  });

  it('what holds so far of an edited text is found there alone, until the result is computed again', () => {
    const store = new Store();
    const [lone, now] = [blocksOf(ratings), ratings.replace('5 & 3', '1 & 3')];
    const about = (written: string, found = blocksOf(written)): TextSource => ({
      ...source,
      inputs: [remember(found[0]!, written, found)],
      target: 0,
    });
    const before = complete({ ...completionAsked, matrix: matrixOf(lone[0]!) }, quiet);
    const { id } = store.put(about(ratings), before);
    store.setSoFar(id, { inputs: about(now).inputs, analysis: before });
    assert.equal(store.get(id)?.soFar, undefined, 'of a fresh result nothing holds but itself');
    store.setStale(id, true);
    store.setSoFar(id, { inputs: about(now).inputs, analysis: before });
    assert.equal(placedSoFar(store.all(), now, blocksOf(now)).length, 1);
    assert.equal(placedSoFar(store.all(), ratings, lone).length, 0);
    const shifted = `Before.\n${now}`;
    store.followEdit(source.uri, [{ offset: 0, removed: 0, inserted: 8 }]);
    assert.equal(placedSoFar(store.all(), shifted, blocksOf(shifted)).length, 1);
    store.put(about(now), before, id);
    assert.equal(placedSoFar(store.all(), now, blocksOf(now)).length, 0);
  });

  it('regression: the result of one of two matrices alike took the place of the other', () => {
    const store = new Store();
    const twin = source.inputs.map((input) => ({ ...input, anchor: { start: 5000, end: 5100 } }));
    store.put(source, analysis);
    store.put({ ...source, inputs: twin }, analysis);
    assert.equal(store.all().length, 2);
  });

  it('a result that takes the place of a stale one is fresh', () => {
    const store = new Store();
    const { id } = store.put(source, analysis);
    store.setStale(id, true);
    store.put(source, analysis, id);
    assert.deepEqual([store.all().length, store.get(id)?.stale], [1, false]);
  });

  it('tells of every change once, and not of none', () => {
    const store = new Store();
    const told: (number | null)[] = [];
    const stop = store.onDidChange((id) => told.push(id));
    const { id } = store.put(source, analysis);
    store.setStale(id, false);
    store.setStale(id, true);
    store.remove(id);
    store.remove(id);
    store.clear();
    stop();
    store.put(source, analysis);
    assert.deepEqual(told, [id, id, id, null]);
  });

  it('a result holds for the text only while every input stands unchanged', () => {
    const store = new Store();
    store.put(source, analysis);
    const holds = (edited: string): number => {
      store.followEdit(source.uri, null);
      return placedResults(store.all(), edited, blocksOf(edited)).length;
    };
    assert.equal(holds(text), 1);
    assert.equal(holds(`Before.\n${text}`), 1);
    assert.equal(holds(text.replace('1.2 & 0.5', '1.3 & 0.5')), 0);
    assert.equal(holds(text.replace(itemFactors, '')), 0);
  });
});

/** A pool whose work ends when the test says so. */
class HeldPool {
  readonly started: Request[] = [];
  finish: () => void = () => undefined;
  report: (progress: Progress) => void = () => undefined;
  /** Work that was asked to end with what it has. */
  askedToFinish = 0;
  pause: PauseSwitch | null = null;
  /** Whether every worker is taken, and what to call when one is free. */
  isFull = false;
  begin: () => void = () => undefined;

  run<R extends Request>(asked: R, options: RunOptions = {}): Promise<Answer<R>> {
    const { signal, finish, pause, onStart, onProgress } = options;
    this.started.push(asked);
    this.begin = onStart ?? this.begin;
    if (!this.isFull) onStart?.();
    this.report = onProgress ?? this.report;
    finish?.addEventListener('abort', () => this.askedToFinish++);
    this.pause = pause ?? null;
    return new Promise((resolve, reject) => {
      this.finish = () => resolve(analysis as Analysis as Answer<R>);
      signal?.addEventListener('abort', () => reject(faults.cancelled()));
    });
  }
}

const ratingsSource: Source = {
  kind: 'file',
  uri: 'file:///ratings.csv',
  document: 'ratings.csv',
  title: 'ratings.csv',
};
const training = trainRequest();

describe('the runner', () => {
  const how = { replaces: null, shown: true };
  const asked: AnalysisRequest = request;

  it('puts the result into the store and tells of the start and the end', async () => {
    const [pool, store] = [new HeldPool(), new Store()];
    const runner = new Runner(() => pool, store);
    const events: RunEvent['event'][] = [];
    runner.onEvent(({ event }) => events.push(event));
    const done = runner.run(source, asked, how);
    assert.equal(runner.running().length, 1);
    pool.finish();
    const entry = await done;
    assert.deepEqual([store.get(entry.id), runner.running(), events], [entry, [], ['started', 'done']]);
  });

  it('newer work on the same matrices cancels the older', async () => {
    const [pool, store] = [new HeldPool(), new Store()];
    const runner = new Runner(() => pool, store);
    const older = runner.run(source, asked, how);
    const newer = runner.run(source, asked, how);
    await assert.rejects(older, /Cancelled/);
    pool.finish();
    await newer;
    assert.equal(store.all().length, 1);
  });

  it('work that takes the place of a result cancels other work for that place, though the matrix has moved', async () => {
    const [pool, store] = [new HeldPool(), new Store()];
    const runner = new Runner(() => pool, store);
    const { id } = store.put(source, analysis);
    const older = runner.run(source, asked, { replaces: id, shown: false });
    const inputs = source.inputs.map((input) => ({ ...input, anchor: { start: 9_000, end: 9_100 } }));
    const newer = runner.run({ ...source, inputs }, asked, { replaces: id, shown: false });
    await assert.rejects(older, /Cancelled/);
    pool.finish();
    await newer;
    assert.deepEqual(
      store.all().map((entry) => entry.id),
      [id],
    );
  });

  it('cancelled work leaves no result', async () => {
    const [pool, store] = [new HeldPool(), new Store()];
    const runner = new Runner(() => pool, store);
    const work = runner.run(source, asked, how);
    runner.cancel();
    await assert.rejects(work, /Cancelled/);
    assert.deepEqual([store.all(), runner.running()], [[], []]);
  });

  it('a training under way is asked for the best it has, and ends with nothing when it is stopped once more', async () => {
    const [pool, store] = [new HeldPool(), new Store()];
    const runner = new Runner(() => pool, store);
    const work = runner.run(ratingsSource, training, how);
    await Promise.resolve();
    pool.report({ phase: 'training', done: 1, total: 9, points: [] });
    runner.stop();
    assert.deepEqual([pool.askedToFinish, runner.running().length], [1, 1]);
    runner.stop();
    await assert.rejects(work, /Cancelled/);
    assert.equal(pool.askedToFinish, 1);
  });

  it('a training that still reads, or runs on Spark, has nothing to end with', async () => {
    for (const [solver, phase] of [
      ['als', 'reading'],
      ['spark', 'training'],
    ] as const) {
      const pool = new HeldPool();
      const runner = new Runner(() => pool, new Store());
      const work = runner.run(ratingsSource, { ...training, solver }, how);
      await Promise.resolve();
      pool.report({ phase, done: 1, total: 9, points: [] });
      runner.stop();
      await assert.rejects(work, /Cancelled/);
      assert.equal(pool.askedToFinish, 0);
    }
  });

  it('what is cancelled ends with nothing, also a training that has something', async () => {
    const pool = new HeldPool();
    const runner = new Runner(() => pool, new Store());
    const work = runner.run(ratingsSource, training, how);
    await Promise.resolve();
    pool.report({ phase: 'training', done: 1, total: 9, points: [] });
    runner.cancel();
    await assert.rejects(work, /Cancelled/);
    assert.equal(pool.askedToFinish, 0);
  });

  it('holds up what goes by iterations, and nothing that is to end', async () => {
    const pool = new HeldPool();
    const runner = new Runner(() => pool, new Store());
    const work = runner.run(ratingsSource, training, how);
    const [{ id }] = runner.running() as [Run];
    await Promise.resolve();
    pool.report({ phase: 'training', done: 1, total: 9, points: [] });
    const states: unknown[] = [];
    const look = (): unknown => {
      const { paused, ending } = runner.running()[0]!;
      return states.push([pool.pause?.isPaused, paused, ending]);
    };
    runner.pause(id, true);
    look();
    runner.pause(id, false);
    look();
    runner.pause(id, true);
    runner.stop(id);
    look();
    assert.deepEqual(states, [
      [true, true, false],
      [false, false, false],
      [true, false, true],
    ]);
    runner.pause(id, true);
    assert.equal(runner.running()[0]!.paused, false);
    runner.stop(id);
    await assert.rejects(work, /Cancelled/);
  });

  it('regression: a training behind a paused one was silent; it says what it waits for until it begins', async () => {
    const pool = new HeldPool();
    const runner = new Runner(() => pool, new Store());
    const other: Source = { ...ratingsSource, uri: 'file:///more.csv', title: 'more.csv' };
    const works = [runner.run(ratingsSource, training, how)];
    await Promise.resolve();
    pool.isFull = true;
    works.push(runner.run(other, training, how));
    await Promise.resolve();
    const [first, second] = runner.running() as [Run, Run];
    assert.deepEqual([first.waiting, second.waiting], [false, true]);
    assert.deepEqual([runner.awaitedBy(first), runner.awaitedBy(second)], [null, first]);
    runner.pause(first.id, true);
    assert.equal(runner.awaitedBy(second)?.paused, true);
    const told: RunEvent['event'][] = [];
    runner.onEvent(({ event }) => told.push(event));
    pool.begin();
    const begun = runner.running()[1]!;
    assert.deepEqual([told, begun.waiting, runner.awaitedBy(begun)], [['changed'], false, null]);
    runner.cancel();
    await Promise.all(works.map((work) => assert.rejects(work, /Cancelled/)));
  });

  it('a matrix in line does not wait for a training', async () => {
    const pool = new HeldPool();
    const runner = new Runner(() => pool, new Store());
    const works = [runner.run(ratingsSource, training, how)];
    await Promise.resolve();
    pool.isFull = true;
    works.push(runner.run(source, asked, how));
    assert.equal(runner.awaitedBy(runner.running()[1]!), null);
    runner.cancel();
    await Promise.all(works.map((work) => assert.rejects(work, /Cancelled/)));
  });

  it('does not hold up what has no iterations', () => {
    const pool = new HeldPool();
    const runner = new Runner(() => pool, new Store());
    void runner.run(source, asked, how).catch(() => undefined);
    const { id } = runner.running()[0]!;
    runner.pause(id, true);
    assert.deepEqual([pool.pause?.isPaused ?? false, runner.running()[0]!.paused], [false, false]);
    runner.cancel();
  });
});
