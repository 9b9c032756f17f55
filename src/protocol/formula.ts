import type { Analysis } from './results';

/**
 * The formula of an analysis, with what its A and B are called in the document: "A = PᵀLU, where A is Ratings". A name that
 * the formula has for something else is said to be that of the text: "AX = B, where A is called B in the text".
 */
export function formulaText(analysis: Analysis): string {
  const { formula } = analysis;
  if (analysis.kind !== 'decompose') return formula;
  const { matrix, rightSide } = analysis.request;
  const letters = [formula, ...analysis.factors.map(({ name }) => name)].join(' ');
  const called = ([letter, name]: readonly [string, string | null]): string[] => {
    if (name === null || name.toUpperCase() === letter) return [];
    return [letters.includes(name) ? `${letter} is called ${name} in the text` : `${letter} is ${name}`];
  };
  const names = (
    [
      ['A', matrix.name],
      ['B', rightSide?.name ?? null],
    ] as const
  ).flatMap(called);
  return names.length === 0 ? formula : `${formula}, where ${names.join(' and ')}`;
}
