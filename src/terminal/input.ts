import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { findMatrices, isAllMissingTable, readSelections } from '../documents';
import type { MatrixBlock } from '../matrix/block';
import type { Place } from '../matrix/fault';
import { faults } from '../matrix/faults';

/** A document and the matrices found in it. */
export interface Document {
  /** As the person wrote it; "-" for standard input. */
  readonly file: string;
  /** The line asked for with FILE:LINE, from 1. */
  readonly line: number | null;
  readonly text: string;
  readonly blocks: readonly MatrixBlock[];
  /** Where each line begins. */
  readonly lineStarts: readonly number[];
}

/** Reads `FILE`, `FILE:LINE` or `-` and finds its matrices. */
export function readDocument(argument: string): Document {
  const withLine = /^(.+):(\d+)$/.exec(argument);
  const [file, line] =
    withLine !== null && !existsSync(argument) ? [withLine[1]!, Number(withLine[2])] : [argument, null];
  const text = decode(file, readBytes(file));
  return {
    file,
    line,
    text,
    blocks: matricesIn(text, languageOf(file, text)),
    lineStarts: lineStartsOf(text),
  };
}

/** Numbers, missing cells, and what stands between them. */
const onlyNumbers = /^[\s\d.,;+\-eE%?[\]]*$/;

/** The matrices found in a text; one that holds nothing but numbers is a matrix itself, be it a single row. */
function matricesIn(text: string, language: string): readonly MatrixBlock[] {
  const found = findMatrices(text, { language });
  if (found.length > 0 || !onlyNumbers.test(text) || !/\d/.test(text)) return found;
  const start = text.search(/\S/);
  return readSelections(text, [{ start, end: text.trimEnd().length }], { language });
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    throw faults.cannotRead(file, reason(error));
  }
}

/** What the system says of a failed read or write, in words. */
export function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EISDIR':
      return 'it is a folder';
    case 'EACCES':
      return 'it may not be read';
    case 'ENOSPC':
      return 'the disk is full';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

function decode(file: string, bytes: Buffer): string {
  if (bytes.includes(0)) throw faults.binaryFile(file);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw faults.binaryFile(file);
  }
}

/** A file's ending decides how it is read; standard input is judged by how it begins. */
function languageOf(file: string, text: string): string {
  if (file !== '-') return path.extname(file).slice(1).toLowerCase();
  if (/^\uFEFF?\s*[[{]/.test(text)) return 'json';
  const firstLine = /^[^\r\n]*/.exec(text)![0];
  // Rows of fields hold no brackets and no mathematics, and are no prose.
  if (/[[\](){}\\|$=]|[a-z] [a-z]/i.test(firstLine)) return 'markdown';
  if (firstLine.includes('\t')) return 'tsv';
  return /[,;]/.test(firstLine) ? 'csv' : 'markdown';
}

/** The line and column of an offset, from 1. */
export function placeAt(document: Document, offset: number): Place {
  const { lineStarts } = document;
  let [low, high] = [0, lineStarts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lineStarts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { file: document.file, line: low + 1, column: offset - lineStarts[low]! + 1 };
}

function lineStartsOf(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), (match) => match.index + match[0].length)];
}

/** The matrix that `--name`, or `:LINE`, or neither picks; with a problem in it, that problem is thrown. */
export function pickBlock(document: Document, name: string | null): MatrixBlock {
  const { blocks } = document;
  if (blocks.length === 0) {
    const place = placeAt(document, 0);
    throw isAllMissingTable(document.text) ? faults.allMissing(place) : faults.noMatrixInDocument(place);
  }
  const block =
    name !== null ? named(document, name) : document.line !== null ? atLine(document, document.line) : blocks[0]!;
  refuseProblems(document, block);
  return block;
}

/** Throws the first problem of a matrix. */
export function refuseProblems(document: Document, block: MatrixBlock): void {
  const problem = block.problems[0];
  if (problem !== undefined) throw faults.blockHasProblem(problem.message, placeAt(document, problem.start));
}

function named(document: Document, name: string): MatrixBlock {
  const block = document.blocks.find((one) => one.name === name);
  if (block !== undefined) return block;
  const names = document.blocks.flatMap((one) => (one.name === null ? [] : [one.name]));
  throw faults.noMatrixNamed(name, [...new Set(names)], placeAt(document, 0));
}

function atLine(document: Document, line: number): MatrixBlock {
  const block = document.blocks.find((one) => placeAt(document, one.end).line >= line);
  if (block === undefined) throw faults.noMatrixAfterLine(document.file, line);
  return block;
}
