import type { Format } from '../matrix/block';
import { cWriter, juliaWriter, mapleWriter, mathematicaWriter, matlabWriter, rWriter, typstWriter } from './code/write';
import type { FormatWriter } from './format';
import { latexWriter } from './latex/write';
import { marketWriter } from './market/market';
import { jsonWriter, pythonWriter } from './nested/write';
import { spacedWriter } from './printed/write';
import { csvWriter, tsvWriter } from './tables/writeDelimited';
import { markdownWriter } from './tables/writeMarkdown';

export const writers: Readonly<Record<Format, FormatWriter>> = {
  latex: latexWriter,
  markdown: markdownWriter,
  csv: csvWriter,
  tsv: tsvWriter,
  json: jsonWriter,
  python: pythonWriter,
  matlab: matlabWriter,
  julia: juliaWriter,
  r: rWriter,
  mathematica: mathematicaWriter,
  maple: mapleWriter,
  c: cWriter,
  typst: typstWriter,
  matrixmarket: marketWriter,
  spaced: spacedWriter,
};
