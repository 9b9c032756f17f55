import type { Observations } from '../../matrix/observations';
import type { Control } from '../../protocol/control';
import { methodTitles } from '../../protocol/methods';
import { recordFrames } from '../../protocol/frames';
import type { CompleteRequest } from '../../protocol/request';
import type { BiasedFactors } from '../../protocol/results';
import { sidesOf } from '../biases';
import { canonical } from '../canonical';
import type { Estimate } from '../estimate';
import { createFolds, type Folds } from '../folds';
import { createHistory } from '../history';
import { countLines } from '../lines';
import { fittedPenalty, transposedModel } from '../lineSystem';
import { createReporter } from '../progress';
import { createEnding } from '../solver';
import { mergeAbsent, spreadModel, type Merged } from './absent';
import { chooseRank, type RankChoice } from './chooseRank';
import { everyCell, samplePosterior, type Posterior } from './posterior';
import { intervalLevels, usualLevel } from '../../protocol/intervals';

/** Ranks that are tried in turn. The hyperprior damps factors that are not needed, so they need not lie close. */
export const ladder = [1, 2, 3, 4, 6, 8, 12, 16] as const;

/** Sweeps: as many as about this much work allows, within these bounds. */
const work = 1.2e7;
const fewestSweeps = 100;
const mostSweeps = 600;

/** The Monte Carlo error of a prediction, as a share of its predictive deviation, that ends the sampling. */
const tolerance = 0.05;

/** Up to so many known cells each is held out alone; beyond the second number a single fifth is. */
const leaveOneOutLimit = 8;
const singleFold = 1500;

/** Shares of the sweeps, over all folds of a rank: all choosing takes about as long as the sampling itself. */
const choosingShare = 0.6;
const fewestChoosingSweeps = 40;

/** Completes by the posterior of the model, of the rank that is asked or else has the highest predictive density. */
export function bayesEstimate(request: CompleteRequest, all: Observations, control: Control): Estimate {
  const merged = mergeAbsent(all);
  const folds = foldsWhileChoosing(merged.known.values.length, request.seed);
  const chosen = chooseAmong(request, merged.known, folds, control);
  const sampled = sampleShown(request, merged, chosen, control);
  const { posterior, model } = sampled;
  const sides = sidesOf(request.bias);

  return {
    solver: 'bayes',
    rank: chosen.rank,
    regularization: null,
    biasShare: 1,
    bias: request.bias,
    model,
    intervals: (row, column) => {
      const { lower, upper } = posterior.ends(merged.rowAt[row]! * merged.known.columns + merged.columnAt[column]!);
      return intervalLevels.map((level, at) => ({ level, lower: lower[at]!, upper: upper[at]! }));
    },
    knowsLines: true,
    intervalMethod: 'posterior',
    penalties: {
      row: fittedPenalty(model, sides.row, posterior.noise),
      column: fittedPenalty(transposedModel(model), sides.column, posterior.noise),
    },
    folds,
    residuals: chosen.residuals,
    coverage: chosen.coverage[intervalLevels.indexOf(request.interval ?? usualLevel)]!,
    tried: request.rank === 'auto' ? chosen.tried : [],
    why: explainChoice(request, chosen, folds, posterior.sweeps),
    history: sampled.history,
    frames: sampled.frames,
    objectiveFormula: 'Σ (r − r̂)² of each draw',
    stop: posterior.stop,
    iterations: sampled.sweeps,
  };
}

/** As many sweeps of a rank as the work allows. */
function sweepsFor(known: Observations, rank: number): number {
  const perSweep = (known.values.length + known.rows + known.columns) * (rank + 1) ** 2;
  return Math.round(Math.min(mostSweeps, Math.max(fewestSweeps, work / perSweep)));
}

/** The rank that is asked, or the best of the ladder on the cells of the folds. */
function chooseAmong(request: CompleteRequest, known: Observations, folds: Folds, control: Control): RankChoice {
  const lines = countLines(known);
  const highest = Math.max(1, Math.min(lines.rows, lines.columns) - 1);
  const ranks = request.rank === 'auto' ? ladder.filter((rank) => rank <= highest) : [request.rank];
  const share = choosingShare / folds.groups.length;
  return chooseRank(known, folds, ranks, {
    bias: request.bias,
    sweeps: (rank) => Math.max(fewestChoosingSweeps, Math.round(share * sweepsFor(known, rank))),
    seed: request.seed,
    control,
  });
}

interface Sampled extends Pick<Estimate, 'model' | 'history' | 'frames'> {
  readonly posterior: Posterior;
  /** The sweeps that it was allowed. */
  readonly sweeps: number;
}

/** The sampling that is shown, from the chain of the choice on: its progress told and, where asked, its frames kept. */
function sampleShown(request: CompleteRequest, merged: Merged, { rank, chain }: RankChoice, control: Control): Sampled {
  const { known, rowAt, columnAt } = merged;
  const sweeps = request.iterations ?? sweepsFor(known, rank);
  const history = createHistory();
  const reporter = createReporter(control, 'training', sweeps);
  const numbers = (rowAt.length + columnAt.length) * (rank + 1);
  const frames = recordFrames<BiasedFactors>(request.frames ?? false, sweeps, numbers);
  const posterior = samplePosterior(known, everyCell(known.rows, known.columns), {
    rank,
    bias: request.bias,
    sweeps,
    tolerance: request.iterations === null ? tolerance : 0,
    seed: request.seed,
    control,
    ending: createEnding(control, request.seconds ?? null),
    start: chain,
    onSweep: (point, draw) => {
      history.add(point);
      frames.offer(point.iteration, point.objective, () => canonical(spreadModel(draw(), merged)));
      reporter.step(point.iteration, point);
    },
  });
  reporter.flush();
  return {
    posterior,
    model: spreadModel(posterior.model(), merged),
    history: history.points(),
    frames: frames.kept,
    sweeps,
  };
}

function foldsWhileChoosing(cells: number, seed: number): Folds {
  const folds = createFolds(cells, leaveOneOutLimit, seed);
  return cells <= singleFold ? folds : { ...folds, groups: folds.groups.slice(0, 1) };
}

function explainChoice(
  request: CompleteRequest,
  { rank, tried }: Pick<RankChoice, 'rank' | 'tried'>,
  folds: Folds,
  sweeps: number,
): string {
  const title = methodTitles.bayes;
  const averaged = `the mean over the draws of ${sweeps} sweeps, which weighs every model by how well it explains the known cells`;
  if (request.rank !== 'auto') return `${title} with rank ${rank}, as asked: ${averaged}.`;
  if (tried.length === 1) return `${title} with rank ${rank}, the only one there is to try: ${averaged}.`;
  const where = folds.method === 'leave-one-out' ? 'cells left out one by one' : 'held-out cells';
  return `${title} with rank ${rank}, under which ${where} were most probable among ranks ${tried[0]!.rank} to ${tried.at(-1)!.rank}: ${averaged}.`;
}
