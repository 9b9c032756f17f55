import { existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { fillEdits } from '../documents';
import { matrixOf, type MatrixBlock } from '../matrix/block';
import { faults } from '../matrix/faults';
import type { CompletionAnalysis } from '../protocol/results';
import type { CommandLine, CommandName } from './arguments';
import { exportMatrix } from './export';
import { pickBlock, readDocument, reason, type Document } from './input';
import { blockJson, completionJson, decompositionJson, reconstructionJson } from './json';
import { located } from './located';
import type { Ask, Output } from './output';
import { evaluate, recommend, similar, train } from './ratings';
import { completeRequest, decomposeRequest } from './requests';
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
  const rightSide = rightSideOf(line, document, block);
  const request = decomposeRequest(line, block, 'auto');
  const analysis = await located(document, block, () =>
    ask(rightSide === null ? request : { ...request, rightSide: matrixOf(rightSide) }),
  );
  return { json: decompositionJson(analysis), text: decompositionText(analysis) };
}

/** B of AX = B: the matrix that --right-side names, or else the first after A with as many rows; null where there is none. */
function rightSideOf(line: CommandLine, document: Document, a: MatrixBlock): MatrixBlock | null {
  const name = line.text('right-side');
  if (name !== null) return pickBlock(document, name);
  return (
    document.blocks.find((block) => block.start > a.start && block.rows === a.rows && block.problems.length === 0) ??
    null
  );
}

async function complete(line: CommandLine, ask: Ask): Promise<Output> {
  const document = readDocument(line.file);
  const block = pickBlock(document, line.text('name'));
  const analysis = await located(document, block, () => ask(completeRequest(line, block, 'auto')));
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
