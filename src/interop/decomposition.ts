import { methodTitles } from '../protocol/methods';
import type { DecompositionAnalysis, ReconstructionAnalysis } from '../protocol/results';
import { lines } from './target';

/** What a decomposition is, for the first line of its program. */
export function decompositionTitle(analysis: DecompositionAnalysis): string {
  const { rows, columns, name } = analysis.request.matrix;
  const whose = name === null || name === 'A' ? '' : ` A is ${oneLine(name)}.`;
  return `${methodTitles[analysis.method]} of a ${rows}×${columns} matrix: ${analysis.formula}.${whose}`;
}

/** What a program is about that multiplies two factors. */
export function reconstructionTitle({ reconstruction }: ReconstructionAnalysis): string {
  return `The ${reconstruction.rows}×${reconstruction.columns} product of given factors.`;
}

/** Text that cannot end the string it stands in. */
export const oneLine = (text: string): string => text.replaceAll(/[^\p{L}\p{N} ^_{}.,()-]+/gu, ' ').slice(0, 60);

/** Prints each variable, its name before it. */
export function printAll(names: readonly string[], extra: string | null = null): string {
  return lines(...names.map((name) => `print("${name} =\\n", ${name}, sep="")`), extra);
}

/** U Vᵀ of factors of the same width, and WH of factors that follow one another, as the analysis took them. */
export function productOf({ request }: ReconstructionAnalysis): string {
  return request.rowFactors.columns === request.columnFactors.columns ? 'U @ V.T' : 'U @ V';
}

/** How many steps a descent ran. */
export function stepsOf({ history }: DecompositionAnalysis): number {
  return history.at(-1)?.iteration ?? 0;
}
