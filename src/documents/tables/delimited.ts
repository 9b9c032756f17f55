import type { MatrixBlock } from '../../matrix/block';
import type { MissingMarks } from '../cells/marks';
import { parseNumber, readPlain, unquote, type CellReader } from '../cells/reading';
import { buildBlock } from '../draft';
import type { FormatReader } from '../format';
import { longestCell } from '../problems';
import { sniffDelimiter } from './delimiter';
import { fieldText, parseRecords, type Delimiter, type FieldRecord } from './fields';
import { takeLabels, type TableRow } from './labels';

/** A longer document is not read as one matrix while it is edited: it is a data file, to be read by its path. */
export const longestDelimitedText = 200_000;

/** Comma-, semicolon- and tab-separated documents; the whole document is one matrix. */
export const delimitedReader: FormatReader = {
  families: ['csv', 'tsv'],
  find(text, { family, isMissing }) {
    if (text.length > longestDelimitedText) return [];
    const start = text.startsWith('\uFEFF') ? 1 : 0;
    const delimiter = family === 'tsv' ? '\t' : (sniffDelimiter(text, start, text.length) ?? ',');
    const block = readDelimited(text, start, text.length, delimiter, isMissing);
    return block === null ? [] : [block];
  },
};

/** The one matrix that text[start] … text[end] is, with its labels; null where it is none. */
export function readDelimited(
  text: string,
  start: number,
  end: number,
  delimiter: Delimiter,
  isMissing: MissingMarks,
): MatrixBlock | null {
  const records = withoutTrailingDelimiter(parseRecords(text, start, end, delimiter));
  const [first, last] = [records[0], records.at(-1)];
  if (first === undefined || last === undefined) return null;
  const readCell = delimitedCellReader(usesDecimalComma(text, records, delimiter), isMissing);
  const labelled = takeLabels(tableOf(text, records, readCell));
  return buildBlock(
    text,
    {
      format: delimiter === '\t' ? 'tsv' : 'csv',
      start: first.start,
      end: last.end,
      name: null,
      ...labelled,
      problems: [],
    },
    readCell,
  );
}

function delimitedCellReader(decimalComma: boolean, isMissing: MissingMarks): CellReader {
  return (cell) => {
    const bare = cell.startsWith('"') ? unquote(cell) : cell;
    const isDecimal = decimalComma && /^[+-]?\d*,\d+(?:[eE][+-]?\d+)?$/.test(bare);
    return readPlain(isDecimal && !isMissing(bare) ? bare.replace(',', '.') : bare, isMissing);
  };
}

/** Quotation marks set a number apart as a label where other numbers have none. */
function tableOf(text: string, records: readonly FieldRecord[], readCell: CellReader): TableRow[] {
  const readings = records.map(({ fields }) =>
    fields.map((field) =>
      field.end - field.start > longestCell ? null : readCell(text.slice(field.start, field.end)).kind,
    ),
  );
  const plainNumbers = records.some(({ fields }, i) =>
    fields.some((f, j) => !f.quoted && readings[i]![j] === 'number'),
  );
  return records.map(({ start, end, fields }, i) => ({
    start,
    end,
    cells: fields.map((field, j) => {
      const label = fieldText(text, field);
      const isLabel = readings[i]![j] === 'fault' || (field.quoted && plainNumbers && label.trim() !== '');
      return {
        start: field.start,
        end: field.end,
        label,
        setApart: field.quoted,
        evidence: label.trim() === '' ? 'empty' : isLabel ? 'label' : 'data',
      };
    }),
  }));
}

/** Some programs end every record with a delimiter; then the last column is no column. */
function withoutTrailingDelimiter(records: readonly FieldRecord[]): readonly FieldRecord[] {
  const trails = records.every(({ fields }) => {
    const last = fields.at(-1)!;
    return fields.length > 1 && last.start === last.end;
  });
  if (!trails) return records;
  return records.map((record) => {
    const fields = record.fields.slice(0, -1);
    return { start: record.start, end: fields.at(-1)!.end, fields };
  });
}

/**
 * Whether 1,5 is one and a half. Not where commas delimit, nor where a number has a decimal point. Semicolons are
 * used because commas are not free; beside tabs, a comma must be one that cannot group thousands, as in 1,234.
 */
function usesDecimalComma(text: string, records: readonly FieldRecord[], delimiter: Delimiter): boolean {
  if (delimiter === ',') return false;
  let unambiguous = delimiter === ';';
  for (const { fields } of records)
    for (const { start, end } of fields) {
      if (end - start > longestCell) continue;
      const cell = unquote(text.slice(start, end));
      if (cell.includes('.') && parseNumber(cell) !== null) return false;
      if (/^[+-]?\d*,\d+$/.test(cell) && !/^[+-]?[1-9]\d{0,2},\d{3}$/.test(cell)) unambiguous = true;
    }
  return unambiguous;
}
