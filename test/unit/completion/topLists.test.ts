import assert from 'node:assert/strict';
import fc from 'fast-check';
import { predict } from '../../../src/completion/model';
import { topLists } from '../../../src/completion/ranking/topLists';
import { createRandom } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import type { BiasedFactors } from '../../../src/protocol/results';

/** Numbers in tenths, so that there are ties, also but for rounding. */
function modelOf(users: number, items: number, rank: number, seed: number): BiasedFactors {
  const random = createRandom(seed);
  const draw = (count: number): Float64Array =>
    Float64Array.from({ length: count }, () => (random.integer(9) - 4) / 10);
  return {
    mean: 3.3,
    rowBias: draw(users),
    columnBias: draw(items),
    row: { rows: users, columns: rank, values: draw(users * rank) },
    column: { rows: items, columns: rank, values: draw(items * rank) },
  };
}

describe('The top lists of many users', () => {
  it('are those of sorting all predictions, ties by the lower index, none excluded', () => {
    const sizes = fc.record({
      users: fc.integer({ min: 1, max: 150 }),
      items: fc.constantFrom(1, 5, 40, 2100),
      rank: fc.integer({ min: 0, max: 5 }),
      top: fc.integer({ min: 1, max: 12 }),
      seed: fc.nat(1000),
    });
    fc.assert(
      fc.property(sizes, ({ users, items, rank, top, seed }) => {
        const model = modelOf(users, items, rank, seed);
        const asked = [users - 1, 0];
        const excludedFor = (user: number): Set<number> => new Set([user % items, (3 * user) % items]);
        const lists = [...topLists({ model, users: asked, top, excludedFor }, quiet)].map((one) => one.items);
        const sorted = asked.map((user) =>
          Array.from({ length: items }, (_, item) => ({ item, value: predict(model, user, item) }))
            .filter(({ item }) => !excludedFor(user).has(item))
            .sort((a, b) => b.value - a.value || a.item - b.item)
            .slice(0, top)
            .map(({ item }) => item),
        );
        assert.deepEqual(lists, sorted);
      }),
      { numRuns: 60 },
    );
  });

  it('are given for every user in order, over more than one block of them', () => {
    const users = Array.from({ length: 300 }, (_, user) => user);
    const asked = { model: modelOf(300, 20, 2, 1), users, top: 3, excludedFor: () => new Set<number>() };
    const lists = [...topLists(asked, quiet)];
    assert.deepEqual(
      lists.map(({ user }) => user),
      users,
    );
    assert.ok(lists.every(({ items }) => items.length === 3));
  });
});
