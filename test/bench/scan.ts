// How fast documents are scanned for matrices of all formats, beside packages that only split delimited text.
import { findMatrices } from '../../src/documents';
import { LiveBlocks } from '../../src/editor/liveBlocks';
import { call, median, peer, processorTime } from './measure';

const prose =
  'The loss falls while the rank grows, see [the notes](https://example.org/notes) and section 2.3 of the report.\n' +
  'Version 1.4.2 reads `a[0]` (or x_i, for $x \\in \\mathbb{R}^n$) and "says" so; it isn\'t slow.\n\n- one item\n- and 2 more\n\n';
const latexBlock = '$$ A = \\begin{bmatrix} 1 & 2.5 & ? \\\\ 3 & 4 & \\frac{1}{2} \\end{bmatrix} $$\n\n';
const table = '| who | a | b |\n|-----|--:|--:|\n| Ada | 5 | ? |\n| Bob | 2 | 1 |\n\n';
const code = '```python\nA = np.array([[1, 2, 3], [4, 5, 6]])\nfor i in range(10): x[i] = f(i)\n```\n\n';

/** A part repeated until the text has so many characters, as one flat string. */
function repeated(part: string, length: number): string {
  return Buffer.from(part.repeat(Math.ceil(length / part.length)).slice(0, length)).toString();
}

function numericCsv(length: number): string {
  const rows: string[] = [];
  for (let i = 0, written = 0; written < length; i++) {
    const row = Array.from({ length: 10 }, (_, j) => String((((i * 10 + j) * 7919) % 100_003) / 100)).join(',');
    rows.push(row);
    written += row.length + 1;
  }
  return Buffer.from(rows.join('\n')).toString();
}

const megabyte = 1_000_000;
const markdown = repeated(prose.repeat(4) + latexBlock + prose.repeat(4) + table + prose.repeat(2) + code, megabyte);
const latex = repeated(prose.replaceAll('`', '').repeat(4) + latexBlock, megabyte);
const dense = repeated(latexBlock, megabyte);
const oneLine = `[[${'1.25, 3, '.repeat(555_555)}7]]`;

function row(what: string, size: number, milliseconds: number, beside = ''): void {
  const speed = (size / 1e3 / milliseconds).toFixed(0);
  console.log(
    `| ${what.padEnd(44)} | ${(size / 1e6).toFixed(1).padStart(5)} | ${milliseconds.toFixed(1).padStart(9)} | ${speed.padStart(6)} | ${beside}`,
  );
}

/** How often each text is scanned: the engine compiles what is used often during the first ten. */
const scans = 15;

/** Processor milliseconds of the scans, least and in the median: on a busy machine they say more than the clock. */
function processorText(work: () => unknown): string {
  const times = Array.from({ length: scans }, () => processorTime(work)).sort((a, b) => a - b);
  return `processor ${times[0]!.toFixed(1)} to ${times[Math.floor(scans / 2)]!.toFixed(1)} ms`;
}

/** The clock's milliseconds of one call. */
function once(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** Prints the table. */
export function benchScan(): void {
  console.log(
    `\n| ${'scan for all formats'.padEnd(44)} | ${'MB'.padStart(5)} | median ms | ${'MB/s'.padStart(6)} | beside |`,
  );
  for (const [what, text, language] of [
    ['Markdown: prose, LaTeX, tables and code', markdown, 'markdown'],
    ['Markdown: prose alone', repeated(prose, megabyte), 'markdown'],
    ['LaTeX: prose and matrices', latex, 'latex'],
    ['Markdown: 12,000 matrices and nothing else', dense, 'markdown'],
    ['Python: one matrix on one line', oneLine, 'python'],
  ] as const) {
    const scan = (): unknown => findMatrices(text, { language });
    const first = once(scan);
    row(what, text.length, median(scans, scan), `first ${first.toFixed(0)} ms, ${processorText(scan)}`);
  }

  const csv = numericCsv(10 * megabyte);
  const scan = (): unknown => findMatrices(csv, { language: 'csv' });
  const own = median(scans, scan);
  row('CSV: plain numbers, with offsets', csv.length, own, processorText(scan));
  const papa = peer('papaparse');
  if (papa !== null)
    besides('papaparse, dynamicTyping', csv, own, () => call(papa, 'parse', csv, { dynamicTyping: true }));
  if (papa !== null) besides('papaparse, strings', csv, own, () => call(papa, 'parse', csv));
  const parse = peer('csv-parse/sync');
  if (parse !== null) besides('csv-parse, cast', csv, own, () => call(parse, 'parse', csv, { cast: true }));
  if (parse !== null) besides('csv-parse, strings', csv, own, () => call(parse, 'parse', csv));

  const block = findMatrices(csv, { language: 'csv' })[0]!;
  const bytes = [block.values, block.cellStarts, block.cellEnds].reduce(
    (sum, { buffer }) => sum + buffer.byteLength,
    0,
  );
  console.log(`\nMemory of that matrix: ${(bytes / block.values.length).toFixed(1)} bytes a cell beyond the text.`);
  benchTyping();
}

function besides(what: string, text: string, own: number, work: () => unknown): void {
  const theirs = median(3, work);
  row(`  ${what}`, text.length, theirs, `${(theirs / own).toFixed(1)} times as long`);
}

/** One letter typed into a long document, in its middle: what the host's thread has to do before the worker answers. */
function benchTyping(): void {
  for (const [what, text] of [
    ['mixed', markdown],
    ['12,000 matrices', dense],
  ] as const) {
    const options = { language: 'markdown' };
    const live = new LiveBlocks(findMatrices(text, options));
    const middle = text.length / 2;
    const times: number[] = [];
    for (let i = 0; i < 40; i++) {
      const started = performance.now();
      live.edit([{ offset: middle + i, removed: 0, inserted: 1 }]);
      times.push(performance.now() - started);
    }
    times.sort((a, b) => a - b);
    console.log(
      `Typing in 1 MB of Markdown, ${what}: median ${times[20]!.toFixed(2)} ms, worst of 40 ${times[39]!.toFixed(2)} ms a key.`,
    );
  }
}
