import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fromRows } from '../../../src/matrix/dense';
import type { CellWindow } from '../../../src/protocol/panel';
import { GivenCells } from '../../../src/webview/cells/given';
import { WithheldCells } from '../../../src/webview/cells/withheld';
import {
  columnStart,
  columnsOf,
  nearestStart,
  visibleColumns,
  visibleRows,
} from '../../../src/webview/model/gridGeometry';
import { rangeOf, rangeText, within } from '../../../src/webview/model/gridRange';

describe('the columns of a grid', () => {
  it('are found by their places, whatever their widths', () => {
    const widths = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(widths, fc.nat(), (list, pick) => {
        const columns = columnsOf(list);
        const column = pick % list.length;
        assert.equal(columns.at(columns.left(column)), column);
        assert.equal(columns.at(columns.left(column) + columns.width(column) - 1), column);
        assert.equal(columns.total, columns.left(list.length - 1) + columns.width(list.length - 1));
      }),
    );
  });

  it('begin no farther from where a scroll rests than any other does', () => {
    const widths = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(widths, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
        const columns = columnsOf(list);
        const place = share * columns.total;
        const edges = [...list.map((_, column) => columns.left(column)), columns.total];
        const nearest = nearestStart(columns, place);
        assert.ok(edges.includes(nearest));
        assert.equal(Math.abs(nearest - place), Math.min(...edges.map((edge) => Math.abs(edge - place))));
      }),
    );
  });

  it('are marked only within what is drawn, however many are selected', () => {
    const all = { top: 0, left: 0, bottom: 9_999, right: 9_999 };
    const drawn = within(all, { from: 40, to: 70 }, { from: 8, to: 16 });
    assert.deepEqual(drawn, { top: 40, left: 8, bottom: 69, right: 15 });
    const none = within({ ...all, bottom: 3 }, { from: 40, to: 70 }, { from: 8, to: 16 });
    assert.ok(none.bottom < none.top);
  });

  it('cover what is seen, and few more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat(800_000), (count, place) => {
        const columns = columnsOf(new Array<number>(count).fill(80));
        const { from, to } = visibleColumns(columns, place, 700);
        assert.ok(from <= columns.at(place) && columns.at(place + 700) < to);
        assert.ok(to - from <= 24);
      }),
    );
  });
});

describe('the rows of a grid', () => {
  it('cover what is seen, and few more, however many there are', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(250_000), (count, place) => {
        const { from, to } = visibleRows(count, 25, place, 500);
        assert.ok(to - from <= 34 && to <= count);
        const first = Math.floor(place / 25);
        if (first < count) assert.ok(from <= first && first < to);
      }),
    );
  });
});

describe('cells that the host keeps', () => {
  const value = (row: number, column: number): number => 1000 * row + column;
  function host(rows: number, columns: number): { cells: WithheldCells; asked: CellWindow[] } {
    const asked: CellWindow[] = [];
    const cells = new WithheldCells(rows, columns, (window) => {
      asked.push(window);
      const height = Math.min(window.rows, rows - window.row);
      const width = Math.min(window.columns, columns - window.column);
      const values = Float64Array.from({ length: height * width }, (_, at) =>
        value(window.row + Math.floor(at / width), window.column + (at % width)),
      );
      return Promise.resolve({ values, imaginary: null });
    });
    return { cells, asked };
  }

  it('are what the host has, at every place that was loaded, and null before', async () => {
    const { cells } = host(300, 150);
    assert.equal(cells.value(299, 149), null);
    await cells.load({ row: 120, column: 60, rows: 180, columns: 90 });
    for (const [row, column] of [
      [120, 60],
      [127, 63],
      [128, 64],
      [299, 149],
    ] as const)
      assert.equal(cells.value(row, column), value(row, column));
  });

  it('are asked for once, in messages well under a megabyte', async () => {
    const { cells, asked } = host(10_000, 10_000);
    const window = { row: 5_000, column: 5_000, rows: 40, columns: 16 };
    await Promise.all([cells.load(window), cells.load(window)]);
    await cells.load(window);
    assert.equal(asked.length, 1);
    assert.ok(asked.every(({ rows, columns }) => 8 * rows * columns < 2 ** 20));
  });
});

describe('copying from a grid', () => {
  it('writes what is shown, in its order, to the last digit; nothing for a missing cell', async () => {
    const cells = new GivenCells(
      fromRows([
        [1 / 3, 2],
        [null, 4],
      ]),
    );
    const range = rangeOf({ row: 1, column: 1 }, { row: 0, column: 0 });
    const { text, sentence } = await rangeText(cells, range, (at) => 1 - at);
    assert.equal(text, '\t4\n0.3333333333333333\t2');
    assert.equal(sentence, 'Copied 4 cells.');
  });
});

describe('a grid that scrolls across to show a cell', () => {
  it('begins with a whole column, at or after the place asked for, and not after that of the cell', () => {
    const columns = columnsOf([40, 60, 50]);
    const starts = [0, 1, 40, 41, 100, 120].map((place) => columnStart(columns, place, 2));
    assert.deepEqual(starts, [0, 40, 40, 100, 100, 100]);
    assert.equal(columnStart(columns, 70, 1), 40);
  });
});
