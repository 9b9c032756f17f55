import assert from 'node:assert/strict';
import { findMatrices, printMatrix } from '../../../src/documents';
import type { MatrixBlock } from '../../../src/matrix/block';

const found = (text: string, language: string): MatrixBlock[] => findMatrices(text, { language });
const namesIn = (text: string, language: string): (string | null)[] => found(text, language).map(({ name }) => name);

describe('the name of a matrix', () => {
  const matrix = String.raw`\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}`;

  it('regression: half a pair of delimiters, or an operator, was one', () => {
    const column = String.raw`\left[ \begin{array}{c} x \\ y \end{array} \right] = \left[ \begin{array}{c} 0 \\ 3 \end{array} \right]`;
    assert.deepEqual(namesIn(`$$ A ${column} $$`, 'md'), [null]);
    assert.deepEqual(namesIn(`$${matrix} \\cdot A = ${matrix}$`, 'md'), [null, null]);
  });

  it('regression: what leads from one statement to the next was a part of it', () => {
    assert.deepEqual(namesIn(`$\\implies B = ${matrix}$`, 'md'), ['B']);
  });

  it('regression: it was that of the class in which the matrix is the first that is assigned', () => {
    assert.deepEqual(namesIn('class Corners:\n    points = [(0, 0), (0, 1), (1, 1)]\n', 'py'), ['points']);
    assert.deepEqual(namesIn('points: Matrix = [[0, 1], [1, 1]]\n', 'py'), ['points']);
  });
});

describe('brackets that are no matrix', () => {
  it('regression: the times of a notebook of Mathematica and other options were found', () => {
    assert.deepEqual(
      found('Cell[x,\n CellChangeTimes->{{3.5`*^9, 3.6`*^9}}]\nPlotRange -> {{0, 1}, {0, 2}}', 'nb'),
      [],
    );
    assert.equal(found('solve /. m -> {{0, 1}, {0, 2}}', 'wl').length, 1);
  });

  it('regression: the end of a table of structures of C was found', () => {
    assert.deepEqual(found('static Method methods[] = {\n    {NULL, NULL, 0, NULL}\n};\n', 'c'), []);
  });
});

describe('an example of Python that goes on over several lines', () => {
  it('regression: was not found behind its prompts', () => {
    const [block] = found('    >>> A = np.array([[1.5, -2],\n    ...               [3, 4]])\n', 'py');
    assert.equal(block?.name, 'A');
    assert.deepEqual([...block.values], [1.5, -2, 3, 4]);
  });

  it('is told from rows that were left out in print', () => {
    assert.deepEqual(found('[[1. 2.]\n ...\n [3. 4.]]\n', 'txt'), []);
  });
});

describe('columns parted by blanks', () => {
  it('regression: a number of more than sixty characters was printed and not read again', () => {
    const long = `0.${'123456789'.repeat(8)}`;
    const [block] = found(`${long} 1\n2 3\n`, 'txt');
    assert.equal(block?.values[0], Number(long));
    const again = found(printMatrix(block, 'spaced'), 'spaced');
    assert.deepEqual(again[0]?.values, block.values);
  });
});
