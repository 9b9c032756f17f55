import type { Label, MatrixBlock } from '../matrix/block';
import type { ExactCells } from '../matrix/exact';
import type { Rational } from '../matrix/rational';
import { labelTexts } from './labelTexts';

/**
 * Blocks in a few large arrays. To take thousands of small ones out of a message at once would hold up the thread that
 * receives them; these are taken apart step by step.
 */
export type PackedBlocks = readonly Part[];

/** Some blocks, one after the other. */
interface Part {
  /** Everything but cells and labels, as JSON. */
  readonly heads: string;
  readonly values: Float64Array;
  readonly cellStarts: Uint32Array;
  readonly cellEnds: Uint32Array;
  /** Of each block; few have imaginary parts. */
  readonly imaginary: readonly (Float64Array | null)[];
  /** "1/3" of each cell with an exact value, and its place in its block. */
  readonly exact: JoinedTexts;
  readonly exactAt: Uint32Array;
  /** Row labels and then column labels of each block, and their places. */
  readonly labels: JoinedTexts;
  readonly labelStarts: Uint32Array;
  readonly labelEnds: Uint32Array;
}

/** Many texts as one. */
interface JoinedTexts {
  readonly joined: string;
  readonly lengths: Uint32Array;
}

interface Head extends Pick<
  MatrixBlock,
  'format' | 'start' | 'end' | 'name' | 'rows' | 'columns' | 'missing' | 'problems'
> {
  readonly hasRowLabels: boolean;
  readonly hasColumnLabels: boolean;
  /** How many cells have an exact value; null where none has. */
  readonly exactCells: number | null;
}

/** A part holds up to this many blocks, and no more once it has this many cells. */
const largestPart = { blocks: 200, cells: 20_000 };
/** How many texts are taken apart in one step. */
const textsInStep = 500;

/** Blocks as few large arrays, which cross to another thread at once. The inverse of `unpackBlocks`. */
export function packBlocks(blocks: readonly MatrixBlock[]): PackedBlocks {
  const parts: Part[] = [];
  let waiting: MatrixBlock[] = [];
  let cells = 0;
  const close = (): void => {
    if (waiting.length > 0) parts.push(packPart(waiting));
    [waiting, cells] = [[], 0];
  };
  for (const block of blocks) {
    // A large block is a part by itself, whose arrays need no copy.
    if (block.values.length > largestPart.cells) close();
    waiting.push(block);
    cells += block.values.length;
    if (waiting.length >= largestPart.blocks || cells >= largestPart.cells) close();
  }
  close();
  return parts;
}

/** The blocks again; between two steps the caller may let others have the thread. */
export function* unpackBlocks(parts: PackedBlocks): Generator<undefined, MatrixBlock[]> {
  const blocks: MatrixBlock[] = [];
  for (const part of parts) {
    const heads = JSON.parse(part.heads) as readonly Head[];
    const labels = new TextReader(part.labels);
    const exact = new TextReader(part.exact);
    let at = 0;
    for (const [i, { hasRowLabels, hasColumnLabels, exactCells, ...head }] of heads.entries()) {
      const end = at + head.rows * head.columns;
      const rowLabelRanges = hasRowLabels ? yield* takeLabels(labels, part, head.rows) : null;
      const columnLabelRanges = hasColumnLabels ? yield* takeLabels(labels, part, head.columns) : null;
      blocks.push({
        ...head,
        values: cut(part.values, at, end),
        imaginary: part.imaginary[i] ?? null,
        exact: exactCells === null ? null : yield* takeExact(exact, part.exactAt, exactCells),
        cellStarts: cut(part.cellStarts, at, end),
        cellEnds: cut(part.cellEnds, at, end),
        rowLabels: labelTexts(rowLabelRanges),
        columnLabels: labelTexts(columnLabelRanges),
        rowLabelRanges,
        columnLabelRanges,
      });
      at = end;
      yield;
    }
  }
  return blocks;
}

function packPart(blocks: readonly MatrixBlock[]): Part {
  const heads = blocks.map(
    ({
      format,
      start,
      end,
      name,
      rows,
      columns,
      missing,
      problems,
      rowLabelRanges,
      columnLabelRanges,
      exact,
    }): Head => ({
      ...{ format, start, end, name, rows, columns, missing, problems },
      hasRowLabels: rowLabelRanges !== null,
      hasColumnLabels: columnLabelRanges !== null,
      exactCells: exact?.size ?? null,
    }),
  );
  const labels = blocks.flatMap(({ rowLabelRanges, columnLabelRanges }) => [
    ...(rowLabelRanges ?? []),
    ...(columnLabelRanges ?? []),
  ]);
  const exact = blocks.flatMap((block) => [...(block.exact ?? [])]);
  const only = blocks.length === 1 ? blocks[0]! : null;
  return {
    heads: JSON.stringify(heads),
    values: only?.values ?? Float64Array.from(blocks.flatMap(({ values }) => [...values])),
    cellStarts: only?.cellStarts ?? Uint32Array.from(blocks.flatMap(({ cellStarts }) => [...cellStarts])),
    cellEnds: only?.cellEnds ?? Uint32Array.from(blocks.flatMap(({ cellEnds }) => [...cellEnds])),
    imaginary: blocks.map(({ imaginary }) => imaginary),
    exact: join(exact.map(([, { numerator, denominator }]) => `${numerator.toString()}/${denominator.toString()}`)),
    exactAt: Uint32Array.from(exact, ([at]) => at),
    labels: join(labels.map(({ text }) => text)),
    labelStarts: Uint32Array.from(labels, ({ start }) => start),
    labelEnds: Uint32Array.from(labels, ({ end }) => end),
  };
}

function join(texts: readonly string[]): JoinedTexts {
  return { joined: texts.join(''), lengths: Uint32Array.from(texts, ({ length }) => length) };
}

/** Reads joined texts one after the other. */
class TextReader {
  /** The index of the text that comes next. */
  index = 0;
  private offset = 0;

  constructor(private readonly texts: JoinedTexts) {}

  next(): string {
    const start = this.offset;
    this.offset += this.texts.lengths[this.index++]!;
    return this.texts.joined.slice(start, this.offset);
  }
}

function* takeLabels(
  texts: TextReader,
  { labelStarts, labelEnds }: Part,
  count: number,
): Generator<undefined, Label[]> {
  const labels: Label[] = [];
  while (labels.length < count) {
    const at = texts.index;
    labels.push({ text: texts.next(), start: labelStarts[at]!, end: labelEnds[at]! });
    if (labels.length % textsInStep === 0) yield;
  }
  return labels;
}

function* takeExact(texts: TextReader, places: Uint32Array, count: number): Generator<undefined, ExactCells> {
  const cells = new Map<number, Rational>();
  for (let taken = 1; taken <= count; taken++) {
    const place = places[texts.index]!;
    const [numerator, denominator] = texts.next().split('/');
    cells.set(place, { numerator: BigInt(numerator!), denominator: BigInt(denominator!) });
    if (taken % textsInStep === 0) yield;
  }
  return cells;
}

/** The part from start to end, with memory of its own; the whole as it is. */
function cut<A extends Float64Array | Uint32Array>(array: A, start: number, end: number): A {
  return (start === 0 && end === array.length ? array : array.slice(start, end)) as A;
}
