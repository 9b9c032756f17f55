import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createRandom } from '../../../src/matrix/random';
import { cell, fromRows, type Matrix } from '../../../src/matrix/dense';
import { factorSum, type FactorSum } from '../../../src/webview/model/factorSum';
import {
  labelHeight,
  placeLabels,
  placeOf,
  pointAt,
  pointsInside,
  wholeView,
  zoomed,
} from '../../../src/webview/model/latentPlane';
import { GivenCells } from '../../../src/webview/cells/given';
import { explained, framedPicture, latentNames } from '../../../src/webview/model/latentFrame';
import { latentCsv } from '../../../src/webview/model/latentCsv';
import { latentPoints, nearest, pairOf, type LatentPoints } from '../../../src/webview/model/latentPoints';
import { pairSentences } from '../../../src/webview/model/latentSentences';
import { explainedShares, explainedWhole, rankErrors } from '../../../src/webview/model/rankErrors';
import { drawArrow } from '../../../src/webview/model/pen';
import { SvgPen } from '../../../src/webview/model/svgPen';
import { ask, uniform } from '../factorization/matrices';

const none = { rows: null, columns: null };
const nouns = { row: 'row', column: 'column' } as const;
const size = { width: 640, height: 480 };

async function svdPoints(a: Matrix): Promise<LatentPoints> {
  const sum = await factorSum(ask(a, 'svd'), (factor) => Promise.resolve(factor));
  assert.ok(sum);
  return latentPoints(sum, none, nouns, 0, 1);
}

/** Points where they are said to be, as rows of a matrix without columns of note. */
function pointsOf(places: readonly (readonly [number, number])[]): LatentPoints {
  const row = { rows: places.length, columns: 2, values: Float64Array.from(places.flat()) };
  const column = { rows: 1, columns: 2, values: Float64Array.of(1, 1) };
  const sum: FactorSum = {
    row,
    column,
    mean: 0,
    rowBias: null,
    columnBias: null,
    scale: null,
    names: ['factor 1', 'factor 2'],
    coordinates: ['U', 'V'],
  };
  return latentPoints(sum, none, nouns, 0, 1);
}

describe('a row and a column in the latent space', () => {
  it('have the entry of the reconstruction as their dot product', async () => {
    const a = uniform(6, 4, createRandom(2));
    const points = await svdPoints(a);
    for (let i = 0; i < 6; i++)
      for (let j = 0; j < 4; j++) {
        const { product, entry } = pairOf(points, i, 6 + j);
        assert.ok(Math.abs(product - cell(a, i, j)) <= 1e-14);
        assert.equal(entry?.value, product);
      }
  });

  it('have no entry where both are rows, or both columns', async () => {
    const points = await svdPoints(uniform(5, 4, createRandom(3)));
    assert.equal(pairOf(points, 0, 1).entry, null);
    assert.equal(pairOf(points, 5, 6).entry, null);
  });

  it('are told apart by the angle in the plane and the cosine in all factors', () => {
    const points = pointsOf([
      [1, 0],
      [0, 2],
      [0, 0],
    ]);
    assert.deepEqual(pairOf(points, 0, 1), { angle: 90, cosine: 0, product: 0, entry: null });
    assert.deepEqual([pairOf(points, 0, 2).angle, pairOf(points, 0, 2).cosine], [null, null]);
    assert.match(pairSentences(points, 0, 3, pairOf(points, 0, 3)).join(' '), /45° apart here, cosine 0\.707/);
  });

  it('keep their angle when one side is drawn longer', () => {
    const long = pointsOf([[30, 40]]);
    assert.equal(long.stretch, 40);
    assert.ok(Math.abs(pairOf(long, 0, 1).angle! - (Math.atan2(4, 3) * 180) / Math.PI + 45) <= 1e-12);
    assert.equal(pairOf(long, 0, 1).product, 70);
  });
});

describe('the neighbours of a point', () => {
  it('are those of its own side with the greatest cosines, the greatest first', () => {
    const points = pointsOf([
      [1, 0],
      [5, 1],
      [-1, 0],
      [1, 1],
      [0, 0],
    ]);
    assert.deepEqual(
      nearest(points, 0, 3).map(({ point }) => point),
      [1, 3, 2],
    );
  });
});

describe('the points of the latent space as data', () => {
  it('are their sides, their names and their coordinates to the last digit', async () => {
    const points = latentPoints(pointsOf([[0.1, -1 / 3]]).sum, { rows: ['Ann, "Annie"'], columns: null }, nouns, 1, 0);
    const csv = await latentCsv(points, () => Promise.resolve());
    const lines = [
      'side,name,factor 1,factor 2',
      'row,"Ann, ""Annie""",0.1,-0.3333333333333333',
      'column,column 1,1,1',
    ];
    assert.equal(csv, `${lines.join('\n')}\n`);
  });
});

