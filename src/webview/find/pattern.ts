/**
 * What is looked for, as a pattern that finds it everywhere in a text, in any case: a space stands for any white space,
 * and a hyphen for a minus sign too. Null where nothing is looked for.
 */
export function patternOf(query: string): RegExp | null {
  const words = query
    .split(/\s+/)
    .map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replaceAll(/[-−]/g, '[-−]'));
  return words.every((word) => word === '') ? null : new RegExp(words.join('\\s+'), 'giu');
}
