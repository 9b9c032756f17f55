import assert from 'node:assert/strict';
import fc from 'fast-check';
import { missingMarks } from '../../../src/documents/cells/marks';
import { readPlain, type Reading } from '../../../src/documents/cells/reading';
import { latexCellReader } from '../../../src/documents/latex/cell';

const latex = latexCellReader(missingMarks());
const plain = (text: string): Reading => readPlain(text, missingMarks(['-99']));
const outcome = (reading: Reading): number | string => {
  if (reading.kind === 'number') return reading.value;
  return reading.kind === 'missing' ? 'missing' : reading.code;
};

describe('a cell', () => {
  it('that is a decimal is read as Number reads it', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (drawn) => {
        // String(-0) is "0".
        const value = drawn + 0;
        assert.equal(outcome(plain(String(value))), value);
        assert.equal(outcome(latex(String(value))), value);
        const [mantissa, exponent] = value.toExponential().split('e');
        assert.equal(outcome(latex(`${mantissa!}\\times10^{${exponent!}}`)), value);
      }),
    );
  });

  const inLatex: [string, number | string][] = [
    ['\\frac{1}{2}', 1 / 2],
    ['\\tfrac13', 1 / 3],
    ['-\\dfrac{\\sqrt{5}+1}{2}', -(Math.sqrt(5) + 1) / 2],
    ['2\\sqrt{3}', 2 * Math.sqrt(3)],
    ['\\sqrt[3]{8}', 2],
    ['\\left(1 - 3\\right)\\cdot 2', -4],
    ['-2^2', -4],
    ['2\\pi', 2 * Math.PI],
    ['1\\,000\\,000', 1e6],
    ['10^{-7}', 1e-7],
    ['-1.2 \\cdot 10^3', -1200],
    ['0{,}125', 0.125],
    ['\\mathbf{-.5}', -0.5],
    ['\\phantom{-}5', 5],
    ['1/3', 1 / 3],
    ['\\text{?}', 'missing'],
    ['\\square', 'missing'],
    ['\\text{NA}', 'missing'],
    // Two readings, so none.
    ['2\\frac{1}{2}', 'not-a-number'],
    ['1{,}000', 'not-a-number'],
    ['1 000', 'not-a-number'],
    ['2{3}', 'not-a-number'],
    ['\\cdots', 'not-a-number'],
    ['\\ast', 'not-a-number'],
    ['\\frac{1}{', 'not-a-number'],
    ['\\frac{0}{0}', 'not-a-number'],
    ['1/0', 'infinite'],
    ['-\\infty', 'infinite'],
    ['\\lambda', 'parameter'],
    ['a_{12}', 'parameter'],
  ];
  for (const [text, expected] of inLatex)
    it(`of LaTeX, ${text}, is ${expected}`, () => {
      assert.equal(outcome(latex(text)), expected);
    });

  const inText: [string, number | string][] = [
    ['5.', 5],
    ['.5', 0.5],
    ['+1e-3', 1e-3],
    ['\u22122', -2],
    ['- 2', -2],
    ['1/4', 0.25],
    ['', 'missing'],
    ['—', 'missing'],
    ['N/A', 'missing'],
    ['np.nan', 'missing'],
    ['-99', 'missing'],
    ['-9', -9],
    ['1e999', 'infinite'],
    ['-inf', 'infinite'],
    ['x', 'parameter'],
    ['1,5', 'not-a-number'],
    ['0x10', 'not-a-number'],
    ['1_000', 'not-a-number'],
    ['12 34', 'not-a-number'],
    ['1/2/2024', 'not-a-number'],
  ];
  for (const [text, expected] of inText)
    it(`of plain text, "${text}", is ${expected}`, () => {
      assert.equal(outcome(plain(text)), expected);
    });
});
