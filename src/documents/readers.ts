import type { FormatReader } from './format';
import { latexReader } from './latex/find';
import { jsonReader } from './nested/json';
import { pythonReader } from './nested/python';
import { delimitedReader } from './tables/delimited';
import { markdownReader } from './tables/markdown';

/** Every format that is read; where two claim the same text, the inner and then the earlier one has it. */
export const readers: readonly FormatReader[] = [
  latexReader,
  pythonReader,
  jsonReader,
  markdownReader,
  delimitedReader,
];
