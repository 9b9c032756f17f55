import assert from 'node:assert/strict';
import { createMatrix, fromRows, type Matrix } from '../../../src/matrix/dense';
import { GivenCells } from '../../../src/webview/cells/given';
import { gridCsv, gridSvg, type GridSource } from '../../../src/webview/model/gridPicture';

const colors = { ground: '#000000', ink: '#ffffff', quiet: '#999999', positive: '#ff0000', negative: '#0000ff' };
const source = (matrix: Matrix, more: Partial<GridSource> = {}): GridSource => ({
  name: 'A',
  cells: new GivenCells(matrix),
  labels: { rows: null, columns: null },
  largest: 4,
  ...more,
});
const small = fromRows([
  [4, -4],
  [null, 0],
]);

describe('The picture of a grid', () => {
  it('has each cell in its colour: two fifths of a side at its end, the ground at zero and where one is missing', () => {
    const fills = [...gridSvg(source(small), colors).matchAll(/<rect [^>]*fill="(#\w+)"/g)].map(([, fill]) => fill);
    assert.deepEqual(fills.slice(1), ['#660000', '#000066', '#000000', '#000000']);
  });

  it('takes names from documents for text alone', () => {
    const labels = { rows: ['<script>', 'b & c'], columns: null };
    const svg = gridSvg(source(small, { labels }), colors);
    assert.ok(svg.includes('&lt;script&gt;') && svg.includes('b &amp; c') && !svg.includes('<script'));
  });

  it('of a large matrix is of its first rows and columns, without numbers, and says so', () => {
    const svg = gridSvg(source(createMatrix(1000, 200, 1)), colors);
    assert.equal([...svg.matchAll(/<rect/g)].length, 1 + 400 * 120);
    assert.match(svg, /The first 400×120 of 1000×200\./);
  });
});

describe('The data of a grid', () => {
  it('is every cell to the last digit, empty where one is missing', () => {
    assert.equal(
      gridCsv(
        source(
          fromRows([
            [1 / 3, null],
            [2, -1e-300],
          ]),
        ),
      ),
      '0.3333333333333333,\n2,-1e-300\n',
    );
  });

  it('has the names of rows and columns where there are some', () => {
    const labels = { rows: ['Ann, A.', 'Bo'], columns: ['x', 'y "z"'] };
    assert.equal(gridCsv(source(small, { labels })), ',x,"y ""z"""\n"Ann, A.",4,-4\nBo,,0\n');
  });
});
