import type { Control } from '../protocol/control';
import { predict } from './model';
import { topLists } from './ranking/topLists';
import { clip, type RatingsModel, type Titles } from './ratingsModel';
import { titledItem } from './recommend';

/**
 * The `top` items with the highest predictions for every user of a model, as rows of a table under a header: user,
 * place from 1, item, its title where there are titles, and the prediction; those of some users at once. The lists are
 * those of `recommend`; a user who has rated nearly all items has a shorter one. `lengths` is kept up with the lists that
 * were given.
 * Throws when cancelled.
 */
export async function* recommendAll(
  model: RatingsModel,
  top: number,
  titles: Titles,
  lengths: { shortest: number; longest: number },
  control: Control,
): AsyncGenerator<readonly (readonly (string | number)[])[]> {
  const { factors, userIds, rated, scale } = model;
  yield [['user', 'place', 'item', ...(titles === null ? [] : ['title']), 'value']];
  const asked = {
    model: factors,
    users: Uint32Array.from(userIds.keys()),
    candidates: Uint32Array.from(model.itemIds.keys()),
    top,
    excludedFor: (user: number) => rated.others.subarray(rated.starts[user], rated.starts[user + 1]),
  };
  for await (const lists of topLists(asked, control)) {
    for (const { items } of lists) {
      lengths.shortest = Math.min(lengths.shortest, items.length);
      lengths.longest = Math.max(lengths.longest, items.length);
    }
    yield lists.flatMap(({ user, items }) =>
      items.map((column, at) => {
        const { item, title } = titledItem(model, column, titles);
        const value = clip(predict(factors, user, column), scale);
        return [userIds[user]!, at + 1, item, ...(titles === null ? [] : [title ?? '']), value];
      }),
    );
  }
}
