import type { Label, Range } from '../../matrix/block';
import type { RowSpan } from '../draft';

/** Objects with the same keys, as rows; their keys are the columns. */
export interface RecordTable extends Range {
  readonly name: string | null;
  readonly rows: readonly RowSpan[];
  readonly rowLabels: readonly Label[] | null;
  readonly columnLabels: readonly Label[];
}

/** The labels that stand beside "data" in one object: "columns" and "index", as pandas writes them. */
export interface SplitLabels {
  readonly data: Range;
  readonly columns: readonly Label[] | null;
  readonly index: readonly Label[] | null;
}

/** A value that is neither object nor array. */
export interface Scalar extends Label {
  readonly quoted: boolean;
}

interface Entry {
  readonly key: Label;
  readonly value: Scalar;
}

interface Frame {
  readonly isObject: boolean;
  readonly start: number;
  readonly key: string | null;
  /** Of an object whose values are all scalars, these; null for any other. */
  entries: Entry[] | null;
  /** Of an array whose values are all scalars, these; null for any other. */
  scalars: Scalar[] | null;
  /** Of an array of such objects, these; null for any other. */
  records: { place: Range; entries: readonly Entry[] }[] | null;
  data: Range | null;
  columns: readonly Scalar[] | null;
  index: readonly Scalar[] | null;
}

/** Told the values of a JSON text one by one, finds tables that are arrays of objects, and the labels of "split" ones. */
export class JsonObjects {
  private readonly stack: Frame[] = [];
  private readonly open = { object: 0, array: 0 };

  constructor(
    private readonly table: (table: RecordTable) => void,
    private readonly labels: (labels: SplitLabels) => void,
  ) {}

  begin(isObject: boolean, start: number, key: string | null): void {
    const parent = this.stack.at(-1);
    if (parent !== undefined) {
      parent.entries = null;
      parent.scalars = null;
      if (!isObject) parent.records = null;
    }
    this.open[isObject ? 'object' : 'array']++;
    this.stack.push({
      isObject,
      start,
      key,
      entries: isObject ? [] : null,
      scalars: isObject ? null : [],
      records: isObject ? null : [],
      data: null,
      columns: null,
      index: null,
    });
  }

  scalar(key: Label | null, value: Scalar): void {
    const top = this.stack.at(-1);
    if (top === undefined) return;
    top.records = null;
    if (top.isObject && key !== null) top.entries?.push({ key, value });
    top.scalars?.push(value);
  }

  /** A bracket closes its own kind; any that are still open within are given up. */
  end(isObject: boolean, end: number): void {
    const kind = isObject ? 'object' : 'array';
    if (this.open[kind] === 0) return;
    let frame = this.pop();
    while (frame !== undefined && frame.isObject !== isObject) frame = this.pop();
    if (frame === undefined) return;
    const parent = this.stack.at(-1);
    if (isObject) {
      if (frame.data !== null && (frame.columns ?? frame.index) !== null)
        this.labels({ data: frame.data, columns: frame.columns, index: frame.index });
      if (parent?.records && frame.entries !== null && frame.entries.length > 0)
        parent.records.push({ place: { start: frame.start, end }, entries: frame.entries });
      else if (parent !== undefined) parent.records = null;
      return;
    }
    if (parent?.isObject === true) {
      if (frame.key === 'data') parent.data = { start: frame.start, end };
      if (frame.key === 'columns') parent.columns = frame.scalars;
      if (frame.key === 'index') parent.index = frame.scalars;
    }
    if (frame.records !== null && frame.records.length > 0) this.readRecords(frame, frame.records, end);
  }

  /** Objects on lines of their own, outside of any array, are records too. */
  finish(end: number): void {
    if (this.stack.length === 1) this.end(false, end);
  }

  private pop(): Frame | undefined {
    const frame = this.stack.pop();
    if (frame !== undefined) this.open[frame.isObject ? 'object' : 'array']--;
    return frame;
  }

  /** The columns are those in which something is no string, in order of first appearance; the first of strings names the rows. */
  private readRecords(frame: Frame, records: NonNullable<Frame['records']>, end: number): void {
    const keys = new Map<string, Label>();
    for (const { entries } of records) for (const { key } of entries) if (!keys.has(key.text)) keys.set(key.text, key);
    const rows = records.map(({ place, entries }) => ({
      place,
      cells: new Map(entries.map(({ key, value }) => [key.text, value])),
    }));
    const isWords = (key: string): boolean => rows.every(({ cells }) => cells.get(key)?.quoted !== false);
    const data = [...keys.keys()].filter((key) => !isWords(key));
    const words = [...keys.keys()].find(isWords);
    // Records of something else that happen to have a number among them are no matrix.
    if (rows.length < 2 || data.length < 2 || 2 * data.length < keys.size) return;
    const isOutside = frame.start < 0;
    this.table({
      start: isOutside ? rows[0]!.place.start : frame.start,
      end: isOutside ? rows.at(-1)!.place.end : end,
      name: frame.key,
      // A row that lacks a key is reported for having too few cells.
      rows: rows.map(({ place, cells }) => ({ ...place, cells: data.flatMap((key) => placeOf(cells.get(key))) })),
      rowLabels: words === undefined ? null : rows.map(({ place, cells }) => labelOf(cells.get(words), place.start)),
      columnLabels: data.map((key) => keys.get(key)!),
    });
  }
}

function placeOf(scalar: Scalar | undefined): Range[] {
  return scalar === undefined ? [] : [{ start: scalar.start, end: scalar.end }];
}

function labelOf(scalar: Scalar | undefined, at: number): Label {
  return scalar === undefined
    ? { text: '', start: at, end: at }
    : { text: scalar.text, start: scalar.start, end: scalar.end };
}
