import type { Observations } from '../matrix/observations';
import type { Control } from '../protocol/control';
import type { TriedSetting } from '../protocol/details';
import { methodTitles } from '../protocol/methods';
import type { CompleteRequest } from '../protocol/request';
import type { PointSolver } from './fit';
import type { Candidate } from './foldFits';
import { countLines } from './lines';
import { foldsWhileChoosing } from './pointFolds';
import { candidatesFor, chooseSettings } from './tuning';

interface ChosenCandidate {
  readonly choice: Candidate;
  /** What is chosen without looking at these of the held-out cells, which are then as good as new. */
  readonly choiceWithout: (fold: Uint32Array) => Candidate;
  readonly tried: readonly TriedSetting[];
  /** A sentence that says how. */
  readonly why: string;
}

/** Rank and λ as asked, or chosen on held-out cells. */
export function chooseCandidate(
  request: CompleteRequest,
  known: Observations,
  solver: PointSolver,
  control: Control,
): ChosenCandidate {
  const { rank, regularization, bias, weighted = false, seed } = request;
  if (rank !== 'auto' && regularization !== 'auto') {
    const choice = { rank, regularization, biasShare: 1 };
    const why = `${methodTitles[solver]} with rank ${rank} and λ = ${regularization}, as asked.`;
    return { choice, choiceWithout: () => choice, tried: [], why };
  }

  const lines = countLines(known);
  const highest = Math.max(1, Math.min(3, lines.rows - 1, lines.columns - 1));
  const ranks = rank === 'auto' ? Array.from({ length: highest }, (_, r) => r + 1) : [rank];
  const candidates = candidatesFor(
    known,
    ranks,
    regularization === 'auto' ? null : regularization,
    { bias, weighted },
    control,
  );
  const lambdas = candidates.map((candidate) => candidate.regularization);
  const { folds, errorName } = foldsWhileChoosing(known, seed);
  const chosen = chooseSettings(known, folds, candidates, { bias, weighted, seed }, control);
  return { ...chosen, why: explainChoice(request, solver, chosen, lambdas, errorName) };
}

function explainChoice(
  request: CompleteRequest,
  solver: PointSolver,
  { choice, tried }: ReturnType<typeof chooseSettings>,
  lambdas: readonly number[],
  errorName: string,
): string {
  const last = Math.max(...tried.map((one) => one.rank));
  const searched = [
    ...(request.rank === 'auto' ? [last === 1 ? 'rank 1' : `ranks 1 to ${last}`] : []),
    ...(request.regularization === 'auto' ? [`λ from ${Math.min(...lambdas)} to ${Math.max(...lambdas)}`] : []),
  ].join(' and ');
  const reason = choice.isLowest
    ? `had the lowest ${errorName}`
    : `is the simplest within one standard error of the lowest ${errorName}`;
  return `${methodTitles[solver]} with rank ${choice.rank} and λ = ${choice.regularization}, which ${reason} among ${searched}.`;
}
