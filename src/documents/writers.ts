import type { Format } from '../matrix/block';
import type { FormatWriter } from './format';
import { latexWriter } from './latex/write';
import { jsonWriter, pythonWriter } from './nested/write';
import { csvWriter, tsvWriter } from './tables/writeDelimited';
import { markdownWriter } from './tables/writeMarkdown';

export const writers: Readonly<Record<Format, FormatWriter>> = {
  latex: latexWriter,
  markdown: markdownWriter,
  csv: csvWriter,
  tsv: tsvWriter,
  json: jsonWriter,
  python: pythonWriter,
};
