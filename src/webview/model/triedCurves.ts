import { formatNumber } from '../../protocol/numbers';
import type { TriedSetting } from '../../protocol/details';
import type { CompletionAnalysis } from '../../protocol/results';
import type { CurveRule, CurveSeries } from '../elements/drawCurve';

/** What a choice of rank and λ looks like: a line for each rank over λ, or one line over the ranks where there is no λ. */
export interface TriedCurves {
  readonly label: string;
  readonly xLabel: string;
  readonly logarithmicX: boolean;
  readonly series: readonly CurveSeries[];
  readonly rules: readonly CurveRule[];
}

const colors = [
  '--negative',
  '--vscode-charts-green',
  '--vscode-charts-orange',
  '--vscode-charts-purple',
  '--positive',
];

export function triedCurves(analysis: CompletionAnalysis): TriedCurves {
  const { triedSettings } = analysis;
  const overRanks = triedSettings.every(({ regularization }) => regularization === null);
  const byDensity = triedSettings.every(({ logDensity }) => logDensity !== null);
  const best = bestOf(triedSettings);
  return {
    label: byDensity ? 'Mean log density of held-out cells' : 'Mean squared error at held-out cells',
    xLabel: overRanks ? 'rank' : 'λ',
    logarithmicX: !overRanks,
    series: overRanks ? [rankLine(triedSettings)] : lambdaLines(triedSettings),
    rules: [
      ...(best === null ? [] : [{ axis: 'y', at: scoreOf(best), title: byDensity ? 'highest' : 'lowest' } as const]),
      chosenRule(analysis),
    ],
  };
}

/** What the choice went by: the density, or the mean squared error. */
function scoreOf({ rmse, logDensity }: TriedSetting): number {
  return logDensity ?? rmse ** 2;
}

function bestOf(settings: readonly TriedSetting[]): TriedSetting | null {
  const loss = (one: TriedSetting): number => (one.logDensity === null ? one.rmse : -one.logDensity);
  return settings.reduce<TriedSetting | null>((best, one) => (best && loss(best) <= loss(one) ? best : one), null);
}

/** Whether a setting is the one that the result was fitted with. */
export function isChosen(one: TriedSetting, { rank, regularization, biasShare }: CompletionAnalysis): boolean {
  return one.rank === rank && one.regularization === regularization && one.biasShare === biasShare;
}

function chosenRule({ rank, regularization }: CompletionAnalysis): CurveRule {
  if (regularization === null) return { axis: 'x', at: rank, title: `chosen: rank ${rank}` };
  return { axis: 'x', at: regularization, title: `chosen: rank ${rank}, λ = ${formatNumber(regularization, 3)}` };
}

function rankLine(settings: readonly TriedSetting[]): CurveSeries {
  const points = settings.map((one) => ({ x: one.rank, y: scoreOf(one), error: one.standardError }));
  return { title: 'by rank', color: 'var(--negative)', dashes: null, dots: true, points };
}

/** One for each rank and share of λ that weighs on the biases; smaller shares are dashed. */
function lambdaLines(settings: readonly TriedSetting[]): CurveSeries[] {
  const ranks = [...new Set(settings.map(({ rank }) => rank))];
  const shares = [...new Set(settings.map(({ biasShare }) => biasShare))];
  return ranks.flatMap((rank, r) =>
    shares.map((share) => ({
      title: share === 1 ? `rank ${rank}` : `rank ${rank}, ${formatNumber(share)} λ on biases`,
      color: `var(${colors[r % colors.length]!})`,
      dashes: share === 1 ? null : '5 3',
      dots: true,
      points: settings
        .filter((one) => one.rank === rank && one.biasShare === share)
        .map((one) => ({ x: one.regularization ?? 0, y: scoreOf(one), error: one.standardError }))
        .sort((a, b) => a.x - b.x),
    })),
  );
}
