import type { Matrix } from '../matrix/dense';
import type { CompletionSolver, DecompositionMethod, RatingsSolver } from '../protocol/methods';
import type {
  CompletionAnalysis,
  DecompositionAnalysis,
  ReconstructionAnalysis,
  TrainingAnalysis,
} from '../protocol/results';

/** Writes a matrix as an assignment in Python, `A = [[1, 2], [3, 4]]`, with float('nan') where a cell is missing. */
export type Assign = (name: string, matrix: Matrix) => string;

/** Writes the program that repeats one analysis. */
type Writer<A> = (analysis: A, assign: Assign) => string;

/**
 * A library whose programs repeat analyses. Only what it can do is listed; the answers are the same as ours but for
 * rounding, the signs of vectors, and an order that its own routines choose. A program leaves its answer in variables named like the factors,
 * and the product of these in `reconstruction`.
 */
export interface ScriptTarget {
  readonly title: string;
  readonly decompositions: Readonly<Partial<Record<DecompositionMethod, Writer<DecompositionAnalysis>>>>;
  readonly completions: Readonly<Partial<Record<CompletionSolver, Writer<CompletionAnalysis>>>>;
  readonly reconstruction: Writer<ReconstructionAnalysis> | null;
  /** Programs that train on a ratings file, which they read themselves. */
  readonly trainings: Readonly<Partial<Record<RatingsSolver, (analysis: TrainingAnalysis) => string>>>;
  /** The method and the solver of a program where none was asked for. */
  readonly usual: { readonly method: DecompositionMethod | 'auto'; readonly solver: CompletionSolver };
}

/** Lines of a program; null leaves one out. */
export function lines(...written: readonly (string | null)[]): string {
  return written.filter((line) => line !== null).join('\n');
}

/** Modules that come with Python, of those that programs import. */
const ownModules: ReadonlySet<string> = new Set(['csv', 'datetime', 'gzip', 'io', 'itertools', 're']);

/** Modules whose packages pip knows by another name. */
const otherNames: ReadonlyMap<string, string> = new Map([['sklearn', 'scikit-learn']]);

/** What has to be installed for the imports of a program, by the names that pip knows. */
export function packagesOf(text: string): string[] {
  const modules = [...text.matchAll(/^(?:import|from) (\w+)/gmu)].map(([, module = '']) => module);
  const foreign = modules.filter((module) => !ownModules.has(module));
  return [...new Set(foreign.map((module) => otherNames.get(module) ?? module))];
}

/** A program: what it does and what it needs, then its lines. */
export function program(what: string, ...written: readonly (string | null)[]): string {
  const text = lines(...written);
  return `"""${what}\n\nNeeds: pip install ${packagesOf(text).join(' ')}\n"""\n${text}`;
}
