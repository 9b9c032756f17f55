import type { Fault } from '../matrix/fault';
import { faults } from '../matrix/faults';
import { originalOf } from '../protocol/analyses';
import {
  completionSolvers,
  decompositionMethods,
  methodTitles,
  ratingsSolvers,
  type CompletionSolver,
  type DecompositionMethod,
  type RatingsSolver,
} from '../protocol/methods';
import type { FileLayout } from '../protocol/ratingsFile';
import type { Analysis, TrainingAnalysis } from '../protocol/results';
import { numpy } from './numpy';
import { pytorch } from './pytorch';
import { implicit } from './ratings/implicit';
import { scikitLearn } from './scikitLearn';
import { spark } from './spark';
import type { Assign, ScriptTarget } from './target';

export { packagesOf, type Assign, type ScriptTarget } from './target';

/** The libraries that an analysis can be taken to, by the words of the terminal. */
export const scriptTargets = {
  numpy,
  pytorch,
  'scikit-learn': scikitLearn,
  spark,
  implicit,
} as const satisfies Readonly<Record<string, ScriptTarget>>;
export type ScriptTargetName = keyof typeof scriptTargets;
export const scriptTargetNames = Object.keys(scriptTargets).filter(isScriptTarget);

/** Whether a word names something that a program can be written for. */
export function isScriptTarget(word: string): word is ScriptTargetName {
  return Object.hasOwn(scriptTargets, word);
}

/**
 * A program in Python that repeats an analysis with a library and comes to the same answer.
 * Throws the `noScript` fault where the library has no such method, and another where no program repeats the training.
 */
export function writeScript(analysis: Analysis, to: ScriptTargetName, assign: Assign): string {
  const script = scriptOf(analysis, scriptTargets[to], assign);
  if (script !== null) return script;
  const reason = analysis.kind === 'train' ? unrepeatable(analysis) : null;
  if (reason !== null) throw reason;
  const able = scriptTargetNames.filter((name) => scriptOf(analysis, scriptTargets[name], assign) !== null);
  throw faults.noScript(
    scriptTargets[to].title,
    analysisTitle(analysis),
    able.map((name) => scriptTargets[name].title),
    repeatedBy(scriptTargets[to], analysis),
  );
}

/** What a library repeats of the same kind of analysis, by title; nothing where the matrix is complex. */
function repeatedBy(target: ScriptTarget, analysis: Analysis): string[] {
  if (isComplex(analysis)) return [];
  switch (analysis.kind) {
    case 'decompose':
      return decompositionMethods.filter((method) => method in target.decompositions).map(titleOf);
    case 'complete':
      return completionSolvers.filter((solver) => solver in target.completions).map(titleOf);
    case 'reconstruct':
      return [];
    case 'train':
      return ratingsSolvers.filter((solver) => solver in target.trainings).map(titleOf);
  }
}

const titleOf = (method: DecompositionMethod | CompletionSolver | RatingsSolver): string => methodTitles[method];
const isComplex = (analysis: Analysis): boolean => (originalOf(analysis)?.imaginary ?? null) !== null;

function scriptOf(analysis: Analysis, target: ScriptTarget, assign: Assign): string | null {
  if (isComplex(analysis)) return null;
  switch (analysis.kind) {
    case 'decompose':
      return target.decompositions[analysis.method]?.(analysis, assign) ?? null;
    case 'complete':
      // None of the programs weighs λ by known cells, or has biases of one side alone.
      if (analysis.request.weighted === true || typeof analysis.request.bias === 'string') return null;
      return target.completions[analysis.solver]?.(analysis, assign) ?? null;
    case 'reconstruct':
      return target.reconstruction?.(analysis, assign) ?? null;
    case 'train':
      return unrepeatable(analysis) === null ? (target.trainings[analysis.solver]?.(analysis) ?? null) : null;
  }
}

/** Programs read a file of lines, and hold out of it what the training did: nothing else. Null where one can. */
function unrepeatable({ request, layout }: TrainingAnalysis): Fault | null {
  const { path, modelPath, testPath, holdout, holdoutBy = 'random' } = request;
  if (path === modelPath) return faults.noScriptOfModel();
  if (!isOfLines(layout)) return faults.noScriptWithoutLines();
  return testPath !== null || (holdoutBy !== 'last' && holdout === 0) ? faults.noScriptWithoutHoldOut() : null;
}

const isOfLines = (layout: FileLayout | null): boolean =>
  layout !== null && layout.columns !== null && layout.lines !== null;

function analysisTitle(analysis: Analysis): string {
  if (isComplex(analysis)) return 'a complex matrix';
  switch (analysis.kind) {
    case 'decompose':
      return methodTitles[analysis.method];
    case 'complete':
      return `${methodTitles[analysis.solver]} on known cells`;
    case 'reconstruct':
      return 'a product of factors';
    case 'train':
      return `${methodTitles[analysis.solver]} on ratings`;
  }
}
