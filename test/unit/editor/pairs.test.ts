import assert from 'node:assert/strict';
import { toRows } from '../../../src/matrix/dense';
import { allPairs, asFactors, columnFactors, knownFor, namedPair, pairsToOffer } from '../../../src/editor/pairs';
import { blocksOf, itemFactors, latex, named, ratings, userFactors } from './fixtures';

const note = blocksOf(`${ratings}\n${userFactors}\n${itemFactors}`);

describe('pairs of factors', () => {
  it('U and V are offered, once, and predict the rating matrix of their product’s shape', () => {
    const [pair, ...others] = pairsToOffer(note);
    assert.deepEqual([pair?.row.name, pair?.column.name, others.length], ['U', 'V', 0]);
    assert.equal(knownFor(pair!, note)?.name, 'R');
  });

  it('predict no matrix that is complete, has another shape or a problem', () => {
    const [pair] = pairsToOffer(note);
    const others = [
      latex('C', ['1 & 2 & 3', '4 & 5 & 6', '7 & 8 & 9']),
      latex('S', ['1 & ?', '3 & 4']),
      latex('P', ['1 & ? & 3', '4 & 5x & 6', '7 & 8 & 9']),
    ];
    assert.equal(knownFor(pair!, blocksOf(others.join('\n'))), null);
    assert.equal(knownFor(pair!, blocksOf([...others, ratings].join('\n')))?.name, 'R');
  });

  it('H of W and H is k × n, also where both are square', () => {
    for (const rows of [
      ['1 & 2 & 3', '4 & 5 & 6'],
      ['1 & 2', '3 & 4'],
    ]) {
      const blocks = blocksOf(`${latex('W', ['1 & 0', '0 & 1'])}\n${latex('H', rows)}`);
      const pair = namedPair(blocks);
      assert.equal(pair?.transposed, true);
      const h = named(blocks, 'H');
      assert.deepEqual(
        toRows(columnFactors(pair)),
        toRows(h)[0]!.map((_, j) => toRows(h).map((row) => row[j])),
      );
    }
  });

  it('matrices with missing cells or other ranks are none', () => {
    assert.equal(asFactors(named(note, 'R'), named(note, 'U')), null);
    const blocks = blocksOf(
      `${latex('A', ['1 & 2', '3 & 4', '5 & 6'])}\n${latex('B', ['1 & 2 & 3', '4 & 5 & 6', '7 & 8 & 9'])}`,
    );
    assert.equal(asFactors(named(blocks, 'A'), named(blocks, 'B')), null);
  });

  it('two square matrices without customary names are not offered unasked, and can be picked', () => {
    const blocks = blocksOf(`${latex('A', ['1 & 2', '3 & 4'])}\n${latex('B', ['5 & 6', '7 & 8'])}`);
    assert.deepEqual(pairsToOffer(blocks), []);
    assert.equal(allPairs(blocks).length, 1);
  });

  it('of thousands of matrices are as many as a person can choose from', () => {
    const many = blocksOf('[[1, 2], [3, 4]]\n\n'.repeat(5_000));
    assert.equal(many.length, 5_000);
    assert.equal(allPairs(many).length, 200);
    const none = blocksOf('[[1, 2, 3], [4, 5, 6]]\n\n'.repeat(5_000)).map((block) => ({ ...block, missing: 1 }));
    assert.deepEqual(allPairs(none), []);
  });
});
