import assert from 'node:assert/strict';
import { findMatrices } from '../../../src/documents';
import { blockJson } from '../../../src/terminal/json';

function found(text: string, language: string): unknown {
  const blocks = findMatrices(text, { language });
  const document = { file: '-', line: null, text, blocks, lineStarts: [0] };
  const { values, exact } = blockJson(document, blocks[0]!) as { readonly values: unknown; readonly exact: unknown };
  return { values, exact };
}

describe('the JSON of find', () => {
  it('has what was written beside each double that does not say it', () => {
    assert.deepEqual(found('[[1/3, 0.5], [?, -9007199254740993]]', 'python'), {
      values: [
        [1 / 3, 0.5],
        [null, -9007199254740992],
      ],
      exact: [
        ['1/3', null],
        [null, '-9007199254740993'],
      ],
    });
  });

  it('has nothing beside doubles that say what was written', () => {
    assert.deepEqual(found('[[1/4, 0.1], [?, 2]]', 'python'), {
      values: [
        [0.25, 0.1],
        [null, 2],
      ],
      exact: null,
    });
  });
});
