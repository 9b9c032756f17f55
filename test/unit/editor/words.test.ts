import assert from 'node:assert/strict';
import { findMatrices } from '../../../src/documents';
import { commandLink, readBlockArgument, readTreeNode } from '../../../src/editor/arguments';
import { cellAt, isMissing } from '../../../src/editor/cells';
import { escapeMarkdown, ghostText, intervalText } from '../../../src/editor/hoverText';
import { actionTitle, blockSummary, isAllMissing } from '../../../src/editor/labels';
import { languageOf } from '../../../src/editor/languages';
import { progressText } from '../../../src/editor/progressText';
import type { Prediction } from '../../../src/protocol/results';
import { blocksOf, latex, named, ratings, userFactors } from './fixtures';

const prediction: Prediction = { row: 0, column: 2, value: 2.9, lower: 0.8, upper: 5, baseline: null, terms: [] };

describe('lenses', () => {
  it('say name, shape and what is missing', () => {
    const blocks = blocksOf(`${ratings}\n${userFactors}`);
    assert.equal(blockSummary(named(blocks, 'R')), 'R · 3×3 · 3 missing');
    assert.equal(actionTitle(named(blocks, 'R')), 'Predict 3 missing');
    assert.equal(blockSummary(named(blocks, 'U')), 'U · 3×2');
    assert.equal(actionTitle(named(blocks, 'U')), 'Factorize');
  });

  it('say where every cell is missing', () => {
    const block = named(blocksOf(latex('R', ['1 & 2', '3 & ?'])), 'R');
    assert.equal(isAllMissing(block), false);
    const unknown = { ...block, values: block.values.map(() => Number.NaN), missing: 4 };
    assert.equal(blockSummary(unknown), 'R · 2×2 · all missing');
    assert.equal(isAllMissing(unknown), true);
  });

  it('count the lines of a list of ratings', () => {
    const summaryOf = (header: string, lines: number): string => {
      const rows = Array.from({ length: lines }, (_, i) => `${i % 7},${i},${i % 5}`);
      return blockSummary(findMatrices([header, ...rows].join('\n'), { language: 'csv' })[0]!);
    };
    assert.equal(summaryOf('userId,movieId,rating', 7572), 'Ratings · 7,572 lines');
    assert.equal(summaryOf('User,Book Title,Stars', 20), 'Ratings · 20 lines');
    assert.equal(summaryOf('userId,movieId,rating', 19), '19×3');
    assert.equal(summaryOf('height,movieId,rating', 20), '20×3');
    assert.equal(summaryOf('userId,rating,movieId', 20), '20×3');
  });

  it('say the first problem instead', () => {
    const block = named(blocksOf(latex('R', ['1 & 2 & 3', '4 & 5', '6 & 7 & 8'])), 'R');
    assert.match(blockSummary(block), /^R · row 2 /);
  });
});

describe('hovers', () => {
  it('say the interval, or that there are too few cells for one', () => {
    assert.equal(intervalText(prediction, 0.9), '90% between 0.8 and 5.0');
    assert.equal(intervalText({ ...prediction, lower: null }, 0.9), 'too little is known for an interval');
  });

  it('a ghost value says how far a wide interval reaches, on its longer side', () => {
    const of = (change: Partial<Prediction>, known: [number, number] = [1, 5]): string | null =>
      ghostText('2.90', { ...prediction, ...change }, known);
    assert.equal(of({}), '2.90 ±2.1');
    assert.equal(of({ upper: 3.5 }), '2.90 ±2.1');
    assert.equal(of({ lower: 2.8, upper: 3 }), '2.90');
    assert.equal(of({}, [0, 1000]), '2.90');
    assert.equal(of({ upper: null }), '2.90');
    assert.equal(ghostText(null, prediction, [1, 5]), null);
  });

  it('a ghost value of a cell that nothing determines is no number', () => {
    assert.equal(ghostText(null, { ...prediction, certainty: 'undetermined' }, [1, 5]), '±∞');
  });

  it('text of the document makes no links', () => {
    assert.equal(escapeMarkdown('[x](command:y)'), '\\[x\\]\\(command:y\\)');
  });

  it('a link carries its argument through', () => {
    const address = commandLink('factorize.fill', { uri: 'untitled:A & B', start: 3 });
    const carried: unknown = JSON.parse(decodeURIComponent(address.slice(address.indexOf('?') + 1)));
    assert.ok(Array.isArray(carried));
    assert.deepEqual(readBlockArgument(carried[0]), { uri: 'untitled:A & B', start: 3 });
  });
});

describe('arguments of commands', () => {
  it('of any other kind are none', () => {
    for (const other of [undefined, null, 3, 'x', {}, { uri: 1, start: 2 }])
      assert.equal(readBlockArgument(other), null);
    for (const other of [undefined, { node: 'matrix', id: 1 }, { node: 'document' }])
      assert.equal(readTreeNode(other), null);
  });
});

describe('cells', () => {
  it('an offset in a mark is its cell; between cells there is none', () => {
    const block = named(blocksOf(ratings), 'R');
    const mark = ratings.indexOf('?');
    assert.deepEqual(cellAt(block, mark), { row: 0, column: 2 });
    assert.equal(isMissing(block, { row: 0, column: 2 }), true);
    assert.equal(isMissing(block, { row: 0, column: 0 }), false);
    assert.equal(cellAt(block, ratings.indexOf('R =')), null);
  });

  it('an offset in a number that stands for two cells of a symmetric file is the one below the diagonal', () => {
    const file = '%%MatrixMarket matrix coordinate real symmetric\n2 2 3\n1 1 4\n2 1 7\n2 2 5\n';
    const [block] = findMatrices(file, { language: 'plaintext' });
    assert.ok(block);
    assert.deepEqual(cellAt(block, file.indexOf('7')), { row: 1, column: 0 });
  });
});

describe('languages', () => {
  it('a plain text is read by its ending where that says more', () => {
    assert.equal(languageOf('plaintext', '/a/Ratings.CSV'), 'csv');
    assert.equal(languageOf('plaintext', '/a/notes.txt'), 'plaintext');
    assert.equal(languageOf('markdown', '/a/notes.csv'), 'markdown');
  });
});

describe('progress', () => {
  it('says the share done, and the held-out error where there is one', () => {
    const points = [{ iteration: 1, objective: 3, rmse: 1, holdoutRmse: 0.8765 }];
    assert.equal(
      progressText({ phase: 'training', done: 2, total: 5, points }, false),
      'Training: 40%, held-out RMSE 0.876',
    );
    assert.equal(progressText({ phase: 'reading', done: 2, total: null, points: [] }, false), 'Reading…');
  });
});
