import type { Range } from '../../matrix/block';
import type { CellReader, Reading } from '../cells/reading';
import { longestCell } from '../problems';
import { fieldText, type Delimiter } from './fields';
import type { FieldTable } from './fieldTable';
import type { Evidence, TableContent } from './labels';

/** The fields of delimited text as a table, without columns that only end or begin every record. */
export class DelimitedContent implements TableContent {
  readonly rows: number;
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
  ) {
    this.rows = fields.records;
    // Some programs end every record with a delimiter, and bars may stand around it: then the empty ends are no columns.
    this.after = this.everyRecord((at) => fields.firsts[at + 1]! - 1) ? 1 : 0;
    this.before = delimiter === '|' && this.everyRecord((at) => fields.firsts[at]!) ? 1 : 0;
    this.start = this.rows === 0 ? 0 : fields.starts[this.first(0)]!;
    this.end = this.rows === 0 ? 0 : this.placeOfRow(this.rows - 1).end;
    this.plainNumbers = this.hasPlainNumber();
  }

  /** The index of a record's first field. */
  first(row: number): number {
    return this.fields.firsts[row]! + this.before;
  }

  width(row: number): number {
    return this.fields.width(row) - this.before - this.after;
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

  /** Whether the cells from (top, left) on are all the fields from there on, in rows of `columns`. */
  isWhole(top: number, left: number, columns: number): boolean {
    if (left > 0 || this.before + this.after > 0) return false;
    for (let i = top; i < this.rows; i++) if (this.width(i) !== columns) return false;
    return true;
  }

  private everyRecord(field: (record: number) => number): boolean {
    for (let i = 0; i < this.rows; i++) {
      const at = field(i);
      if (this.fields.width(i) < 2 || this.fields.starts[at] !== this.fields.ends[at]) return false;
    }
    return this.rows > 0;
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
  return reading.kind === 'fault' && (reading.code === 'not-a-number' || reading.code === 'parameter');
}
