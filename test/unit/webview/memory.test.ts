import assert from 'node:assert/strict';
import { MemoryKeeper } from '../../../src/webview/memory';
import {
  completeChoices,
  initialChoices,
  type KeptChoices,
  type ViewChoices,
} from '../../../src/webview/model/choices';
import { choicesOf, setAside, type Earlier } from '../../../src/webview/model/earlierChoices';
import type { PageMemory } from '../../../src/webview/vscodeApi';

const at = (scroll: number): PageMemory => ({
  tab: null,
  scroll,
  drawn: null,
  question: null,
  choices: initialChoices,
});

/** A host that answers when it is told to. */
function slowHost() {
  const kept: number[] = [];
  const told: number[] = [];
  const answers: (() => void)[] = [];
  const keeper = new MemoryKeeper(
    ({ scroll }) => kept.push(scroll),
    ({ scroll }) => {
      told.push(scroll);
      return new Promise<void>((resolve) => answers.push(resolve));
    },
  );
  const answer = async (): Promise<void> => {
    answers.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { keeper, kept, told, answer };
}

describe('What the page remembers', () => {
  it('is kept at every change, and told one at a time, of which the last is always told', async () => {
    const { keeper, kept, told, answer } = slowHost();
    for (let step = 1; step <= 50; step++) keeper.remember(at(step));
    assert.equal(kept.length, 50);
    assert.deepEqual(told, [1]);
    await answer();
    assert.deepEqual(told, [1, 50]);
    await answer();
    keeper.remember(at(51));
    assert.deepEqual(told, [1, 50, 51]);
  });

  it('is told at once where the page may go, and not twice', async () => {
    const { keeper, told, answer } = slowHost();
    for (let step = 1; step <= 3; step++) keeper.remember(at(step));
    keeper.hurry();
    assert.deepEqual(told, [1, 3]);
    keeper.hurry();
    await answer();
    await answer();
    assert.deepEqual(told, [1, 3]);
    keeper.remember(at(4));
    assert.deepEqual(told, [1, 3, 4]);
  });

  it('goes on being told after a host that could not take it', async () => {
    const told: number[] = [];
    const keeper = new MemoryKeeper(
      () => undefined,
      ({ scroll }) => {
        told.push(scroll);
        return Promise.reject(new Error('gone'));
      },
    );
    keeper.remember(at(1));
    keeper.remember(at(2));
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(told, [1, 2]);
  });
});

describe('What was set in the views', () => {
  const ranked = (rank: number): ViewChoices => ({ ...initialChoices, rank });

  it('comes back with the result it was set for, for the last eight results', () => {
    let all: readonly Earlier[] = [];
    for (let i = 1; i <= 12; i++) all = setAside(all, `result ${i}`, ranked(i));
    all = setAside(all, 'result 9', ranked(99));
    assert.equal(choicesOf(all, 'result 9')?.rank, 99);
    assert.equal(choicesOf(all, 'result 5')?.rank, 5);
    assert.equal(choicesOf(all, 'result 4'), null);
    assert.equal(all.length, 8);
  });

  it('by a page that knew fewer choices is completed by those to begin with', () => {
    const { latent, missing } = initialChoices;
    const kept: KeptChoices = {
      rank: null,
      latent: { x: 2, y: 1, view: null },
      missing: { by: 'cell', descending: false, filter: 'row 3' },
    };
    assert.deepEqual(completeChoices(kept), {
      ...initialChoices,
      latent: { ...latent, x: 2 },
      missing: { ...missing, filter: 'row 3' },
    });
  });
});
