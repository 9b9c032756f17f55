import assert from 'node:assert/strict';
import { summarizeHeldOut } from '../../../src/completion/heldOut';
import { cellNotes, degreesOfFreedom, identifiabilityWarnings } from '../../../src/completion/identifiability';
import { fromRows } from '../../../src/matrix/dense';
import { observed } from '../../../src/matrix/observations';

const names = { row: 'this row', column: 'this column' };

describe('What known cells determine', () => {
  it('is a matrix of rank 2 by as many cells as it has degrees of freedom, r(m + n − r) = 8, and not by fewer', () => {
    const undetermined = (rows: (number | null)[][]): string | null =>
      identifiabilityWarnings(observed(fromRows(rows)), 2, false, 'regularization').undetermined;
    const rows = [
      [1, 2, 3],
      [2, 1, 5],
    ];
    assert.equal(undetermined([...rows, [3, 3, null]]), null);
    assert.match(undetermined([...rows, [3, null, null]]) ?? '', /8 degrees of freedom, and 7 cells are known/);
  });

  it('is all mn cells at full rank, with biases of both sides and without', () => {
    assert.equal(degreesOfFreedom(7, 5, 1, true), 11 + 9);
    for (const [rows, columns] of [
      [7, 5],
      [5, 7],
    ] as const)
      for (const bias of [true, false]) assert.equal(degreesOfFreedom(rows, columns, 5, bias), 35);
  });

  it('names up to four rows and columns without a known cell, and of more the first three', () => {
    const absentOf = (rows: number): string | null => {
      const empty = Array.from({ length: rows }, () => [null, null]);
      return identifiabilityWarnings(observed(fromRows([[1, 2], ...empty])), 1, false, 'prior').absent;
    };
    assert.match(absentOf(1) ?? '', /^Row 2 has no known cell/);
    assert.match(absentOf(4) ?? '', /^Row 2, row 3, row 4 and row 5 have no known cell/);
    assert.match(absentOf(5) ?? '', /^Row 2, row 3, row 4 and 2 more have no known cell/);
  });

  it('a row without a known cell is any row where three others say how far rows differ, and open with two', () => {
    const noteBeside = (others: number): boolean | undefined => {
      const rows = Array.from({ length: others }, (_, i) => [i + 1, 2 * i + 3]);
      const known = observed(fromRows([...rows, [null, null]]));
      return cellNotes(known, true)(others, 0, names)?.isOpen;
    };
    assert.deepEqual([noteBeside(2), noteBeside(3)], [true, false]);
  });
});

describe('Held-out errors', () => {
  const missing = Number.NaN;

  it('are told of two cells and more, not of one', () => {
    assert.equal(summarizeHeldOut('leave-one-out', Float64Array.of(3, missing), Float64Array.of(4, 1)), null);
    const told = summarizeHeldOut('leave-one-out', Float64Array.of(3, -1, missing), Float64Array.of(4, 2, 1));
    assert.deepEqual([told?.cells, told?.mae, told?.rmse, told?.baselineRmse], [2, 2, Math.sqrt(5), Math.sqrt(10)]);
  });
});
