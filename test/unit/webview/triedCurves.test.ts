import assert from 'node:assert/strict';
import { complete } from '../../../src/completion';
import { createRandom } from '../../../src/matrix/random';
import { quiet } from '../../../src/protocol/control';
import { seriesCsv } from '../../../src/webview/model/chartFiles';
import { isChosen, triedCurves } from '../../../src/webview/model/triedCurves';
import { completeRequest, plant } from '../completion/fixtures';

const { holed } = plant(10, 8, 1, { density: 0.7, noise: 0.3, bias: true }, createRandom(5));

describe('The curve of what was tried', () => {
  it('has a line over λ for each rank and share of λ, with every setting on one of them, and marks the choice', () => {
    const analysis = complete(completeRequest(holed, { solver: 'als' }), quiet);
    const { series, rules, logarithmicX } = triedCurves(analysis);
    const { triedSettings } = analysis;
    assert.ok(logarithmicX);
    assert.equal(
      series.reduce((count, { points }) => count + points.length, 0),
      triedSettings.length,
    );
    for (const { points } of series) assert.ok(points.every(({ x }, i) => i === 0 || x > points[i - 1]!.x));
    assert.deepEqual(
      rules.map(({ axis, at }) => [axis, at]),
      [
        ['y', Math.min(...triedSettings.map(({ rmse }) => rmse ** 2))],
        ['x', analysis.regularization],
      ],
    );
    assert.equal(triedSettings.filter((one) => isChosen(one, analysis)).length, 1);
  });

  it('is one line over the ranks for a sampler, by density', () => {
    const analysis = complete(completeRequest(holed, { solver: 'bayes' }), quiet);
    const { series, rules } = triedCurves(analysis);
    assert.deepEqual(
      series.map(({ points }) => points.map(({ x, y }) => [x, y])),
      [analysis.triedSettings.map(({ rank, logDensity }) => [rank, logDensity])],
    );
    assert.equal(rules[0]!.at, Math.max(...analysis.triedSettings.map(({ logDensity }) => logDensity!)));
    assert.equal(rules[1]!.at, analysis.rank);
  });

  it('has its standard errors in the data that is saved', () => {
    const points = [
      { x: 1, y: 0.5, error: 0.1 },
      { x: 2, y: 0.25, error: 0 },
    ];
    const line = { title: 'by rank', color: '', dashes: null, dots: true, points };
    assert.equal(seriesCsv('rank', [line]), 'rank,by rank,"by rank, standard error"\n1,0.5,0.1\n2,0.25,0\n');
  });
});
