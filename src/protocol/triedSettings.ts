import { formatNumber } from './numbers';
import type { TriedSetting } from './details';

/** The best setting of each rank that was tried, by ascending rank: by density where the choice went by it, else by error. */
export function bestByRank(tried: readonly TriedSetting[]): readonly TriedSetting[] {
  const best = new Map<number, TriedSetting>();
  for (const setting of tried) {
    const before = best.get(setting.rank);
    if (before === undefined || isBetter(setting, before)) best.set(setting.rank, setting);
  }
  return [...best.values()].sort((a, b) => a.rank - b.rank);
}

function isBetter(a: TriedSetting, b: TriedSetting): boolean {
  return a.logDensity === null || b.logDensity === null ? a.rmse < b.rmse : a.logDensity > b.logDensity;
}

/** "Held-out cells by rank: 1: RMSE 2.1 (λ = 0.3); 2: RMSE 2.3 (λ = 1)."; null where there was nothing to choose from. */
export function triedText(tried: readonly TriedSetting[]): string | null {
  if (tried.length < 2) return null;
  const all = bestByRank(tried).map(({ rank, rmse, regularization, logDensity }) => {
    const lambda = regularization === null ? '' : ` (λ = ${formatNumber(regularization, 3)})`;
    const density = logDensity === null ? '' : `, log density ${formatNumber(logDensity, 3)}`;
    return `${rank}: RMSE ${formatNumber(rmse, 3)}${lambda}${density}`;
  });
  return `Held-out cells by rank: ${all.join('; ')}.`;
}
