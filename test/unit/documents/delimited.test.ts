import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fillEdits, findMatrices } from '../../../src/documents';
import { readDecimal } from '../../../src/documents/decimal';
import { runs } from './properties';

describe('a plain decimal', () => {
  const digits = (most: number): fc.Arbitrary<string> =>
    fc.array(fc.nat({ max: 9 }), { maxLength: most }).map((parts) => parts.join(''));
  const decimals = fc
    .tuple(
      fc.constantFrom('', '-', '+'),
      digits(20),
      fc.option(digits(25)),
      fc.option(fc.tuple(fc.constantFrom('e', 'E'), fc.integer({ min: -340, max: 340 }), fc.constantFrom('', '+'))),
    )
    .map(([sign, whole, fraction, power]) => {
      const exponent = power === null ? '' : power[0] + (power[1] < 0 ? '' : power[2]) + String(power[1]);
      return `${sign}${whole}${fraction === null ? '' : `.${fraction}`}${exponent}`;
    });

  it('is the very double that Number reads', () => {
    const written = fc.oneof(
      decimals,
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.integer({ min: 2 ** 53 - 3, max: 2 ** 53 - 1 }).map((near) => `${near}e-22`),
    );
    fc.assert(
      fc.property(written, (text) => {
        const isDecimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text);
        assert.ok(Object.is(readDecimal(text, 0, text.length), isDecimal ? Number(text) : Number.NaN), text);
        const inside = `9${text}9`;
        if (isDecimal) assert.ok(Object.is(readDecimal(inside, 1, inside.length - 1), Number(text)), text);
      }),
      runs(20_000),
    );
  });

  it('with anything before or after it is none', () => {
    for (const text of ['', '-', '.', '1.2.3', '1e', 'e5', ' 1', '1 ', '--1', '1e+', '0x10', '1_0', 'NaN', 'Infinity'])
      assert.ok(Number.isNaN(readDecimal(text, 0, text.length)), text);
  });
});

/** How a program or a country writes numbers. */
interface Spelling {
  readonly point: '.' | ',';
  readonly group: '' | ',' | '.' | ' ' | '\u00a0' | '\u202f' | '’';
  readonly percent: '' | '%' | ' %';
  readonly delimiter: ',' | ';' | '\t' | '|';
}

/** m · 10⁻ᵈ as the spelling writes it, and as a plain decimal. */
function write(mantissa: number, decimals: number, { point, group, percent, delimiter }: Spelling): [string, number] {
  const digits = String(Math.abs(mantissa)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals);
  const sign = mantissa < 0 ? '-' : '';
  const grouped = group === '' ? whole : whole.replace(/\B(?=(?:\d{3})+$)/g, group);
  const text = `${sign}${grouped}${decimals === 0 ? '' : point + fraction}${percent}`;
  const value = Number(`${sign}${whole}.${fraction}${percent === '' ? '' : 'e-2'}`);
  return [text.includes(delimiter) ? `"${text}"` : text, value];
}

const spellings: fc.Arbitrary<Spelling> = fc
  .record<Spelling>({
    point: fc.constantFrom('.', ','),
    group: fc.constantFrom('', ',', '.', ' ', '\u00a0', '\u202f', '’'),
    percent: fc.constantFrom('', '', '%', ' %'),
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
  })
  .filter(({ point, group }) => point !== group);
const numbers = fc.tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.constantFrom(0, 1, 2, 3));

