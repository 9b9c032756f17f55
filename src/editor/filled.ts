import type { CellEdit } from '../documents';
import type { MatrixBlock, Range } from '../matrix/block';
import type { CompleteRequest } from '../protocol/request';
import type { Source } from './store';
import { movedBy } from './tracking';

/** A number that was predicted and filled in, and where it stands. */
export interface FilledCell extends Range {
  readonly text: string;
  /** What was said of it then, as Markdown. */
  readonly told: string;
}

/** One replacement in a text, as it stood before. */
export interface Change extends Range {
  readonly text: string;
}

/** A fill that was offered, or is about to be made. */
export interface Offered {
  readonly edits: Iterable<CellEdit>;
  readonly tell: (cell: number) => string;
}

/**
 * Remembers which numbers of each text were filled in and not measured, as long as they stand there unchanged. So they
 * are shown for what they are, and nothing is predicted from predictions.
 */
export class Filled {
  private readonly cells = new Map<string, readonly FilledCell[]>();
  private readonly offered = new Map<string, Offered>();
  private readonly listeners = new Set<(uri: string) => void>();

  /** The next changes of a document that are edits of these are fills. */
  offer(uri: string, offered: Offered): void {
    this.offered.set(uri, offered);
  }

  /** Follows the changes of one edit of a document. */
  followEdit(uri: string, changes: readonly Change[]): void {
    const moved = this.of(uri).flatMap((cell) => {
      const range = [...changes]
        .sort((a, b) => b.start - a.start)
        .reduce<Range | null>(
          (at, { start, end, text }) =>
            at === null ? null : movedBy(at, { offset: start, removed: end - start, inserted: text.length }),
          cell,
        );
      return range === null ? [] : [{ ...cell, ...range }];
    });
    const all = [...moved, ...this.fillsAmong(uri, changes)];
    if (all.length === 0 && !this.cells.has(uri)) return;
    this.cells.set(uri, all);
    for (const listener of this.listeners) listener(uri);
  }

  forget(uri: string): void {
    this.cells.delete(uri);
    this.offered.delete(uri);
  }

  /** Where numbers were filled in, as the edits since have moved them. What stands there now may be another. */
  of(uri: string): readonly FilledCell[] {
    return this.cells.get(uri) ?? [];
  }

  onDidChange(listener: (uri: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private fillsAmong(uri: string, changes: readonly Change[]): FilledCell[] {
    const offered = this.offered.get(uri);
    if (offered === undefined) return [];
    const wanted = new Map(Array.from(offered.edits, (edit) => [edit.start, edit]));
    return changes.flatMap(({ start, end, text }) => {
      const edit = wanted.get(start);
      if (edit?.end !== end || edit.text !== text) return [];
      const shift = changes.reduce(
        (sum, other) => (other.start < start ? sum + other.text.length - (other.end - other.start) : sum),
        0,
      );
      const number = text.trim();
      const from = start + shift + text.indexOf(number);
      return [{ start: from, end: from + number.length, text: number, told: offered.tell(edit.cell) }];
    });
  }
}

/** The cells of a block, by their index i·n + j, whose numbers were filled in. `text` is that of the block. */
export function filledIn(block: MatrixBlock, text: string, filled: readonly FilledCell[]): ReadonlySet<number> {
  const standing = filled.filter(
    (cell) =>
      block.start <= cell.start &&
      cell.end <= block.end &&
      text.slice(cell.start - block.start, cell.end - block.start) === cell.text,
  );
  const cells = standing.map(({ start, end }) =>
    block.cellStarts.findLastIndex((from, at) => from <= start && end <= block.cellEnds[at]!),
  );
  return new Set(cells.filter((cell) => cell !== -1));
}

/**
 * The same request, in which cells that were filled in are missing still: what was predicted is no data. A check is
 * asked of what is written.
 */
export function withoutFilledIn(source: Source, request: CompleteRequest, filled: Filled): CompleteRequest {
  const input = source.kind === 'text' && request.check !== true ? source.inputs[0] : undefined;
  if (input === undefined) return request;
  const cells = filledIn(input.block, input.text, filled.of(source.uri));
  if (cells.size === 0) return request;
  const values = request.matrix.values.map((value, at) => (cells.has(at) ? Number.NaN : value));
  return { ...request, matrix: { ...request.matrix, values } };
}
