import { parseRecords, type Delimiter } from './fields';

const sampleLength = 4000;

/**
 * The delimiter of a text: the one that divides its first records most evenly. A semicolon goes before a tab and
 * a tab before a comma, for commas stand in numbers and semicolons do not. Null where none divides anything.
 */
export function sniffDelimiter(text: string, start: number, end: number): Delimiter | null {
  let best: Delimiter | null = null;
  let bestScore = 0;
  // What stands in quotation marks divides nothing.
  const sample = text.slice(start, Math.min(end, start + sampleLength)).replace(/"(?:[^"]|"")*"/g, 'quoted');
  const isCut = end - start > sampleLength;
  for (const delimiter of [';', '\t', ','] as const) {
    const records = parseRecords(sample, 0, sample.length, delimiter);
    // The sample may cut its last record.
    const widths = (isCut && records.length > 1 ? records.slice(0, -1) : records).map((r) => r.fields.length);
    const divided = widths.filter((width) => width > 1).length;
    const even = widths.filter((width) => width > 1 && width === widths[0]).length;
    const score = (divided + even) / (2 * Math.max(1, widths.length));
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}
