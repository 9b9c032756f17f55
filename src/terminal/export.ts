import { printMatrix } from '../documents';
import { isScriptTarget, scriptTargetNames, scriptTargets, writeScript, type ScriptTargetName } from '../interop';
import { matrixOf, type Format, type MatrixBlock } from '../matrix/block';
import { countMissing } from '../matrix/dense';
import { faults } from '../matrix/faults';
import type { Analysis } from '../protocol/results';
import { factorFormats } from '../protocol/request';
import { oneOf, wholeNumber, type CommandLine } from './arguments';
import { exportModel, isModelFile } from './exportModel';
import { exportTraining } from './exportTraining';
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

/** Every word of `--to` for a matrix. */
const exportWords = [...new Set([...formatWords, ...scriptTargetNames])];

const isExportWord = (word: string): boolean => exportWords.some((one) => one === word);

function isFormatWord(word: string): word is keyof typeof exportFormats {
  return Object.hasOwn(exportFormats, word);
}

/**
 * The factors of a model as files; a matrix printed in another format, or the program that repeats its analysis with another library. NumPy is both:
 * the matrix alone, and with `--method` or `--solver` the program.
 */
export async function exportAny(line: CommandLine, ask: Ask): Promise<Output> {
  const isModel = isModelFile(line.file);
  const words = isModel ? factorFormats : exportWords;
  if (line.text('to') === null) throw faults.usage('export needs --to.', `Give one of ${words.join(', ')}.`);
  if (isModel) return exportModel(line, ask);
  return line.flag('ratings') ? exportTraining(line, ask) : exportMatrix(line, ask);
}

/** A matrix printed in another format, or the program that repeats its analysis: see `exportAny`. */
async function exportMatrix(line: CommandLine, ask: Ask): Promise<Output> {
  const misplaced = ['write', 'titles'].find((option) => line.text(option) !== null);
  if (misplaced !== undefined)
    throw faults.usage(
      `--${misplaced} is for a model, and ${line.file} is none.`,
      'A matrix, or a program, is printed on standard output.',
    );
  const word = line.text('to');
  if (word !== null && !isExportWord(word) && factorFormats.some((format) => format === word))
    throw faults.usage(
      `--to ${word} is for the factors of a model, and ${line.file} is none.`,
      'Give a file that train --model has written.',
    );
  const to = oneOf(line, 'to', exportWords, 'latex');
  const document = readDocument(line.file);
  const block = pickBlock(document, line.text('name'));
  const asksForProgram = line.text('method') !== null || line.text('solver') !== null;
  const text =
    isScriptTarget(to) && (asksForProgram || !isFormatWord(to))
      ? await script(line, document, block, to, ask)
      : printed(line, block, to);
  // the line that printing ends is the last one
  return { json: { format: to, line: placeAt(document, block.start).line, text }, text: text.replace(/\n$/, '') };
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