describe('a picture of the latent space as SVG', () => {
  it('has nothing but text where a name looks like markup', () => {
    const pen = new SvgPen();
    pen.text(1, 2, '<a> & b', '#000000');
    assert.deepEqual(pen.parts, ['<text x="1" y="6" fill="#000000" text-anchor="start">&lt;a&gt; &amp; b</text>']);
  });

  it('has an arrow that ends where it points to, and none of no length', () => {
    const pen = new SvgPen();
    drawArrow(pen, { x: 0, y: 0 }, { x: 0, y: 0 }, '#123456');
    assert.deepEqual(pen.parts, []);
    drawArrow(pen, { x: 0, y: 0 }, { x: 20, y: 0 }, '#123456');
    assert.deepEqual(pen.parts, [
      '<line x1="0" y1="0" x2="14.4" y2="0" stroke="#123456" stroke-width="1.25"/>',
      '<polygon points="20,0 12,3.2 12,-3.2" fill="#123456"/>',
    ]);
  });
});

describe('what stands around the latent space', () => {
  const colors = { ground: '#fff', ink: '#000', quiet: '#888', positive: '#fa0', negative: '#00f' };

  it('says of a singular vector the share σ² / Σσ² that it explains, from the spectrum or from the errors alike', async () => {
    const a = uniform(7, 4, createRandom(5));
    const svd = ask(a, 'svd');
    const sum = await factorSum(svd, (factor) => Promise.resolve(factor));
    assert.ok(sum);
    const errors = await rankErrors(new GivenCells(a), sum, 1, () => Promise.resolve());
    const { shares, note } = explained(svd, sum, errors)!;
    const listed = explained(ask(a, 'approximate', { rank: 4 }), sum, new Float64Array())!;
    const sigma = svd.factors.find(({ name }) => name === 'S')!;
    const squares = sum.names.map((_, f) => sigma.values[f * sigma.columns + f]! ** 2);
    const total = squares.reduce((all, one) => all + one, 0);
    assert.equal(note, 'In brackets: the share of the sum of squares that each explains');
    for (const all of [shares, listed.shares]) {
      assert.equal(all.length, squares.length);
      all.forEach((share, f) => assert.ok(Math.abs(share - squares[f]! / total) <= 64 * Number.EPSILON));
    }
  });

  it('says of a factor beside means and biases what it explains of what these leave', async () => {
    const sum: FactorSum = {
      ...{ row: fromRows([[1], [-1]]), column: fromRows([[1], [-1]]), mean: 10, scale: null },
      ...{ rowBias: Float64Array.of(1, -1), columnBias: Float64Array.of(2, -2), names: ['factor 1'] },
      coordinates: ['U', 'V'],
    };
    const a = new GivenCells(
      fromRows([
        [14, 8],
        [10, 8],
      ]),
    );
    const errors = await rankErrors(a, sum, 1, () => Promise.resolve());
    assert.deepEqual(explainedShares(errors), [1]);
    assert.equal(explainedWhole(sum), 'what mean and biases leave');
    assert.equal(explainedWhole({ ...sum, mean: 0, rowBias: null }), 'what means leave');
    assert.equal(explainedWhole({ ...sum, mean: 0, rowBias: null, columnBias: null }), 'the sum of squares');
    assert.deepEqual(explainedShares(Float64Array.of(0, 0)), []);
  });

  it('names its axes by their factors, and by what each explains where that is known', () => {
    const points = pointsOf([[2, 1]]);
    const shares = { shares: [0.75, -0.1], note: 'In brackets: shares' };
    const names = latentNames(points, 0, 1, shares);
    assert.deepEqual([names.across, names.up], ['Factor 1 (75%)', 'Factor 2']);
    assert.equal(names.shares, 'In brackets: shares');
    assert.deepEqual(latentNames(points, 1, 0, null), { ...names, across: 'Factor 2', up: 'Factor 1', shares: null });
  });

  it('is in its picture, as text', () => {
    const points = pointsOf([[2, 1]]);
    const names = { ...latentNames(points, 0, 1, null), rows: 'users <b>, U' };
    const svg = framedPicture(['<circle cx="1" cy="1" r="3"/>'], size, names, colors);
    for (const text of ['Factor 1', 'Factor 2', 'users &lt;b&gt;, U', names.columns])
      assert.ok(svg.includes(`>${text}</text>`), text);
    assert.match(svg, /<svg x="24" y="\d+" width="640" height="480"><circle /);
  });
});

