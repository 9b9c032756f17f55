import { isOpenedModel, originalOf } from '../protocol/analyses';
import { methodTitles } from '../protocol/methods';
import type { RunSettings, SessionRun } from '../protocol/panel';
import type { Analysis, HistoryPoint } from '../protocol/results';
import type { OpenedModels } from './openedModels';
import { sameMatrix } from './sameMatrix';
import { questionText } from './sameQuestion';
import type { Result, Store } from './store';

/** All that a run can be of. */
export interface Results {
  readonly store: Store;
  readonly opened: OpenedModels;
}

/** The runs on the data of a result, among all results and all models that are open. */
export function runsBeside({ store, opened }: Results, shown: Result): readonly SessionRun[] {
  return sessionRuns([...store.all(), ...opened.all()], shown);
}

/** The points of a run; none where it is gone. */
export function historyOf({ store, opened }: Results, id: number): readonly HistoryPoint[] {
  return (store.get(id) ?? opened.get(id))?.analysis.history ?? [];
}

/**
 * The runs of iterations on the same data as that of a result, itself among them, the oldest first. A model that is open in
 * two editors is one run.
 */
export function sessionRuns(results: readonly Result[], shown: Result): readonly SessionRun[] {
  const runs = results
    .filter((result) => result.analysis.history.length > 1 && isOfSameData(result, shown))
    .map(runOf)
    .sort((a, b) => a.entry - b.entry);
  const asShown = runs.find(({ entry }) => entry === shown.id)?.question;
  return runs.filter(({ entry, question }, i) =>
    question === asShown ? entry === shown.id : runs.findIndex((run) => run.question === question) === i,
  );
}

/** Whether two results are of the same ratings, or of one matrix whose cells have stayed the same. */
function isOfSameData(a: Result, b: Result): boolean {
  if (a.analysis.kind === 'train' && b.analysis.kind === 'train') {
    const [one, other] = [a.analysis.fileSha256, b.analysis.fileSha256];
    return one === undefined || other === undefined ? a.source.uri === b.source.uri : one === other;
  }
  if (a.source.uri !== b.source.uri) return false;
  const [one, other] = [originalOf(a.analysis), originalOf(b.analysis)];
  return a.source.title === b.source.title && one !== null && other !== null && sameMatrix(one, other);
}

function runOf({ id, source, analysis }: Result): SessionRun {
  return {
    entry: id,
    question: questionText(analysis),
    method: runMethod(analysis),
    ...settingsOf(analysis),
    ...(isOpenedModel(analysis) ? { model: source.title } : {}),
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
