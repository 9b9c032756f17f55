import { matrixOf, type MatrixBlock } from '../matrix/block';
import {
  wordsOf,
  type CalculatedMatrix,
  type CalculatedNumber,
  type CalculatedValue,
  type Calculation,
} from '../protocol/calculation';
import { formatComplex } from '../protocol/numbers';
import { seedOf, type CommandLine } from './arguments';
import { pickBlock, readDocument, type Document } from './input';
import type { Json } from './json';
import type { Ask, Output } from './output';
import { table } from './text';

/** `calculate`: an expression over the named matrices of a document. */
export async function calculate(line: CommandLine, ask: Ask): Promise<Output> {
  const [file, expression] = line.files as readonly [string, string];
  const document = readDocument(file);
  const matrices = namedBlocks(document, expression).map(matrixOf);
  const answer = await ask({
    kind: 'calculate',
    expression,
    matrices,
    exact: line.flag('exact'),
    seed: seedOf(line),
  });
  return { json: calculationJson(answer), text: calculationText(answer) };
}

/** The first matrix of each name; those that the expression speaks of have no problems. */
function namedBlocks(document: Document, expression: string): MatrixBlock[] {
  const names = new Set(document.blocks.flatMap(({ name }) => (name === null ? [] : [name])));
  const words = wordsOf(expression);
  return [...names].map((name) =>
    words.has(name) ? pickBlock(document, name) : document.blocks.find((block) => block.name === name)!,
  );
}

function calculationJson({ expression, value, warnings, seconds }: Calculation): Json {
  return { expression, value: valueJson(value), warnings, seconds };
}

/** JSON has no infinity: it is null. */
function numberJson({ re, im, fraction }: CalculatedNumber): Json {
  if (fraction !== null) return fraction;
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

function cellsOf({ rows, columns, values, imaginary, fractions }: CalculatedMatrix): CalculatedNumber[][] {
  const number = (at: number): CalculatedNumber => ({
    kind: 'number',
    re: values[at]!,
    im: imaginary?.[at] ?? 0,
    fraction: fractions?.[at] ?? null,
  });
  return Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_row, j) => number(i * columns + j)));
}

function calculationText({ value, warnings }: Calculation): string {
  return [valueText(value), ...warnings.map((warning) => `Note: ${warning}`)].join('\n');
}

const numberText = ({ re, im, fraction }: CalculatedNumber): string => fraction ?? formatComplex(re, im);

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
