import assert from 'node:assert/strict';
import { findMatrices } from '../../../src/documents';
import type { MatrixBlock } from '../../../src/matrix/block';

function found(language: string, ...lines: readonly string[]): MatrixBlock | undefined {
  return findMatrices(lines.join('\n'), { language })[0];
}

describe('columns of labels', () => {
  it('a second column of names was read as cells that are no numbers', () => {
    const block = found(
      'csv',
      'Region;Branch;Mon;Tue;Wed',
      'North;Hamburg;1.234,5;;1.301,2',
      'North;Kiel;412,1;398,4;420,0',
    );
    assert.deepEqual(block?.problems, []);
    assert.deepEqual(block.rowLabels, ['North · Hamburg', 'North · Kiel']);
    assert.deepEqual(block.columnLabels, ['Mon', 'Tue', 'Wed']);
    assert.deepEqual([...block.values], [1234.5, Number.NaN, 1301.2, 412.1, 398.4, 420]);
  });

  it('are named where they stand, from the first to the last that is written', () => {
    const text = 'region,branch,a,b,c\nNorth,Kiel,1,2,3\nSouth,,4,5,6\nWest,Bonn,7,8,9';
    const block = findMatrices(text, { language: 'csv' })[0];
    assert.deepEqual(
      block?.rowLabelRanges?.map(({ start, end }) => text.slice(start, end)),
      ['North,Kiel', 'South', 'West,Bonn'],
    );
    assert.deepEqual(block.rowLabels, ['North · Kiel', 'South', 'West · Bonn']);
  });

  it('may begin with one of numbers that is headed as one of identifiers', () => {
    const block = found('csv', 'id,name,a,b,c', '17,Kiel,1,2,3', '21,Bonn,4,5,6');
    assert.deepEqual(block?.rowLabels, ['17 · Kiel', '21 · Bonn']);
    assert.equal(block.columns, 3);
  });

  it('regression: numbers headed as R, pandas and databases head identifiers were data', () => {
    for (const heading of ['rownames', 'Unnamed: 0', 'Index', 'ID', 'USER_ID', 'userID']) {
      const block = found('csv', `${heading},a,b`, '1,5,3', '2,4,2', '3,1,5');
      assert.deepEqual([block?.rowLabels, block?.columns], [['1', '2', '3'], 2], heading);
    }
    assert.equal(found('csv', 'COVID,a,b', '1,5,3', '2,4,2')?.columns, 3);
  });

  it('regression: a first row of nothing was taken for a header of years, and lost', () => {
    assert.deepEqual([...found('csv', ',,', '1,2,3', '4,5,6')!.values].slice(0, 4), [NaN, NaN, NaN, 1]);
  });

  it('are so in a Markdown table too', () => {
    const block = found(
      'markdown',
      '| region | branch | a | b | c |',
      '| --- | --- | --- | --- | --- |',
      '| North | Kiel | 1 | ? | 3 |',
      '| South | Ulm | 4 | 5 | 6 |',
    );
    assert.deepEqual(block?.rowLabels, ['North · Kiel', 'South · Ulm']);
    assert.equal(block.missing, 1);
  });

  it('quantities with units are no names: each is told as a cell that cannot be read', () => {
    const block = found('csv', 'name,weight,a,b,c,d', 'x,5 kg,1,2,3,4', 'y,6 kg,5,6,7,8');
    assert.equal(block?.columns, 5);
    assert.equal(block.problems.length, 2);
  });

  it('a list of who said what of what is no matrix of one column', () => {
    assert.equal(found('csv', 'user,film,stars', 'Ann,Alien,5', 'Bob,Alien,3', 'Ann,Brazil,2'), undefined);
  });
});
