import { group, type Grouped, type Observations } from '../../matrix/observations';
import type { Control } from '../../protocol/control';
import type { ActivityGroup, RankingEvaluation } from '../../protocol/results';
import type { TrainedModel } from '../../protocol/trainedModel';
import { byCount } from '../ratingsModel';
import { ListSums, scoreList } from './measures';
import { topLists } from './topLists';

/** Into so many groups of about as many users each they are put, by how many ratings of theirs were trained on. */
const groupCount = 3;

/** What is ranked and by what. */
export interface Ranked {
  readonly model: Pick<TrainedModel, 'factors' | 'userRatings' | 'itemRatings'>;
  /** The items each user has rated, which are not ranked unless they are tested. */
  readonly rated: Pick<Grouped, 'starts' | 'others'>;
  /** Held-out ratings by the model's indices; those of unknown users and items are passed over. */
  readonly test: Observations;
  /** A held-out item is relevant where its rating is at least this. */
  readonly relevantFrom: number;
  /** k, the length of the lists. */
  readonly top: number;
}

/**
 * How well the k items with the highest predictions hold what users went on to like, beside the k most rated ones. Each
 * list is chosen among all items that anybody's training ratings hold and the user has not rated, none sampled. Users without training ratings or
 * without a relevant held-out item are left out; null where that leaves none. Throws when cancelled.
 */
export async function evaluateRanking(
  { model, rated, test, relevantFrom, top }: Ranked,
  control: Control,
): Promise<RankingEvaluation | null> {
  const { factors, userRatings, itemRatings } = model;
  const tested = group({ ...test, rows: userRatings.length + 1, columns: itemRatings.length + 1 }, 'row');
  const raters = userRatings.reduce((sum, count) => sum + Number(count > 0), 0);
  const byPopularity = byCount(itemRatings).filter((item) => itemRatings[item]! > 0);
  const sums = (): Sums => ({
    model: new ListSums(itemRatings, raters),
    popularity: new ListSums(itemRatings, raters),
  });
  const relevantOf = relevantItems(tested, itemRatings, relevantFrom);
  const excludedFor = itemsNotRanked(rated, tested);
  const judged: number[] = [];
  userRatings.forEach((count, user) => {
    if (count > 0 && relevantOf(user).size > 0) judged.push(user);
  });
  const groups = activityGroups(judged, userRatings).map((bounds) => ({ ...bounds, users: 0, ...sums() }));
  const all = sums();
  const candidates = Uint32Array.from(byPopularity).sort();
  for await (const lists of topLists({ model: factors, users: judged, candidates, top, excludedFor }, control)) {
    for (const { user, items: listed } of lists) {
      const relevant = relevantOf(user);
      const own = groups.find((one) => userRatings[user]! <= one.most)!;
      own.users++;
      for (const [by, list] of [
        ['model', listed],
        ['popularity', firstOf(byPopularity, excludedFor(user), top)],
      ] as const) {
        const score = scoreList(list, relevant, top);
        all[by].add(list, score);
        own[by].add(list, score);
      }
    }
  }
  const measured = measuresOf(all);
  if (measured === null) return null;
  const ofGroups = groups.flatMap(({ least, most, users, ...own }): ActivityGroup[] => {
    const measuredOfGroup = measuresOf(own);
    return measuredOfGroup === null ? [] : [{ least, most, users, ...measuredOfGroup }];
  });
  return { top, relevantFrom, users: judged.length, ...measured, groups: ofGroups };
}

/** Which held-out items of a user are to be found: those that are relevant and that anybody's training ratings hold. */
function relevantItems(
  tested: Grouped,
  itemRatings: Uint32Array,
  relevantFrom: number,
): (user: number) => ReadonlySet<number> {
  return (user) => {
    const relevant = new Set<number>();
    for (let t = tested.starts[user]!; t < tested.starts[user + 1]!; t++) {
      const item = tested.others[t]!;
      if ((itemRatings[item] ?? 0) > 0 && tested.values[t]! >= relevantFrom) relevant.add(item);
    }
    return relevant;
  };
}

/** What a user has rated, but for what is tested: that was not trained on, and is to be found. */
function itemsNotRanked(rated: Ranked['rated'], tested: Grouped): (user: number) => Set<number> {
  return (user) => {
    const excluded = new Set(rated.others.subarray(rated.starts[user], rated.starts[user + 1]));
    for (const item of tested.others.subarray(tested.starts[user], tested.starts[user + 1])) excluded.delete(item);
    return excluded;
  };
}

/** The first of some items that are not excluded. */
function firstOf(items: readonly number[], excluded: ReadonlySet<number>, count: number): number[] {
  const first: number[] = [];
  for (const item of items) {
    if (first.length === count) break;
    if (!excluded.has(item)) first.push(item);
  }
  return first;
}

interface Sums {
  readonly model: ListSums;
  readonly popularity: ListSums;
}

function measuresOf(sums: Sums): Pick<RankingEvaluation, 'model' | 'popularity'> | null {
  const [model, popularity] = [sums.model.measures(), sums.popularity.measures()];
  return model === null || popularity === null ? null : { model, popularity };
}

/** Groups of about as many users each, by their number of ratings: from the least active to the most. */
function activityGroups(users: readonly number[], ratings: Uint32Array): { least: number; most: number }[] {
  const counts = users.map((user) => ratings[user]!).sort((a, b) => a - b);
  const bounds: { least: number; most: number }[] = [];
  for (let g = 1; g <= groupCount; g++) {
    const most = counts[Math.ceil((g * counts.length) / groupCount) - 1];
    const before = bounds.at(-1)?.most ?? (counts[0] ?? 0) - 1;
    if (most !== undefined && most > before) bounds.push({ least: before + 1, most });
  }
  return bounds;
}
