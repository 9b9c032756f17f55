import assert from 'node:assert/strict';
import type { RankingEvaluation } from '../../../src/protocol/evaluation';
import { rankingSentence, rankingTable } from '../../../src/protocol/rankingTable';

const model = { recall: 0.25, ndcg: 0.5, map: 0.125, coverage: 0.0625, novelty: 2 };
const popularity = { ...model, ndcg: 0.25 };
const ranking: RankingEvaluation = {
  ...{ top: 10, relevantFrom: Number.MIN_VALUE, users: 1200, model, popularity },
  groups: [
    { least: 1, most: 1, users: 1, model, popularity },
    { least: 2, most: 2415, users: 1199, model, popularity },
  ],
};

describe('Lists that are judged', () => {
  it('are those of the model above those of the most rated items, for all users and by how active they are', () => {
    const { lead, head, rows } = rankingTable(ranking);
    assert.equal(lead, 'Lists of 10 items for 1,200 users; relevant is all that was chosen');
    assert.deepEqual(
      rows.map(([who, , ndcg]) => [who, ndcg]),
      ['all users', '1 user with 1 rating', '1,199 users with 2 to 2,415 ratings'].flatMap((who) => [
        [who, '0.5000'],
        ['most rated', '0.2500'],
      ]),
    );
    assert.ok(rows.every((row) => row.length === head.length));
  });

  it('are called no better than the most rated items where they are not', () => {
    assert.equal(
      rankingSentence(ranking),
      'NDCG@10 0.5 in lists of unseen items for 1,200 users; the most rated items give 0.25.',
    );
    assert.match(rankingSentence({ ...ranking, popularity: model }), /which this model does not beat\.$/);
  });
});
