import assert from 'node:assert/strict';
import { latexAt } from '../../../src/editor/inserting';

const matrix = '\\begin{bmatrix} 1 & 2 \\end{bmatrix}';

/** The document after the matrix is inserted at |. */
function inserted(text: string, language = 'markdown'): string {
  const [before = '', after = ''] = text.split('|');
  return before + latexAt({ before, after, language }, matrix) + after;
}

describe('LaTeX inserted into Markdown', () => {
  it('is a display on lines of its own', () => {
    const display = `$$\n${matrix}\n$$`;
    const laws: [string, string][] = [
      ['|', display],
      ['text\n|\nmore', `text\n${display}\nmore`],
      ['so |it is', `so \n${display}\nit is`],
      ['so|', `so\n${display}`],
      ['\n|it is', `\n${display}\nit is`],
      ['a $x$ and $$y$$\n|', `a $x$ and $$y$$\n${display}`],
      ['it costs \\$3\n|', `it costs \\$3\n${display}`],
      ['in `$HOME`\n|', `in \`$HOME\`\n${display}`],
      ['```sh\necho $$\n```\n|', `\`\`\`sh\necho $$\n\`\`\`\n${display}`],
      ['$5 once\n\nthen |', `$5 once\n\nthen \n${display}`],
    ];
    for (const [text, expected] of laws) assert.equal(inserted(text), expected);
  });

  it('is the matrix alone inside a formula or a code fence', () => {
    for (const text of ['$A = |$', '$$\nA = |\n$$', '$x$ and $|$', '$$y$$\n\n$$\n\n|', '```math\n|\n```'])
      assert.equal(
        inserted(text),
        text.replace('|', () => matrix),
      );
  });

  it('is the matrix alone in other languages', () => {
    assert.equal(inserted('so |it is', 'latex'), `so ${matrix}it is`);
  });
});
