import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readGivenState, writeGivenState, type GivenState } from '../../../src/protocol/givenState';
import { inPage, pageHtml } from '../../../src/panel/html';

const page = (script: string, state = ''): string =>
  pageHtml({ script, chunks: 'chunks/', cspSource: 'https://source.example', nonce: 'abc', state });

const source = { title: 'R', document: 'note.md', line: 2 };

describe('the panel’s page', () => {
  it('lets nothing run or load but what carries its nonce', () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page(''))![1]!;
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /script-src 'nonce-abc'(;|$)/);
    assert.doesNotMatch(policy, /unsafe|\*/);
  });

  it('holds a script whole, whatever it says of scripts and comments', () => {
    const script = 'const a = "</script>", b = `<!--${1}<script>`, c = /<!--|<\\/script/;';
    const inner = /<script nonce="abc"[^>]*>([^]*?)<\/script>/.exec(page(script))![1]!;
    assert.equal(inner, inPage(script));
    assert.doesNotMatch(inner, /<!--|<\/?script/i);
  });

  it('spells the script so that it means the same', () => {
    const written = '"</script>" + `<!--${1}<SCRIPT>`';
    // The escape is one that a JSON string reads too.
    const read = (text: string): string => JSON.parse(text.replaceAll('\\x3c', '\\u003c')) as string;
    assert.equal(read(inPage('"a </script> <!-- b <script"')), 'a </script> <!-- b <script');
    assert.equal(inPage(written).replaceAll('\\x3c', '<'), written);
  });

  it('holds a state that no text in it can end or leave', () => {
    const hostile = fc.constantFrom('</script>', '<!--', '<script>', '\u2028', '"', '\\u003c', '&lt;', ']]>');
    const text = fc.array(fc.oneof(hostile, fc.string({ unit: 'binary' }))).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (title, memory) => {
        const given: GivenState = {
          id: 'abc',
          state: {
            view: 'running',
            source: { ...source, title },
            method: '',
            progress: null,
            history: [],
            course: 'iterating',
          },
          memory,
        };
        const block = /<script type="application\/json">([^]*?)<\/script>/.exec(page('', writeGivenState(given)))![1]!;
        assert.doesNotMatch(block, /</);
        assert.deepEqual(readGivenState(block), given);
      }),
    );
  });
});
