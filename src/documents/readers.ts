import { mapleReader } from './code/maple';
import { matlabReader } from './code/matlab';
import { npMatrixReader } from './code/npMatrix';
import { rReader } from './code/r/find';
import { typstReader } from './code/typst';
import type { FormatReader } from './format';
import { latexCommandReader } from './latex/commands';
import { latexReader } from './latex/find';
import { tabularReader } from './latex/tabular';
import { marketReader } from './market/market';
import { bracesReader } from './nested/braces';
import { frameReader } from './nested/frames';
import { jsonReader } from './nested/json';
import { pythonReader } from './nested/python';
import { recordsReader } from './nested/records';
import { shapedReader } from './nested/shaped';
import { tupleReader } from './nested/tuples';
import { spacedReader } from './printed/spaced';
import { delimitedReader } from './tables/delimited';
import { exportReader } from './tables/exports';
import { markdownReader } from './tables/markdown';

/** Every format that is read; where two claim the same text, the inner and then the earlier one has it. */
export const readers: readonly FormatReader[] = [
  latexReader,
  latexCommandReader,
  tabularReader,
  npMatrixReader,
  pythonReader,
  shapedReader,
  frameReader,
  recordsReader,
  matlabReader,
  rReader,
  bracesReader,
  mapleReader,
  typstReader,
  tupleReader,
  marketReader,
  jsonReader,
  markdownReader,
  exportReader,
  spacedReader,
  delimitedReader,
];
