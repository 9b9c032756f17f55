import { matrixOf, type MatrixBlock } from '../matrix/block';
import {
  callingNames,
  wordsOf,
  type CalculatedMatrix,
  type CalculatedNumber,
  type CalculatedValue,
  type Calculation,
} from '../protocol/calculation';
import { formatComplex } from '../protocol/numbers';
import { seedOf, wholeNumber, type CommandLine } from './arguments';
import { placeAt, readDocument, refuseProblems, type Document } from './input';
import type { Json } from './json';
import type { Ask, Output } from './output';
import { table } from './text';

/** `calculate`: an expression over the named matrices of a document. */
export async function calculate(line: CommandLine, ask: Ask): Promise<Output> {
  const [file, expression] = line.files as readonly [string, string];
  const document = readDocument(file);
  const called = calledBlocks(document);
  const words = wordsOf(expression);
  for (const { name, block } of called) if (words.has(name)) refuseProblems(document, block);
  const answer = await ask({
    kind: 'calculate',
    expression,
    matrices: called.map(({ name, block }) => ({ ...matrixOf(block), name })),
    exact: line.flag('exact'),
    precision: wholeNumber(line, 'precision'),
    threads: wholeNumber(line, 'threads'),
    seed: seedOf(line),
  });
  const lent = called.filter(({ name, block }) => block.name === null && words.has(name));
  const warnings = [...lent.map((one) => lentName(document, one)), ...answer.warnings];
  return { json: calculationJson({ ...answer, warnings }), text: calculationText({ ...answer, warnings }) };
}

interface Called {
  readonly name: string;
  readonly block: MatrixBlock;
}

/** The matrices that an expression can speak of, with the names it has for them. */
function calledBlocks({ blocks }: Document): readonly Called[] {
  const names = callingNames(blocks.map(({ name }) => name));
  return blocks.flatMap((block, at) => {
    const name = names[at] ?? null;
    return name === null ? [] : [{ name, block }];
  });
}

function lentName(document: Document, { name, block }: Called): string {
  return `${name} is the ${block.rows}×${block.columns} matrix in line ${placeAt(document, block.start).line}, which has no name of its own.`;
}

function calculationJson({ expression, value, warnings, seconds }: Calculation): Json {
  return { expression, value: valueJson(value), warnings, seconds };
}

/** JSON has no infinity: it is null. */
function numberJson({ re, im, text }: CalculatedNumber): Json {
  if (text !== null) return text;
  const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return im === 0 ? finite(re) : { re: finite(re), im: finite(im) };
}

function valueJson(value: CalculatedValue): Json {
  switch (value.kind) {
    case 'number':
      return numberJson(value);
    case 'truth':
      return value.holds;
    case 'matrix': {
      const rows = cellsOf(value).map((row) => row.map(numberJson));
      return value.isVector ? rows[0]! : rows;
    }
    case 'list':
      return value.items.map(valueJson);
    case 'parts':
      return Object.fromEntries(value.parts.map((part) => [part.name, valueJson(part.value)]));
  }
}

function cellsOf({ rows, columns, values, imaginary, texts }: CalculatedMatrix): CalculatedNumber[][] {
  const number = (at: number): CalculatedNumber => ({
    kind: 'number',
    re: values[at]!,
    im: imaginary?.[at] ?? 0,
    text: texts?.[at] ?? null,
  });
  return Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_row, j) => number(i * columns + j)));
}

function calculationText({ value, warnings }: Calculation): string {
  return [valueText(value), ...warnings.map((warning) => `Note: ${warning}`)].join('\n');
}

const numberText = ({ re, im, text }: CalculatedNumber): string => text ?? formatComplex(re, im);

function valueText(value: CalculatedValue): string {
  switch (value.kind) {
    case 'number':
      return numberText(value);
    case 'truth':
      return String(value.holds);
    case 'matrix':
      return value.columns === 0
        ? `  ${value.rows}×0, nothing in it`
        : table(cellsOf(value).map((row) => row.map(numberText)));
    case 'list':
      return value.items.map(valueText).join('\n');
    case 'parts':
      return value.parts.map(partText).join('\n');
  }
}

function partText({ name, value }: { readonly name: string; readonly value: CalculatedValue }): string {
  if (value.kind === 'number' || value.kind === 'truth') return `${name}: ${valueText(value)}`;
  return `${name}\n${valueText(value)}`;
}
