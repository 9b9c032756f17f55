import type { Recommendations, Similar, ValuedItem } from '../protocol/recommendations';
import type { BrokenLines, Evaluation, OpenedModel, RankingEvaluation, TrainingAnalysis } from '../protocol/results';
import type { SearchedSetting, TrainingSearch } from '../protocol/trainingSearch';
import type { Json } from './json';

/** The JSON of the commands about ratings: a public interface, as in `json.ts`. */

export function trainingJson(analysis: TrainingAnalysis, recommendations: Recommendations | null): Json {
  const { heldOut } = analysis;
  return {
    ratings: analysis.ratings,
    rows: analysis.users,
    columns: analysis.items,
    solver: analysis.solver,
    rank: analysis.rank,
    regularization: analysis.regularization,
    threads: analysis.threads,
    ...(analysis.clusterRun === undefined ? {} : { spark: { ...analysis.clusterRun } }),
    secondsLoad: analysis.secondsLoad,
    secondsTrain: analysis.secondsTrain,
    history: analysis.history.map(({ iteration, objective, rmse, holdoutRmse }) => ({
      iteration,
      objective,
      train: rmse,
      holdout: holdoutRmse,
    })),
    test:
      heldOut === null
        ? null
        : {
            ratings: heldOut.cells,
            rmse: heldOut.rmse,
            mae: heldOut.mae,
            baselineRmse: heldOut.baselineRmse,
            coverage90: heldOut.coverage ?? null,
          },
    model: analysis.request.modelPath,
    duplicates: analysis.duplicates,
    broken: brokenJson(analysis.broken),
    ranking: rankingJson(analysis.ranking),
    search: searchJson(analysis.search ?? null),
    warnings: analysis.warnings,
    peakMemoryBytes: analysis.peakMemoryBytes,
    seed: analysis.seed,
    ...(recommendations === null ? {} : { recommendations: recommendationsJson(recommendations) }),
  };
}

/** The shape of `trainingJson`: nothing was trained, so the history is empty and took no time. */
export function evaluationJson(modelPath: string, model: OpenedModel, evaluation: Evaluation): Json {
  return {
    ratings: model.ratings,
    rows: model.users,
    columns: model.items,
    solver: model.solver,
    rank: model.rank,
    regularization: model.regularization,
    threads: 1,
    secondsLoad: model.seconds + evaluation.secondsLoad,
    secondsTrain: 0,
    history: [],
    test: {
      ratings: evaluation.ratings,
      rmse: evaluation.rmse,
      mae: evaluation.mae,
      baselineRmse: evaluation.baselineRmse,
      coverage90: null,
      unseenUsers: evaluation.unseenUsers,
      unseenItems: evaluation.unseenItems,
      unseenRatings: evaluation.unseenRatings,
      knownRatings: evaluation.knownRatings,
    },
    model: modelPath,
    duplicates: evaluation.duplicates,
    broken: brokenJson(evaluation.broken),
    ranking: rankingJson(evaluation.ranking),
    search: null,
    warnings: evaluation.warnings,
    peakMemoryBytes: evaluation.peakMemoryBytes,
    seed: model.seed,
  };
}

function searchJson(search: TrainingSearch | null): Json {
  if (search === null) return null;
  const settingJson = (one: SearchedSetting): Json => ({ ...one, errors: [...one.errors] });
  return {
    measure: search.measure,
    chosen: settingJson(search.chosen),
    rounds: search.rounds.map(({ iterations, settings }) => ({ iterations, settings: settings.map(settingJson) })),
    seconds: search.seconds,
  };
}

function brokenJson(broken: BrokenLines | undefined): Json {
  const first = (broken?.first ?? []).map(({ message, place }) => ({ line: place?.line ?? null, message }));
  return { lines: broken?.count ?? 0, first };
}

function rankingJson(ranking: RankingEvaluation | null | undefined): Json {
  if (ranking === null || ranking === undefined) return null;
  const both = ({ model, popularity }: Pick<RankingEvaluation, 'model' | 'popularity'>): Record<string, Json> => ({
    model: { ...model },
    popularity: { ...popularity },
  });
  return {
    top: ranking.top,
    relevantFrom: ranking.relevantFrom,
    users: ranking.users,
    ...both(ranking),
    groups: ranking.groups.map((one) => ({ least: one.least, most: one.most, users: one.users, ...both(one) })),
  };
}

const listed = ({ item, title, value }: ValuedItem): Record<string, Json> => ({ item, title, value });

export function recommendationsJson({ user, rated, ratings, items }: Recommendations): Json {
  return {
    user,
    rated,
    ratings: ratings.map(listed),
    items: items.map((one) => ({
      item: one.item,
      title: one.title,
      value: one.value,
      reasons: one.reasons.map(({ item, title, value, shift }) => ({ item, title, value, shift })),
    })),
  };
}

export function similarJson({ side, item, title, rated, atLeast, items }: Similar): Json {
  return side === 'item'
    ? { item, title, rated, atLeast, items: items.map((one) => ({ ...listed(one), rated: one.rated })) }
    : {
        user: item,
        rated,
        atLeast,
        users: items.map((one) => ({ user: one.item, value: one.value, rated: one.rated })),
      };
}
