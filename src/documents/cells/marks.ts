/** Whether the text of a cell says that its value is missing. */
export type MissingMarks = (text: string) => boolean;

const signs = new Set(['?', '-', '–', '—']);
const words = new Set([
  'na',
  'n/a',
  'nan',
  'null',
  'none',
  'missing',
  '<na>',
  'na_real_',
  'na_integer_',
  'np.nan',
  'numpy.nan',
  'math.nan',
  'torch.nan',
  'pd.na',
]);
const calls = new Set(["float('nan')", 'float("nan")']);
const longestWord = 12;

/** The marks every format knows, and those a person added, which are taken as written. */
export function missingMarks(added: readonly string[] = []): MissingMarks {
  const own = new Set(added.map((mark) => mark.trim()).filter((mark) => mark !== ''));
  return (text) => {
    if (text === '' || signs.has(text) || own.has(text)) return true;
    if (text.length > longestWord) return false;
    const word = text.toLowerCase();
    return words.has(word) || calls.has(word);
  };
}
