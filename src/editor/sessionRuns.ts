import { originalOf } from '../protocol/analyses';
import { methodTitles } from '../protocol/methods';
import type { RunSettings, SessionRun } from '../protocol/panel';
import type { Analysis } from '../protocol/results';
import { sameMatrix } from './sameMatrix';
import { questionText } from './sameQuestion';
import type { Entry } from './store';

/** The runs of iterations on the same data as that of a result, itself among them, the oldest first. */
export function sessionRuns(entries: readonly Entry[], shown: Entry): readonly SessionRun[] {
  return entries
    .filter((entry) => entry.analysis.history.length > 1 && isOfSameData(entry, shown))
    .map(runOf)
    .sort((a, b) => a.entry - b.entry);
}

/** Whether two results are of one ratings file, or of one matrix whose cells have stayed the same. */
function isOfSameData(a: Entry, b: Entry): boolean {
  if (a.source.uri !== b.source.uri) return false;
  if (a.analysis.kind === 'train' || b.analysis.kind === 'train') return a.analysis.kind === b.analysis.kind;
  const [one, other] = [originalOf(a.analysis), originalOf(b.analysis)];
  return a.source.title === b.source.title && one !== null && other !== null && sameMatrix(one, other);
}

function runOf({ id, analysis }: Entry): SessionRun {
  return {
    entry: id,
    question: questionText(analysis),
    method: runMethod(analysis),
    ...settingsOf(analysis),
    objectiveFormula: analysis.objectiveFormula,
    last: analysis.history.at(-1)!,
  };
}

function runMethod(analysis: Analysis): string {
  switch (analysis.kind) {
    case 'decompose':
      return methodTitles[analysis.method];
    case 'complete':
    case 'train':
      return methodTitles[analysis.solver];
    case 'reconstruct':
      return 'Product of given factors';
  }
}

function settingsOf(analysis: Analysis): RunSettings {
  const { seed } = analysis;
  switch (analysis.kind) {
    case 'decompose': {
      const { rank, learningRate } = analysis.request;
      return { rank: rank ?? analysis.factors[0]?.columns ?? null, regularization: null, learningRate, seed };
    }
    case 'complete':
    case 'train': {
      const { rank, regularization, request } = analysis;
      return { rank, regularization, learningRate: request.learningRate, seed };
    }
    case 'reconstruct':
      return { rank: analysis.rank, regularization: null, learningRate: null, seed };
  }
}
