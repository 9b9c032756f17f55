import { fillEdits } from '../documents';
import { firstIncomplete, matrixOf, type MatrixBlock } from '../matrix/block';
import { faults } from '../matrix/faults';
import { determined } from '../protocol/analyses';
import type { CommandLine } from './arguments';
import type { CommandName } from './commandTable';
import { calculate } from './calculate';
import { decompose, decomposeBy, denoise } from './decompose';
import { exportAny } from './export';
import { pickBlock, readDocument, type Document } from './input';
import { checkJson, checkText } from './check';
import { blockJson, completionJson, reconstructionJson } from './json';
import { located } from './located';
import type { Ask, Output } from './output';
import { evaluate, recommend, similar, train } from './ratings';
import { completeRequest } from './requests';
import { completionText, findText, reconstructionText } from './text';
import { writeEdited } from './write';

export const commandRuns: Readonly<Record<CommandName, (line: CommandLine, ask: Ask) => Promise<Output> | Output>> = {
  find,
  decompose,
  approximate: decomposeBy('approximate'),
  denoise,
  pca: decomposeBy('pca'),
  nmf: decomposeBy('nmf'),
  solve: decomposeBy('solve'),
  properties: decomposeBy('properties'),
  calculate,
  complete,
  check,
  reconstruct,
  train,
  evaluate,
  recommend,
  similar,
  export: exportAny,
};

function find(line: CommandLine): Output {
  const document = readDocument(line.file);
  return {
    json: { matrices: document.blocks.map((block) => blockJson(document, block)) },
    text: findText(document),
  };
}

async function complete(line: CommandLine, ask: Ask): Promise<Output> {
  const document = readDocument(line.file);
  const block = pickBlock(document, line.text('name'));
  const analysis = await located(document, block, () => ask(completeRequest(line, block, 'auto')));
  const out = line.text('write');
  if (out !== null) writeEdited(out, document, fillEdits(document.text, block, determined(analysis.predictions)));
  return { json: completionJson(analysis), text: completionText(analysis) };
}

async function check(line: CommandLine, ask: Ask): Promise<Output> {
  const document = readDocument(line.file);
  const block = pickBlock(document, line.text('name'));
  const request = { ...completeRequest(line, block, 'auto'), check: true };
  const analysis = await located(document, block, () => ask(request));
  return { json: checkJson(analysis), text: checkText(analysis) };
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
  const known = name !== null ? pickBlock(document, name) : knownFor(document, rowFactors, columnFactors);
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
function knownFor(document: Document, rowFactors: MatrixBlock, columnFactors: MatrixBlock): MatrixBlock | null {
  const isTransposed = rowFactors.columns !== columnFactors.columns;
  return firstIncomplete(document.blocks, rowFactors.rows, isTransposed ? columnFactors.columns : columnFactors.rows);
}
