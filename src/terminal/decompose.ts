import { isReplaceable, replaceEdits } from '../documents';
import { matrixOf, type MatrixBlock } from '../matrix/block';
import type { LabelledMatrix } from '../matrix/dense';
import { faults } from '../matrix/faults';
import type { DecompositionMethod } from '../protocol/methods';
import type { DecompositionAnalysis } from '../protocol/results';
import type { CommandLine } from './arguments';
import { pickBlock, placeAt, readDocument, type Document } from './input';
import { decompositionJson } from './json';
import { columnAfter } from './lists';
import { located } from './located';
import type { Ask, Output } from './output';
import { decomposeRequest } from './requests';
import { decompositionText } from './text';
import { writeEdited } from './write';

/** `decompose`: by the method that --method names. */
export const decompose = decomposeBy('auto');

/** A command of its own for one method. */
export function decomposeBy(method: 'auto' | DecompositionMethod): (line: CommandLine, ask: Ask) => Promise<Output> {
  return async (line, ask) => {
    const document = readDocument(line.file);
    const block = pickBlock(document, line.text('name'));
    return said(await answer(line, ask, { document, block, method }));
  };
}

/** `denoise`: with --write, the document with the matrix's cells replaced by those of the approximation. */
export async function denoise(line: CommandLine, ask: Ask): Promise<Output> {
  const document = readDocument(line.file);
  const block = pickBlock(document, line.text('name'));
  const out = line.text('write');
  if (out !== null && block.imaginary !== null) throw faults.complexNotWritten(placeAt(document, block.start));
  const analysis = await answer(line, ask, { document, block, method: 'denoise' });
  // where nothing stands out of the noise, a matrix of zeros is not what anyone wants written
  if (out !== null && analysis.reconstruction !== null && (analysis.spectrum?.kept ?? 0) > 0) {
    if (!isReplaceable(block)) throw faults.cannotReplace(placeAt(document, block.start));
    writeEdited(out, document, replaceEdits(document.text, block, analysis.reconstruction));
  }
  return said(analysis);
}

interface Task {
  readonly document: Document;
  readonly block: MatrixBlock;
  readonly method: 'auto' | DecompositionMethod;
}

function answer(line: CommandLine, ask: Ask, { document, block, method }: Task): Promise<DecompositionAnalysis> {
  const request = decomposeRequest(line, block, method);
  const isAsked = request.method === 'solve' || line.text('right-side') !== null;
  const rightSide = isAsked ? rightSideOf(line, document, block) : null;
  return located(document, block, () => ask(rightSide === null ? request : { ...request, rightSide }));
}

/**
 * B of AX = B: the matrix that --right-side names, or else the first after A with as many rows, or a list of as many numbers;
 * null where there is none.
 */
function rightSideOf(line: CommandLine, document: Document, a: MatrixBlock): LabelledMatrix | null {
  const name = line.text('right-side');
  if (name !== null) return matrixOf(pickBlock(document, name));
  const fits = (block: MatrixBlock): boolean =>
    block.start > a.start && block.rows === a.rows && block.problems.length === 0;
  const found = document.blocks.find(fits);
  return found === undefined ? columnAfter(document.text, a) : matrixOf(found);
}

const said = (analysis: DecompositionAnalysis): Output => ({
  json: decompositionJson(analysis),
  text: decompositionText(analysis),
});
