import assert from 'node:assert/strict';
import fc from 'fast-check';
import { predict } from '../../../src/completion/model';
import { topLists, type ListsAsked, type TopList } from '../../../src/completion/ranking/topLists';
import { createRandom } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import type { BiasedFactors } from '../../../src/protocol/results';

/** Numbers in tenths, so that there are ties, also but for rounding. */
function modelOf(users: number, items: number, rank: number, seed: number, scale = 1): BiasedFactors {
  const random = createRandom(seed);
  const draw = (count: number): Float64Array =>
    Float64Array.from({ length: count }, () => (scale * (random.integer(9) - 4)) / 10);
  return {
    mean: 3.3,
    rowBias: draw(users),
    columnBias: draw(items),
    row: { rows: users, columns: rank, values: draw(users * rank) },
    column: { rows: items, columns: rank, values: draw(items * rank) },
  };
}

async function allOf(asked: ListsAsked): Promise<TopList[]> {
  const lists: TopList[] = [];
  for await (const some of topLists(asked, quiet)) lists.push(...some);
  return lists;
}

describe('The top lists of many users', () => {
  it('are those of sorting all predictions, ties by the lower index, none excluded', async () => {
    const sizes = fc.record({
      users: fc.integer({ min: 1, max: 150 }),
      items: fc.constantFrom(1, 5, 40, 2100),
      rank: fc.integer({ min: 0, max: 5 }),
      top: fc.integer({ min: 1, max: 12 }),
      seed: fc.nat(1000),
      scale: fc.constantFrom(1, 1e-30, 1e25, 1e100),
    });
    await fc.assert(
      fc.asyncProperty(sizes, async ({ users, items, rank, top, seed, scale }) => {
        const model = modelOf(users, items, rank, seed, scale);
        const asked = [users - 1, 0];
        const candidates = Uint32Array.from({ length: items }, (_, item) => item).filter((item) => item % 7 !== 3);
        const excludedFor = (user: number): Set<number> => new Set([user % items, (3 * user) % items, 5]);
        const lists = (await allOf({ model, users: asked, candidates, top, excludedFor })).map((one) => one.items);
        const sorted = asked.map((user) =>
          Array.from({ length: items }, (_, item) => ({ item, value: predict(model, user, item) }))
            .filter(({ item }) => item % 7 !== 3 && !excludedFor(user).has(item))
            .sort((a, b) => b.value - a.value || a.item - b.item)
            .slice(0, top)
            .map(({ item }) => item),
        );
        assert.deepEqual(lists, sorted);
      }),
      { numRuns: 60 },
    );
  });

  it('are given for every user in order, over more than one batch of them', async () => {
    const users = Array.from({ length: 9000 }, (_, user) => user);
    const candidates = Uint32Array.from({ length: 100 }, (_, item) => item);
    const asked = { model: modelOf(9000, 100, 2, 1), users, candidates, top: 3, excludedFor: () => [] };
    const lists = await allOf(asked);
    assert.deepEqual(
      lists.map(({ user }) => user),
      users,
    );
    assert.ok(lists.every(({ items }) => items.length === 3));
  });
});
