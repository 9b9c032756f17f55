import assert from 'node:assert/strict';
import fc from 'fast-check';
import { complete } from '../../../src/completion';
import { createRandom } from '../../../src/matrix/random';
import { fromRows } from '../../../src/matrix/dense';
import { quiet } from '../../../src/protocol/control';
import type { PanelResult } from '../../../src/protocol/panel';
import type { Analysis } from '../../../src/protocol/results';
import { GivenCells } from '../../../src/webview/cells/given';
import { seriesCsv } from '../../../src/webview/model/chartFiles';
import { comparison, mismatches } from '../../../src/webview/model/comparison';
import { everyChoices } from '../../../src/webview/model/history';
import { nextStep } from '../../../src/webview/model/nextStep';
import { pythonTokens } from '../../../src/webview/model/pythonTokens';
import { report } from '../../../src/webview/model/report';
import { nextSort, sortedRows } from '../../../src/webview/model/sorting';
import { tabsOf } from '../../../src/webview/model/tabs';
import { completeRequest, lectureRatings } from '../completion/fixtures';
import { ask, uniform } from '../factorization/matrices';

function result(analysis: Analysis, title = 'R'): PanelResult {
  const source = { title, document: 'notes.md', line: 3 };
  return { view: 'result', source, analysis, stale: false, methods: [], linked: true };
}

const completed = complete(completeRequest(lectureRatings, { solver: 'als' }), quiet);

describe('a report', () => {
  it('has the method, how good it is, every factor and every prediction', () => {
    const written = report(result(completed));
    assert.match(written, /^# R: Alternating least squares/);
    assert.match(written, /unseen cells \(leave-one-out\)/);
    for (const { name } of completed.factors) assert.ok(written.includes(`### ${name}, `));
    assert.equal(written.match(/^\| row \d, column \d \|/gm)?.length, 3);
  });

  it('holds its pictures itself, at its end', () => {
    const written = report(result(completed), [{ name: 'U', svg: '<svg>ü</svg>' }]);
    const [, data] = /!\[U\]\[picture 1\]\n\n\[picture 1\]: data:image\/svg\+xml;base64,(\S+)\n$/.exec(written) ?? [];
    assert.equal(Buffer.from(data ?? '', 'base64').toString(), '<svg>ü</svg>');
  });

  it('takes nothing of a document for Markdown', () => {
    const written = report(result(completed, '<b>*a*|[x](command:y)'));
    assert.ok(written.startsWith('# \\<b\\>\\*a\\*\\|\\[x\\](command:y): '));
  });

  it('says of a long factor how much of it is there', () => {
    assert.match(report(result(ask(uniform(60, 3, createRandom(1)), 'svd'))), /The first 30×3 of 60×3\./);
  });
});

describe('the pieces of a program', () => {
  it('join to the same program', () => {
    const line = fc.constantFrom('x = "a\\"b" # c', "'''", 'for i in 3e4:', '"open', '1_000.5j', 'import os', '#', '');
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string())), (lines) => {
        const program = lines.join('\n');
        assert.equal(
          pythonTokens(program)
            .map(({ text }) => text)
            .join(''),
          program,
        );
      }),
    );
  });

  it('are told apart', () => {
    const kinds = pythonTokens('return 1.5e3, "for" # in').map(({ kind, text }) => `${kind}:${text.trim()}`);
    assert.deepEqual(kinds, [
      'keyword:return',
      'plain:',
      'number:1.5e3',
      'plain:,',
      'string:"for"',
      'plain:',
      'comment:# in',
    ]);
  });
});

describe('sorting by a factor', () => {
  const cells = new GivenCells(fromRows([[2], [null], [5], [2]]));

  it('puts missing cells last, and equal ones as they were', () => {
    assert.deepEqual(sortedRows(cells, { column: 0, descending: true }), [2, 0, 3, 1]);
    assert.deepEqual(sortedRows(cells, { column: 0, descending: false }), [0, 3, 2, 1]);
  });

  it('goes from the largest first to the smallest first to as it was', () => {
    const first = nextSort(undefined, 1);
    const second = nextSort(first ?? undefined, 1);
    assert.deepEqual(
      [first, second],
      [
        { column: 1, descending: true },
        { column: 1, descending: false },
      ],
    );
    assert.equal(nextSort(second ?? undefined, 1), null);
  });
});

describe('two results side by side', () => {
  const betterOf = (pinned: PanelResult, shown: PanelResult, title: string): string | null | undefined =>
    comparison(pinned, shown).find((line) => line.title === title)?.better;
  const worse = { ...completed, heldOut: { ...completed.heldOut!, rmse: 9 } };

  it('name the better where less is better', () => {
    assert.equal(betterOf(result(worse), result(completed), 'Held-out RMSE'), 'shown');
    assert.equal(betterOf(result(completed), result(worse), 'Held-out RMSE'), 'pinned');
    assert.equal(betterOf(result(worse), result(completed), 'Relative residual'), null);
    assert.equal(mismatches(result(completed), result(completed)), '');
  });

  it('warn of errors at different cells, of which none is the better', () => {
    const fewer = { ...worse, heldOut: { ...worse.heldOut, cells: 2 } };
    assert.match(
      mismatches(result(fewer), result(completed)),
      /^The held-out errors are of different cells: 2 .* and 6 /,
    );
    assert.equal(betterOf(result(fewer), result(completed), 'Held-out RMSE'), null);
  });

  it('of two matrices had the one with the smaller residual called better', () => {
    const slower = result({ ...worse, seconds: completed.seconds + 1 });
    const other: PanelResult = { ...slower, source: { ...slower.source, title: 'Q' } };
    assert.equal(betterOf(slower, result(completed), 'Time'), 'shown');
    for (const { title, better } of comparison(other, result(completed))) assert.equal(better, null, title);
    assert.match(mismatches(other, result(completed)), /^They are of different matrices/);
  });
});

describe('what to do next', () => {
  it('names a tab that the result has', () => {
    const a = uniform(4, 4, createRandom(2));
    for (const analysis of [
      completed,
      ...(['lu', 'svd', 'denoise', 'nullspace', 'pca'] as const).map((one) => ask(a, one)),
    ]) {
      const tab = nextStep(analysis)?.tab ?? null;
      assert.ok(tab === null || tabsOf(analysis).includes(tab));
    }
  });

  it('does not send to factors that do no better than biases', () => {
    const worse = { ...completed, heldOut: { ...completed.heldOut!, rmse: 2, baselineRmse: 1 } };
    assert.match(nextStep(worse)?.text ?? '', /no better/);
  });
});

describe('the data of a chart', () => {
  it('are a column for each line, empty where it has no point', () => {
    const line = { color: '', dashes: null, dots: false };
    const csv = seriesCsv('iteration', [
      {
        ...line,
        title: 'objective, "mine"',
        points: [
          { x: 1, y: 0.5 },
          { x: 2, y: 0.25 },
        ],
      },
      { ...line, title: 'held-out', points: [{ x: 2, y: 3 }] },
    ]);
    assert.equal(csv, 'iteration,"objective, ""mine""",held-out\n1,0.5,\n2,0.25,3\n');
  });
});

describe('the steps of the training table', () => {
  it('are those that give a few rows and not too many: every 500 of 5,000 among them', () => {
    const history = [{ iteration: 5000, objective: 1, rmse: null, holdoutRmse: null }];
    assert.deepEqual(everyChoices(history.at(-1)!.iteration), [10, 20, 50, 100, 200, 500, 1000]);
    assert.deepEqual(everyChoices(0), []);
  });
});
