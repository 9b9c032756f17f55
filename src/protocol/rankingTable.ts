import type { RankingEvaluation, RankingMeasures } from './evaluation';
import { formatNumber } from './numbers';
import { counted, formatCount } from './quantities';

/** The lists of a model beside those of the most rated items, for all users and by how active they are, as a person reads them. */
export interface RankingTable {
  /** What the lists are, and what counts as a hit. */
  readonly lead: string;
  readonly head: readonly string[];
  /** Whose lists, and their measures: a row of the model's above one of the most rated items'. */
  readonly rows: readonly (readonly string[])[];
}

/** The table of an evaluation: shares and NDCG to four digits, novelty in bits to two, all users first. */
export function rankingTable({ top, relevantFrom, users, model, popularity, groups }: RankingEvaluation): RankingTable {
  const row = (who: string, { recall, ndcg, map, coverage, novelty }: RankingMeasures): string[] => [
    who,
    ...[recall, ndcg, map, coverage].map((value) => value.toFixed(4)),
    novelty.toFixed(2),
  ];
  const both = (who: string, of: Pick<RankingEvaluation, 'model' | 'popularity'>): string[][] => [
    row(who, of.model),
    row('most rated', of.popularity),
  ];
  return {
    lead: `Lists of ${counted(top, 'item')} for ${counted(users, 'user')}; ${relevantText(relevantFrom)}`,
    head: ['', `Recall@${top}`, `NDCG@${top}`, `MAP@${top}`, 'coverage', 'novelty'],
    rows: [
      ...both('all users', { model, popularity }),
      ...groups.flatMap((one) => both(`${counted(one.users, 'user')} with ${rangeOf(one.least, one.most)}`, one)),
    ],
  };
}

/** How good the lists are, beside those of the most rated items. */
export function rankingSentence({ top, users, model, popularity }: RankingEvaluation): string {
  const beaten = model.ndcg <= popularity.ndcg ? ', which this model does not beat' : '';
  return (
    `NDCG@${top} ${formatNumber(model.ndcg, 3)} in lists of unseen items for ${counted(users, 'user')}; ` +
    `the most rated items give ${formatNumber(popularity.ndcg, 3)}${beaten}.`
  );
}

const rangeOf = (least: number, most: number): string =>
  least === most ? counted(most, 'rating') : `${formatCount(least)} to ${counted(most, 'rating')}`;

/** Of counts, whatever was chosen is relevant. */
const relevantText = (from: number): string =>
  from <= Number.MIN_VALUE
    ? 'relevant is all that was chosen'
    : `relevant is a rating of at least ${formatNumber(from)}`;
