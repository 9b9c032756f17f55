import { factorNotes } from '../protocol/factorNotes';
import type { Factor } from '../protocol/results';
import type { RatingsSolver } from '../protocol/methods';
import { formulaOf, namedFactors } from './factors';
import { productShares } from './productShares';
import { byCount, type RatingsModel, type Titles } from './ratingsModel';

/** Rows of a factor that are shown, and how many numbers they hold at most. */
const most = { rows: 2000, numbers: 1 << 15 };

/** What is shown of a trained model's factors. */
export interface ShownFactors {
  /** The rows of the users and the items with most ratings: users under their ids, items under their titles or else their ids. */
  readonly factors: readonly Factor[];
  /** What each factor separates among them, in a sentence. */
  readonly factorNotes: readonly string[];
  /** Each factor's share of the squares of what all factors add, over all users and items: those not shown too. */
  readonly factorShares: readonly number[];
  /** The ids of those users. */
  readonly users: readonly string[];
}

/** What is chosen is told by factors alone. */
const hasBiases = (solver: RatingsSolver): boolean => solver !== 'implicit-als';

/** The ratings R, or whether something is chosen P, as the model has them. */
export const formulaOfSolver = (solver: RatingsSolver): string =>
  hasBiases(solver) ? formulaOf('R', true) : formulaOf('P', false);

/** The factors as they are shown: of the users and items with most ratings, as many rows as are worth showing. */
export function shownFactors(
  { factors, userIds, itemIds, userRatings, itemRatings, record }: RatingsModel,
  titles: Titles,
): ShownFactors {
  const rank = factors.row.columns;
  const rows = Math.min(most.rows, Math.floor(most.numbers / Math.max(1, rank)));
  const shownOf = (counts: Uint32Array): number[] => byCount(counts).slice(0, rows);
  const [users, items] = [shownOf(userRatings), shownOf(itemRatings)];
  const ids = users.map((user) => userIds[user]!);
  const itemNames = (nameless: (item: string) => string): string[] =>
    items.map((index) => titles?.get(itemIds[index]!) ?? nameless(itemIds[index]!));
  const named = namedFactors(
    factors,
    hasBiases(record.solver),
    { side: 'user', indices: users, labels: ids },
    { side: 'item', indices: items, labels: itemNames((item) => item) },
  );
  const [row, column] = named;
  return {
    factors: named,
    factorNotes:
      rank === 0 || row === undefined || column === undefined
        ? []
        : factorNotes(
            { row, column },
            { rowLabels: ids.map((id) => `user ${id}`), columnLabels: itemNames((item) => `item ${item}`) },
          ),
    factorShares: productShares(factors),
    users: ids,
  };
}
