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
  ['jsonlines', 'json'],
  ['ndjson', 'json'],
  ['json5', 'json'],
  ['geojson', 'json'],
  ['ipynb', 'json'],
]);

/** The family of a VS Code language id or a file ending, with or without its dot. */
export function languageFamily(language: string): LanguageFamily {
  return families.get(plainLanguage(language)) ?? 'text';
}

/** A language id or file ending in lower case and without its dot. */
export function plainLanguage(language: string): string {
  return language.toLowerCase().replace(/^\./, '');
}
