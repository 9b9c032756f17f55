import {
  alikeLead,
  reasonsText,
  type Recommendation,
  type Recommendations,
  type Similar,
  type ValuedItem,
} from '../protocol/recommendations';
import type { BrokenLines, Evaluation, OpenedModel, RankingEvaluation, TrainingAnalysis } from '../protocol/results';
import { methodTitle } from '../protocol/analyses';
import { skippedLineMessages } from '../protocol/brokenLines';
import { atEachStep } from '../protocol/history';
import { methodTitles } from '../protocol/methods';
import { formatNumber } from '../protocol/numbers';
import { counted, formatCount } from '../protocol/quantities';
import { rankingTable } from '../protocol/rankingTable';
import { searchTable, type TrainingSearch } from '../protocol/trainingSearch';
import { stopSentence } from '../protocol/stop';
import { errorsText, heldOutText, table, warningsText } from './text';

/** Results about ratings as a person reads them in a terminal. */

export function trainingText(analysis: TrainingAnalysis, recommendations: Recommendations | null): string {
  return [
    `${methodTitle(analysis)}: ${counted(analysis.ratings, 'rating')} by ${counted(analysis.users, 'user')} of ${counted(analysis.items, 'item')}`,
    analysis.why,
    '',
    ...searchText(analysis.search ?? null),
    table(curveOf(analysis)),
    stopSentence(analysis),
    '',
    ...heldOutText(analysis.heldOut, 'train'),
    ...rankingText(analysis.ranking),
    ...warningsText(analysis),
    ...brokenText(analysis.broken),
    ...(analysis.request.modelPath === null ? [] : [`The model is in ${analysis.request.modelPath}.`]),
    `Read in ${analysis.secondsLoad.toFixed(2)} s${readAs(analysis)}, trained in ${analysis.secondsTrain.toFixed(2)} s ${trainedBy(analysis)}.`,
    ...(recommendations === null ? [] : ['', recommendationsText(recommendations)]),
  ].join('\n');
}

/** The columns as `--columns` says them, where they were not asked for. */
function readAs({ layout, request }: TrainingAnalysis): string {
  const columns = layout?.columns ?? null;
  if (columns === null || (request.columns ?? null) !== null) return '';
  const written = (['user', 'item', 'rating', 'time'] as const).filter((what) => columns[what] !== -1);
  const last = Math.max(...written.map((what) => columns[what]));
  const names = Array.from({ length: last + 1 }, (_, c) => written.find((what) => columns[what] === c) ?? '-');
  return ` with the columns ${names.join(',')}`;
}

function trainedBy({ threads, clusterRun }: TrainingAnalysis): string {
  if (clusterRun === undefined) return `with ${counted(threads ?? 1, 'thread')}`;
  const { version, master, seconds } = clusterRun;
  return `on Spark ${version} at ${master}, whose least squares took ${seconds.toFixed(2)} s`;
}

/** The errors on the way, or the objective where there are no ratings to predict. */
function curveOf({ history }: TrainingAnalysis): string[][] {
  const points = atEachStep(history, Math.max(1, Math.ceil(history.length / 10)));
  if (points.every(({ rmse }) => rmse === null))
    return [
      ['iteration', 'objective'],
      ...points.map(({ iteration, objective }) => [String(iteration), formatNumber(objective)]),
    ];
  const isHeldOut = points.some(({ holdoutRmse }) => holdoutRmse !== null);
  return [
    ['iteration', 'train RMSE', ...(isHeldOut ? ['held-out RMSE'] : [])],
    ...points.map(({ iteration, rmse, holdoutRmse }) => [
      String(iteration),
      rmse?.toFixed(4) ?? '',
      ...(isHeldOut ? [holdoutRmse?.toFixed(4) ?? ''] : []),
    ]),
  ];
}

export function evaluationText(model: OpenedModel, file: string, evaluation: Evaluation): string {
  return [
    `${methodTitles[model.solver]}, rank ${model.rank}, trained on ${counted(model.ratings, 'rating')} by ` +
      `${counted(model.users, 'user')} of ${counted(model.items, 'item')}`,
    `Error on ${file} (${counted(evaluation.ratings, 'rating')}): ${errorsText(evaluation)}` +
      (model.solver === 'implicit-als'
        ? '.'
        : `; user and item biases alone: RMSE ${formatNumber(evaluation.baselineRmse)}.`),
    ...rankingText(evaluation.ranking),
    ...warningsText(evaluation),
    ...brokenText(evaluation.broken),
  ].join('\n');
}

/** What was tried for rank and λ, the best first. */
function searchText(search: TrainingSearch | null): string[] {
  if (search === null) return [];
  const { head, rows } = searchTable(search);
  return [`Rank and regularization, searched for in ${search.seconds.toFixed(2)} s:`, table([head, ...rows]), ''];
}

function brokenText(broken: BrokenLines | undefined): string[] {
  const lines = skippedLineMessages(broken);
  return lines.length === 0
    ? []
    : [`Lines skipped: ${formatCount(broken?.count ?? 0)}`, ...lines.map((line) => `  ${line}`)];
}

/** The lists of the model beside those of the most rated items. */
function rankingText(ranking: RankingEvaluation | null | undefined): string[] {
  if (ranking === null || ranking === undefined) return [];
  const { lead, head, rows } = rankingTable(ranking);
  return [`${lead}:`, table([[...head], ...rows.map((row) => [...row])])];
}

const listed = ({ item, title, value }: ValuedItem): string => `  ${value.toFixed(2).padStart(6)}  ${title ?? item}`;

export function recommendationsText({ user, rated, items }: Recommendations): string {
  const first =
    user === null
      ? `For someone new with ${counted(rated, 'rating')}; what they have rated is left out.`
      : `For user ${user}: ${counted(rated, 'rating')} trained on; what they have rated is left out.`;
  if (items.length === 0) return `${first}\nThat is every item, so there is none to recommend.`;
  return [first, ...items.flatMap((item) => [listed(item), ...reasons(item)])].join('\n');
}

/** What speaks for it and what against, of their own ratings. */
function reasons({ reasons: all }: Recommendation): string[] {
  if (all.length === 0) return [];
  return [`          by ${reasonsText(all)}`];
}

export function similarText(found: Similar): string {
  const ratings = found.items.map(({ rated }) => counted(rated, 'rating'));
  const width = Math.max(...ratings.map((text) => text.length));
  const line = ({ item, title, value }: ValuedItem, i: number): string =>
    `  ${value.toFixed(2).padStart(6)}  ${ratings[i]!.padStart(width)}  ${title ?? item}`;
  return [`${alikeLead(found)}${found.items.length === 0 ? '.' : ':'}`, ...found.items.map(line)].join('\n');
}
