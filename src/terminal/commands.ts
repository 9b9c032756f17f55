import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fillEdits, printMatrix } from '../documents';
import { matrixOf, type Format, type MatrixBlock } from '../matrix/block';
import { faults } from '../matrix/faults';
import { completionSolvers, decompositionMethods } from '../protocol/methods';
import type { CompletionAnalysis } from '../protocol/results';
import {
  autoOr,
  numberOption,
  oneOf,
  positive,
  seedOf,
  wholeNumber,
  type CommandLine,
  type CommandName,
} from './arguments';
import { pickBlock, placeAt, readDocument, reason, type Document } from './input';
import { blockJson, completionJson, decompositionJson, reconstructionJson } from './json';
import { located } from './located';
import type { Ask, Output } from './output';
import { evaluate, recommend, similar, train } from './ratings';
import { completionText, decompositionText, findText, reconstructionText } from './text';

export const commandRuns: Readonly<Record<CommandName, (line: CommandLine, ask: Ask) => Promise<Output> | Output>> = {
  find,
  decompose,
  complete,
  reconstruct,
  train,
  evaluate,
  recommend,
  similar,
  export: exportMatrix,
};

function find(line: CommandLine): Output {
  const document = readDocument(line.file);
  return {
    json: { matrices: document.blocks.map((block) => blockJson(document, block)) },
    text: findText(document),
  };
}

async function decompose(line: CommandLine, ask: Ask): Promise<Output> {
  const document = readDocument(line.file);
  const block = pickBlock(document, line.text('name'));
  const analysis = await located(document, block, () =>
    ask({
      kind: 'decompose',
      matrix: matrixOf(block),
      method: oneOf(line, 'method', ['auto', ...decompositionMethods], 'auto'),
      rank: rankOption(line),
      learningRate: positive(line, 'learning-rate'),
      iterations: wholeNumber(line, 'iterations'),
      seed: seedOf(line),
    }),
  );
  return { json: decompositionJson(analysis), text: decompositionText(analysis) };
}

/** The rank as given; whether it suits the matrix is judged where the shape is known. */
const rankOption = (line: CommandLine): number | null => numberOption(line, 'rank', 'a whole number', Number.isInteger);

async function complete(line: CommandLine, ask: Ask): Promise<Output> {
  const document = readDocument(line.file);
  const block = pickBlock(document, line.text('name'));
  const analysis = await located(document, block, () =>
    ask({
      kind: 'complete',
      matrix: matrixOf(block),
      solver: oneOf(line, 'solver', ['auto', ...completionSolvers], 'auto'),
      rank: autoOr(line, 'rank', rankOption),
      regularization: autoOr(line, 'regularization', (one, option) =>
        numberOption(one, option, 'a number of at least 0', (value) => value >= 0),
      ),
      bias: !line.flag('no-bias'),
      learningRate: positive(line, 'learning-rate'),
      iterations: wholeNumber(line, 'iterations'),
      seed: seedOf(line),
    }),
  );
  const out = line.text('write');
  if (out !== null) writeWhole(out, filled(document, block, analysis));
  return { json: completionJson(analysis), text: completionText(analysis) };
}

/** The document with the predictions in place of the missing cells. */
function filled(document: Document, block: MatrixBlock, analysis: CompletionAnalysis): string {
  const edits = [...fillEdits(document.text, block, analysis.predictions)].sort((a, b) => b.start - a.start);
  return edits.reduce((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), document.text);
}

/** Writes beside and renames, so that there is never half a file. */
function writeWhole(path: string, text: string): void {
  const beside = `${path}.${process.pid}.part`;
  try {
    writeFileSync(beside, text);
    renameSync(beside, path);
  } catch (error) {
    if (existsSync(beside)) rmSync(beside);
    throw faults.cannotWrite(path, reason(error));
  }
}

async function reconstruct(line: CommandLine, ask: Ask): Promise<Output> {
  const document = readDocument(line.file);
  const named = (option: string): MatrixBlock => {
    const name = line.text(option);
    if (name === null)
      throw faults.usage(`reconstruct needs --${option}.`, 'Give the name of a matrix in the document.');
    return pickBlock(document, name);
  };
  const rowFactors = named('row-factors');
  const columnFactors = named('column-factors');
  const name = line.text('name');
  const known = name !== null ? pickBlock(document, name) : knownOf(document, rowFactors, columnFactors);
  const analysis = await located(document, rowFactors, () =>
    ask({
      kind: 'reconstruct',
      rowFactors: matrixOf(rowFactors),
      columnFactors: matrixOf(columnFactors),
      known: known === null ? null : matrixOf(known),
    }),
  );
  return { json: reconstructionJson(analysis), text: reconstructionText(analysis) };
}

/** The first matrix with missing cells that the factors' product has the shape of, be it UVᵀ or WH. */
function knownOf(document: Document, rowFactors: MatrixBlock, columnFactors: MatrixBlock): MatrixBlock | null {
  const fits = (block: MatrixBlock): boolean =>
    block.problems.length === 0 &&
    block.missing > 0 &&
    block.rows === rowFactors.rows &&
    block.columns === (rowFactors.columns === columnFactors.columns ? columnFactors.rows : columnFactors.columns);
  return document.blocks.find(fits) ?? null;
}

/** The words of `--to`, and the format each is printed in. */
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
  c: 'c',
  typst: 'typst',
  matrixmarket: 'matrixmarket',
  spaced: 'spaced',
} as const satisfies Readonly<Record<string, Format>>;
const exportWords = Object.keys(exportFormats).filter((word) => isExportWord(word));

function isExportWord(word: string): word is keyof typeof exportFormats {
  return Object.hasOwn(exportFormats, word);
}

function exportMatrix(line: CommandLine): Output {
  if (line.text('to') === null) throw faults.usage('export needs --to.', `Give one of ${exportWords.join(', ')}.`);
  const document = readDocument(line.file);
  const block = pickBlock(document, line.text('name'));
  const to = oneOf(line, 'to', exportWords, 'latex');
  const digits = wholeNumber(line, 'digits');
  const text = printMatrix(matrixOf(block), exportFormats[to], digits === null ? {} : { digits });
  return { json: { format: to, line: placeAt(document, block.start).line, text }, text };
}
