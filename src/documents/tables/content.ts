import type { Range } from '../../matrix/block';
import { isNumeric, type CellReader, type Reading } from '../cells/reading';
import { longestCell } from '../problems';
import { fieldText, type Delimiter } from './fields';
import type { FieldTable } from './fieldTable';
import type { Evidence, TableContent } from './labels';

/** Records of words above a table and below it are no more than this. */
const mostTitles = 20;

/**
 * The fields of delimited text as a table, without columns that only end or begin every record, and without the title
 * above it and the source below it.
 */
export class DelimitedContent implements TableContent {
  readonly rows: number;
  /** How many records stand above the first row. */
  private readonly above: number;
  readonly start: number;
  readonly end: number;
  /** Fields at either end of every record that are no cells. */
  private readonly before: number;
  private readonly after: number;
  private readonly plainNumbers: boolean;

  constructor(
    private readonly text: string,
    readonly fields: FieldTable,
    private readonly delimiter: Delimiter,
    private readonly readCell: CellReader,
    hasTitles: boolean,
  ) {
    this.above = hasTitles ? this.titles() : 0;
    this.rows = fields.records - this.above - (hasTitles ? this.footers() : 0);
    // Some programs end every record with a delimiter, and bars may stand around it: then the empty ends are no columns.
    this.after = this.everyRecord((at) => fields.firsts[at + 1]! - 1) ? 1 : 0;
    this.before = delimiter === '|' && this.everyRecord((at) => fields.firsts[at]!) ? 1 : 0;
    this.start = this.rows === 0 ? 0 : fields.starts[this.first(0)]!;
    this.end = this.rows === 0 ? 0 : this.placeOfRow(this.rows - 1).end;
    this.plainNumbers = this.hasPlainNumber();
  }

  /** The index of a record's first field. */
  first(row: number): number {
    return this.fields.firsts[this.record(row)]! + this.before;
  }

  width(row: number): number {
    return this.fields.width(this.record(row)) - this.before - this.after;
  }

  placeOfRow(row: number): Range {
    const first = this.first(row);
    const last = first + Math.max(1, this.width(row)) - 1;
    return { start: this.fields.starts[first]!, end: this.fields.ends[last]! };
  }

  place(row: number, column: number): Range {
    const at = this.first(row) + column;
    if (column < this.width(row)) return { start: this.fields.starts[at]!, end: this.fields.ends[at]! };
    const { start } = this.placeOfRow(row);
    return { start, end: start };
  }

  label(row: number, column: number): string {
    return fieldText(this.text, this.place(row, column), this.isSetApart(row, column));
  }

  isSetApart(row: number, column: number): boolean {
    return column < this.width(row) && this.fields.quoted[this.first(row) + column] === 1;
  }

  /** Quotation marks set a number apart as a label where other numbers have none, unless it could not go without. */
  evidence(row: number, column: number): Evidence {
    const at = this.first(row) + column;
    if (column < this.width(row) && !Number.isNaN(this.fields.values[at]!)) return 'data';
    const { start, end } = this.place(row, column);
    const label = this.label(row, column);
    if (label.trim() === '') return 'empty';
    if (end - start <= longestCell && isWords(this.readCell(this.text.slice(start, end)))) return 'label';
    const needsQuotes = label.includes(this.delimiter);
    return this.isSetApart(row, column) && this.plainNumbers && !needsQuotes ? 'label' : 'data';
  }

  isNumber(row: number, column: number): boolean {
    if (column >= this.width(row)) return false;
    if (!Number.isNaN(this.fields.values[this.first(row) + column]!)) return true;
    const { start, end } = this.place(row, column);
    return end > start && end - start <= longestCell && isNumeric(this.readCell(this.text.slice(start, end)));
  }

  /** The record that a row is. */
  record(row: number): number {
    return this.above + row;
  }

  /** Whether the rows from one on are all the fields from there on, in rows of `columns`. */
  isWhole(top: number, columns: number): boolean {
    if (this.before + this.after > 0) return false;
    for (let i = top; i < this.rows; i++) if (this.width(i) !== columns) return false;
    return true;
  }

  private everyRecord(field: (record: number) => number): boolean {
    for (let i = this.above; i < this.above + this.rows; i++) {
      const at = field(i);
      if (this.fields.width(i) < 2 || this.fields.starts[at] !== this.fields.ends[at]) return false;
    }
    return this.rows > 0;
  }

  /** The first records, of one or two fields of words, above a record of at least twice as many. */
  private titles(): number {
    const { records } = this.fields;
    const isTitle = (record: number): boolean => record < records && (this.wordsOf(record) ?? Infinity) <= 2;
    let first = 0;
    while (first < mostTitles && isTitle(first)) first++;
    if (first + 1 >= records) return 0;
    // A header of two words is none.
    while (first > 0 && this.filled(first - 1) >= this.filled(first)) first--;
    for (let i = 0; i < first; i++) if (2 * this.filled(i) > this.filled(first)) return 0;
    return first;
  }

  /** The last records, of one or two fields of words, below records of at least twice as many. */
  private footers(): number {
    const { fields } = this;
    const first = Math.min(this.above + 1, fields.records);
    let count = 0;
    for (let i = fields.records - 1; i > first && count < mostTitles; i--, count++)
      if (2 * fields.width(i) > fields.width(this.above) || this.wordsOf(i) === null) break;
    return count;
  }

  /** How many fields of a record are words; null where another is a number, or the first is empty. */
  private wordsOf(record: number): number | null {
    const { fields, text } = this;
    const first = fields.firsts[record]!;
    if (fields.starts[first] === fields.ends[first]) return null;
    let words = 0;
    for (let at = first; at < fields.firsts[record + 1]!; at++) {
      const [start, end] = [fields.starts[at]!, fields.ends[at]!];
      if (start === end) continue;
      const isLong = end - start > longestCell;
      if (!Number.isNaN(fields.values[at]!) || (!isLong && !isWords(this.readCell(text.slice(start, end)))))
        return null;
      words++;
    }
    return words;
  }

  /** How many fields of a record have something in them. */
  private filled(record: number): number {
    const { fields } = this;
    let filled = 0;
    for (let at = fields.firsts[record]!; at < fields.firsts[record + 1]!; at++)
      if (fields.starts[at]! < fields.ends[at]!) filled++;
    return filled;
  }

  private hasPlainNumber(): boolean {
    const { fields } = this;
    for (let at = 0; at < fields.count; at++) {
      if (!Number.isNaN(fields.values[at]!)) return true;
      if (fields.quoted[at] === 1 || fields.ends[at]! - fields.starts[at]! > longestCell) continue;
      if (this.readCell(this.text.slice(fields.starts[at], fields.ends[at])).kind === 'number') return true;
    }
    return false;
  }
}

/** Infinities and numbers that read in two ways are data, if none that can be used. */
function isWords(reading: Reading): boolean {
  return reading.kind === 'fault' && !isNumeric(reading);
}
