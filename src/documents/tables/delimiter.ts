import { parseRecords, type Delimiter } from './fields';
import type { FieldTable } from './fieldTable';

const sampleLength = 4000;

/**
 * The delimiter of a text: the one that divides its first records most evenly. A semicolon goes before a tab, a tab
 * before a bar and a bar before a comma, for commas stand in numbers and semicolons do not; blanks, which stand in
 * anything, divide only where nothing else does, and then every record alike into mostly numbers. Null where none
 * divides anything.
 */
export function sniffDelimiter(text: string, start: number, end: number): Delimiter | null {
  let best: Delimiter | null = null;
  let bestScore = 0;
  // What stands in quotation marks divides nothing.
  const sample = text.slice(start, Math.min(end, start + sampleLength)).replace(/"(?:[^"]|"")*"/g, 'quoted');
  const isCut = end - start > sampleLength;
  for (const delimiter of [';', '\t', '|', ','] as const) {
    const widths = widthsOf(parseRecords(sample, 0, sample.length, delimiter), isCut);
    const divided = widths.filter((width) => width > 1).length;
    const even = widths.filter((width) => width > 1 && width === widths[0]).length;
    const score = (divided + even) / (2 * Math.max(1, widths.length));
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  if (best !== null) return best;
  const table = parseRecords(sample, 0, sample.length, ' ');
  const widths = widthsOf(table, isCut);
  const even = widths.length > 0 && widths[0]! > 1 && widths.every((width) => width === widths[0]);
  return even && 2 * numbersIn(table) > table.count ? ' ' : null;
}

/** How many fields each record has; the sample may cut its last one. */
function widthsOf(table: FieldTable, isCut: boolean): number[] {
  const records = isCut && table.records > 1 ? table.records - 1 : table.records;
  return Array.from({ length: records }, (_, i) => table.width(i));
}

function numbersIn(table: FieldTable): number {
  let numbers = 0;
  for (let at = 0; at < table.count; at++) if (!Number.isNaN(table.values[at]!)) numbers++;
  return numbers;
}
