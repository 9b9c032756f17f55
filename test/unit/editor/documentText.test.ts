import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { textOf } from '../../../src/editor/documentText';

/** A document of one line, which counts how often it is put together. */
class Lines implements Pick<vscode.TextDocument, 'version' | 'getText'> {
  version = 1;
  line = 'a';
  joined = 0;

  getText(): string {
    this.joined++;
    return this.line;
  }
}

const read = (lines: Lines): string => textOf(lines as Lines & vscode.TextDocument);

describe('the text of a document', () => {
  it('regression: was put together again for everybody who asked after one key', () => {
    const lines = new Lines();
    assert.deepEqual([read(lines), read(lines), lines.joined], ['a', 'a', 1]);
  });

  it('is that of now after an edit, and of the document asked about', () => {
    const [one, other] = [new Lines(), new Lines()];
    other.line = 'b';
    assert.deepEqual([read(one), read(other), read(one)], ['a', 'b', 'a']);
    one.line = 'c';
    one.version++;
    assert.equal(read(one), 'c');
  });
});
