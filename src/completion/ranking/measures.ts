import type { Observations } from '../../matrix/observations';
import type { RankingMeasures } from '../../protocol/results';

/** The mean rating: what is rated at least so high counts as liked. */
export function meanOf({ values }: Pick<Observations, 'values'>): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How one user's list does: the items listed, and those that are right. */
export interface ListScore {
  readonly recall: number;
  readonly ndcg: number;
  readonly averagePrecision: number;
}

/**
 * Recall@k = hits / |relevant|; NDCG@k with gains of 0 and 1, Σ_hits 1 / log₂(1 + place) over the most there can be;
 * average precision@k = Σ_hits (hits so far / place) / min(k, |relevant|). There is at least one relevant item.
 * Source: Järvelin and Kekäläinen, ACM TOIS 20 (2002); Manning, Raghavan and Schütze (2008), section 8.4.
 */
export function scoreList(listed: readonly number[], relevant: ReadonlySet<number>, k: number): ListScore {
  let hits = 0;
  let gain = 0;
  let precision = 0;
  listed.forEach((item, p) => {
    if (!relevant.has(item)) return;
    hits++;
    gain += 1 / Math.log2(p + 2);
    precision += hits / (p + 1);
  });
  const most = Math.min(k, relevant.size);
  let highest = 0;
  for (let p = 0; p < most; p++) highest += 1 / Math.log2(p + 2);
  return { recall: hits / relevant.size, ndcg: gain / highest, averagePrecision: precision / most };
}

/** Adds up the lists of many users. */
export class ListSums {
  private users = 0;
  private recall = 0;
  private ndcg = 0;
  private averagePrecision = 0;
  private surprise = 0;
  private entries = 0;
  private readonly listed: Uint8Array;

  /** `popularity` is the number of ratings of each item that were trained on, by `raters` users. */
  constructor(
    private readonly popularity: Uint32Array,
    private readonly raters: number,
  ) {
    this.listed = new Uint8Array(popularity.length);
  }

  add(list: readonly number[], score: ListScore): void {
    this.users++;
    this.recall += score.recall;
    this.ndcg += score.ndcg;
    this.averagePrecision += score.averagePrecision;
    for (const item of list) {
      this.listed[item] = 1;
      this.entries++;
      this.surprise += Math.log2(this.raters / this.popularity[item]!);
    }
  }

  /** The means, with the share of all rated items that stand on some list; null without a user. */
  measures(): RankingMeasures | null {
    if (this.users === 0) return null;
    const items = this.popularity.reduce((sum, count) => sum + Number(count > 0), 0);
    const listed = this.listed.reduce((sum, is) => sum + is, 0);
    return {
      recall: this.recall / this.users,
      ndcg: this.ndcg / this.users,
      map: this.averagePrecision / this.users,
      coverage: listed / items,
      novelty: this.entries === 0 ? 0 : this.surprise / this.entries,
    };
  }
}
