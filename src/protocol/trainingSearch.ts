import { formatNumber } from './numbers';

/** A rank and λ, and what they came to on the folds of a round. */
export interface SearchedSetting {
  readonly rank: number;
  /** Null for solvers that have none. */
  readonly regularization: number | null;
  /** Of each fold that was held out. */
  readonly errors: readonly number[];
}

/** Trainings of one length; the best settings of a round are in the next, the best first. */
export interface SearchRound {
  readonly iterations: number;
  readonly settings: readonly SearchedSetting[];
}

/** How rank and λ were searched for. */
export interface TrainingSearch {
  /** What `errors` are: "RMSE". */
  readonly measure: string;
  readonly rounds: readonly SearchRound[];
  /** The setting of the last round that was taken. */
  readonly chosen: SearchedSetting;
  readonly seconds: number;
}

/** The mean of a setting's errors over the folds, in their measure; each setting has at least one. */
export const meanError = ({ errors }: Pick<SearchedSetting, 'errors'>): number =>
  errors.reduce((sum, error) => sum + error, 0) / errors.length;

/** The standard error of `meanError`, s / √folds; null of a single fold. */
export function standardError(setting: SearchedSetting): number | null {
  const { errors } = setting;
  if (errors.length < 2) return null;
  const mean = meanError(setting);
  const squares = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0);
  return Math.sqrt(squares / (errors.length - 1) / errors.length);
}

/** Whether two settings that were tried have the same rank and λ. */
export function isSameSetting(a: SearchedSetting, b: SearchedSetting): boolean {
  return a.rank === b.rank && a.regularization === b.regularization;
}

/** One line for each setting: rank, λ, the error in each round that it was in, and whether it was taken. */
export function searchTable({ measure, rounds, chosen }: TrainingSearch): { head: string[]; rows: string[][] } {
  const [first] = rounds;
  const hasLambda = chosen.regularization !== null;
  const written = (setting: SearchedSetting | undefined): string => {
    if (setting === undefined) return '';
    const error = standardError(setting);
    return meanError(setting).toFixed(4) + (error === null ? '' : ` ± ${error.toFixed(4)}`);
  };
  const place = (one: SearchedSetting): number[] =>
    rounds.toReversed().map(({ settings }) => {
      const at = settings.findIndex((other) => isSameSetting(one, other));
      return at === -1 ? settings.length : at;
    });
  const compare = (a: readonly number[], b: readonly number[]): number =>
    a.map((at, r) => at - b[r]!).find((difference) => difference !== 0) ?? 0;
  const settings = [...(first?.settings ?? [])].sort((a, b) => compare(place(a), place(b)));
  return {
    head: [
      'rank',
      ...(hasLambda ? ['λ'] : []),
      ...rounds.map(
        ({ iterations, settings: [one] }) =>
          `${measure}, ${iterations} ${iterations === 1 ? 'iteration' : 'iterations'}, ${one?.errors.length ?? 0} of 5 parts`,
      ),
      '',
    ],
    rows: settings.map((one) => [
      String(one.rank),
      ...(one.regularization === null ? [] : [formatNumber(one.regularization)]),
      ...rounds.map((round) => written(round.settings.find((other) => isSameSetting(one, other)))),
      isSameSetting(one, chosen) ? 'taken' : '',
    ]),
  };
}