describe('the plane of the latent space', () => {
  const coordinates = fc.tuple(
    fc.double({ min: -9, max: 9, noNaN: true }),
    fc.double({ min: -9, max: 9, noNaN: true }),
  );

  it('shows every point at first', () => {
    fc.assert(
      fc.property(fc.array(coordinates, { minLength: 1, maxLength: 30 }), (places) => {
        const points = pointsOf(places);
        const view = wholeView(points, size);
        for (let p = 0; p < points.count; p++) {
          const { x, y } = placeOf(points.x[p]!, points.y[p]!, view, size);
          assert.ok(x >= 0 && y >= 0 && x <= size.width && y <= size.height);
        }
      }),
    );
  });

  it('keeps what is under the pointer there while zooming', () => {
    fc.assert(
      fc.property(coordinates, fc.double({ min: 0.1, max: 10, noNaN: true }), ([x, y], by) => {
        const view = { centreX: 1, centreY: -2, scale: 40 };
        const at = placeOf(x, y, view, size);
        const after = placeOf(x, y, zoomed(view, by, at, size), size);
        assert.ok(Math.abs(after.x - at.x) + Math.abs(after.y - at.y) <= 1e-9);
      }),
    );
  });

  it('finds the point at a place, and those inside an outline', () => {
    const points = pointsOf([
      [1, 1],
      [2, 2],
      [-3, 0],
    ]);
    const view = { centreX: 0, centreY: 0, scale: 50 };
    const at = placeOf(2, 2, view, size);
    assert.equal(pointAt(points, { x: at.x + 3, y: at.y }, view, size, 12), 1);
    assert.equal(pointAt(points, { x: at.x + 30, y: at.y }, view, size, 12), null);
    const corners = [placeOf(1.5, 1.5, view, size), placeOf(2.5, 1.5, view, size), placeOf(2, 3, view, size)];
    assert.deepEqual(pointsInside(points, corners, view, size), [1]);
  });

  it('has those inside an outline that crosses itself by the even–odd rule', () => {
    const outlines = fc.array(coordinates, { minLength: 3, maxLength: 40 });
    fc.assert(
      fc.property(fc.array(coordinates, { minLength: 1, maxLength: 30 }), outlines, (places, corners) => {
        const points = pointsOf(places);
        const view = wholeView(points, size);
        const outline = corners.map(([x, y]) => placeOf(x, y, view, size));
        const expected = Array.from({ length: points.count }, (_, p) => p).filter((p) => {
          const { x, y } = placeOf(points.x[p]!, points.y[p]!, view, size);
          const crossings = outline.filter((to, i) => {
            const from = outline.at(i - 1)!;
            return to.y > y !== from.y > y && x < from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x);
          });
          return crossings.length % 2 === 1;
        });
        assert.deepEqual(pointsInside(points, outline, view, size), expected);
      }),
    );
  });

  it('gives room to the outermost points first', () => {
    fc.assert(
      fc.property(fc.array(coordinates, { minLength: 1, maxLength: 60 }), (places) => {
        const { outermost, x, y, reach, count } = pointsOf(places);
        const distances = Array.from(outermost, (p) => Math.hypot(x[p]!, y[p]!));
        distances.forEach((distance, i) => assert.ok(i === 0 || distance <= distances[i - 1]! + 2 ** -29 * reach));
        assert.deepEqual(
          Array.from(outermost).sort((p, q) => p - q),
          Array.from({ length: count }, (_, p) => p),
        );
      }),
    );
  });

  it('has labels that touch neither one another nor the edges nor a point', () => {
    fc.assert(
      fc.property(fc.array(coordinates, { minLength: 1, maxLength: 120 }), (places) => {
        const points = pointsOf(places);
        const view = wholeView(points, size);
        const boxes = placeLabels(points, [], view, size, () => 50);
        assert.ok(boxes.length > 0 || places.length > 5);
        boxes.forEach((a, i) => {
          assert.ok(a.left >= 0 && a.top >= 0 && a.left + 50 <= size.width && a.top + labelHeight <= size.height);
          for (const b of boxes.slice(i + 1))
            assert.ok(Math.abs(a.left - b.left) >= 50 || Math.abs(a.top - b.top) >= labelHeight);
          for (let p = 0; p < points.count; p++) {
            const { x, y } = placeOf(points.x[p]!, points.y[p]!, view, size);
            assert.ok(x < a.left || x > a.left + 50 || y < a.top || y > a.top + labelHeight);
          }
        });
      }),
      { numRuns: 30 },
    );
  });
});
