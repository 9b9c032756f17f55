/** The kinds of document that are read differently. */
export type LanguageFamily = 'text' | 'tex' | 'csv' | 'tsv' | 'json';

const families: ReadonlyMap<string, LanguageFamily> = new Map<string, LanguageFamily>([
  ['tex', 'tex'],
  ['latex', 'tex'],
  ['csv', 'csv'],
  ['dynamic csv', 'csv'],
  ['csv (semicolon)', 'csv'],
  ['tsv', 'tsv'],
  ['tab', 'tsv'],
  ['json', 'json'],
  ['jsonc', 'json'],
  ['jsonl', 'json'],
  ['geojson', 'json'],
]);

/** The family of a VS Code language id or a file ending, with or without its dot. */
export function languageFamily(language: string): LanguageFamily {
  return families.get(language.toLowerCase().replace(/^\./, '')) ?? 'text';
}
