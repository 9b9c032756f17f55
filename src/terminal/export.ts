import { printMatrix } from '../documents';
import { isScriptTarget, scriptTargetNames, scriptTargets, writeScript, type ScriptTargetName } from '../interop';
import { matrixOf, type Format, type MatrixBlock } from '../matrix/block';
import { countMissing } from '../matrix/dense';
import { faults } from '../matrix/faults';
import type { Analysis } from '../protocol/results';
import { oneOf, wholeNumber, type CommandLine } from './arguments';
import { pickBlock, placeAt, readDocument, type Document } from './input';
import { located } from './located';
import type { Ask, Output } from './output';
import { completeRequest, decomposeRequest } from './requests';

/** The words of `--to` that print the matrix itself, and the format each is printed in. */
const exportFormats = {
  latex: 'latex',
  csv: 'csv',
  tsv: 'tsv',
  json: 'json',
  markdown: 'markdown',
  numpy: 'python',
  matlab: 'matlab',
  julia: 'julia',
  r: 'r',
  mathematica: 'mathematica',
  maple: 'maple',
  c: 'c',
  typst: 'typst',
  matrixmarket: 'matrixmarket',
  spaced: 'spaced',
} as const satisfies Readonly<Record<string, Format>>;
const formatWords = Object.keys(exportFormats).filter(isFormatWord);

/** Every word of `--to`. */
const exportWords = [...new Set([...formatWords, ...scriptTargetNames])];

function isFormatWord(word: string): word is keyof typeof exportFormats {
  return Object.hasOwn(exportFormats, word);
}

/**
 * A matrix printed in another format, or the program that repeats its analysis with another library. NumPy is both:
 * the matrix alone, and with `--method` or `--solver` the program.
 */
export async function exportMatrix(line: CommandLine, ask: Ask): Promise<Output> {
  if (line.text('to') === null) throw faults.usage('export needs --to.', `Give one of ${exportWords.join(', ')}.`);
  const to = oneOf(line, 'to', exportWords, 'latex');
  const document = readDocument(line.file);
  const block = pickBlock(document, line.text('name'));
  const asksForProgram = line.text('method') !== null || line.text('solver') !== null;
  const text =
    isScriptTarget(to) && (asksForProgram || !isFormatWord(to))
      ? await script(line, document, block, to, ask)
      : printed(line, block, to);
  return { json: { format: to, line: placeAt(document, block.start).line, text }, text };
}

function printed(line: CommandLine, block: MatrixBlock, to: string): string {
  if (!isFormatWord(to)) throw faults.outOfRange('--to', `one of ${exportWords.join(', ')}`, to);
  const digits = wholeNumber(line, 'digits');
  return printMatrix(matrixOf(block), exportFormats[to], digits === null ? {} : { digits });
}

/** Runs the analysis, so that the program has its rank, its λ and its iterations, and writes it. */
async function script(
  line: CommandLine,
  document: Document,
  block: MatrixBlock,
  to: ScriptTargetName,
  ask: Ask,
): Promise<string> {
  const { usual, title } = scriptTargets[to];
  const isComplete = countMissing(block) === 0;
  const misplaced = isComplete ? 'solver' : 'method';
  if (line.text(misplaced) !== null)
    throw faults.usage(
      `--${misplaced} is for a matrix ${isComplete ? 'with missing cells, and this one is complete' : 'without missing cells'}.`,
      `Give --${isComplete ? 'method' : 'solver'} for ${title}.`,
    );
  const analysis = await located<Analysis>(document, block, () =>
    isComplete ? ask(decomposeRequest(line, block, usual.method)) : ask(completeRequest(line, block, usual.solver)),
  );
  return writeScript(analysis, to, (name, matrix) =>
    printMatrix({ ...matrix, name, rowLabels: null, columnLabels: null }, 'python'),
  );
}