describe('numbers of a delimited table', () => {
  it('are read as whoever wrote them meant, or are called ambiguous, never as another number', () => {
    fc.assert(
      fc.property(
        spellings,
        fc.array(fc.array(numbers, { minLength: 2, maxLength: 2 }), { minLength: 2, maxLength: 5 }),
        fc.constantFrom('\n', '\r\n'),
        (spelling, some, lineEnd) => {
          // Where points are all there is, 1.234 is what every program takes it for: another number must show the groups.
          const showsGroups: [number, number][] = [
            [1_234_567, 0],
            [1_234_567, 0],
          ];
          const rows = spelling.group === '.' ? [...some, showsGroups] : some;
          const cells = rows.flatMap((row) => row.map(([mantissa, decimals]) => write(mantissa, decimals, spelling)));
          const lines = rows.map((_, i) => `${cells[2 * i]![0]}${spelling.delimiter}${cells[2 * i + 1]![0]}`);
          const text = lines.join(lineEnd);
          const [block, ...others] = findMatrices(text, { language: spelling.delimiter === '\t' ? 'tsv' : 'csv' });
          assert.ok(block !== undefined && others.length === 0, text);
          assert.deepEqual([block.rows, block.columns], [rows.length, 2], text);
          cells.forEach(([written, value], at) => {
            assert.equal(text.slice(block.cellStarts[at], block.cellEnds[at]), written);
            if (!Number.isNaN(block.values[at]!)) assert.equal(block.values[at]! + 0, value + 0, text);
            else
              assert.ok(
                block.problems.some((p) => p.code === 'ambiguous' && p.start === block.cellStarts[at]),
                text,
              );
          });
        },
      ),
      runs(10_000),
    );
  });

  const examples: [string, string, (number | string)[]][] = [
    ['a comma before three digits is one of two things', '1,234;5\n2;3', ['ambiguous', 5, 2, 3]],
    ['unless another number shows that it groups', '1,234;5.5\n2;1,234.5', [1234, 5.5, 2, 1234.5]],
    ['or that it is a decimal mark', '1,234;0,5\n2;3', [1.234, 0.5, 2, 3]],
    ['a point before three digits is a point among points', '1.234;5\n2;0.5', [1.234, 5, 2, 0.5]],
    ['and ambiguous among commas', '1.234;1,5\n2;3', ['ambiguous', 1.5, 2, 3]],
    ['commas among points say nothing', '1,5;2.5\n1,234;3', ['ambiguous', 2.5, 'ambiguous', 3]],
    ['commas that delimit cannot be meant in numbers with points', '"1,234",2.5\n3,4', [1234, 2.5, 3, 4]],
    ['a blank groups where a number shows it', '1 234,5;2\n3;1 234', [1234.5, 2, 3, 1234]],
    ['a percentage is a hundredth', '12.5%;5 %\n7;?', [0.125, 0.05, 7, 'missing']],
    ['columns parted by blanks', '1  2 3\n4 5  -6', [1, 2, 3, 4, 5, -6]],
    ['columns parted by bars, ruled', '| 1 | 2 |\n|---|---|\n| 3 | ? |', [1, 2, 3, 'missing']],
    ['a trailing delimiter ends no column', '1,2,\n3,4,\n', [1, 2, 3, 4]],
  ];
  for (const [law, text, expected] of examples)
    it(law, () => {
      const block = findMatrices(text, { language: 'csv' })[0]!;
      const said = Array.from(block.values, (value, at) => {
        if (!Number.isNaN(value)) return value;
        return block.problems.find(({ start }) => start === block.cellStarts[at])?.code ?? 'missing';
      });
      assert.deepEqual(said, expected);
    });

  it('that a person calls missing are missing', () => {
    const block = findMatrices('1,-99\n-99.0,4', { language: 'csv', missingMarks: ['-99'] })[0]!;
    assert.deepEqual([[...block.values], block.missing], [[1, Number.NaN, -99, 4], 1]);
  });

  it('are headed by # where it stands alone, and commented where it does not', () => {
    const labelled = findMatrices('# measured\n#,a,b\n1,2,3\n2,4,5\n', { language: 'csv' })[0]!;
    assert.deepEqual(
      [labelled.columnLabels, labelled.rowLabels, [...labelled.values]],
      [
        ['a', 'b'],
        ['1', '2'],
        [2, 3, 4, 5],
      ],
    );
  });

  it('that are filled in are spelled as their neighbours, and read as what was filled in', () => {
    const fills: [string, number, string][] = [
      ['12%;5\n?;6', 0.5, '12%;5\n50.00%;6'],
      ['12,5 %;5\n?;6', 0.075, '12,5 %;5\n7,5 %;6'],
      ['1.234,5;2\n?;1,5', 98765.4, '1.234,5;2\n98.765,4;1,5'],
      ['"1,234.5",2\n?,3', -1234567, '"1,234.5",2\n"-1,234,567.0",3'],
      ['2,"1,5"\n3,"?"', 2.5, '2,"1,5"\n3,"2,5"'],
      ['1 234,5;2\n?;3', 1e6, '1 234,5;2\n1 000 000,0;3'],
      ['1.125;2\n?;3', 1234.5, '1.125;2\n1234.500;3'],
    ];
    for (const [text, value, expected] of fills) {
      const block = findMatrices(text, { language: 'csv' })[0]!;
      const at = block.values.findIndex(Number.isNaN);
      const cell = { row: Math.floor(at / block.columns), column: at % block.columns, value };
      const [edit] = fillEdits(text, block, [cell]);
      const filled = text.slice(0, edit!.start) + edit!.text + text.slice(edit!.end);
      assert.equal(filled, expected);
      const read = findMatrices(filled, { language: 'csv' })[0]!;
      block.values.forEach((known, i) => {
        if (i === at) assert.ok(Math.abs(read.values[i]! - value) <= 0.005);
        else assert.equal(read.values[i], known);
      });
    }
  });
});
