import type { Progress } from '../protocol/control';
import { formatNumber } from '../protocol/numbers';

/** "Training: 40%, held-out RMSE 0.88". */
export function progressText({ phase, done, total, points }: Progress, paused: boolean): string {
  const what = paused
    ? 'Paused'
    : { reading: 'Reading', choosing: 'Choosing', starting: 'Starting Spark', training: 'Training' }[phase];
  const share = fractionDone({ done, total });
  const last = points.at(-1);
  const error = last?.holdoutRmse ?? null;
  return [
    share === null ? (paused ? what : `${what}…`) : `${what}: ${Math.floor(share * 100)}%`,
    ...(error === null
      ? []
      : [`held-out RMSE ${formatNumber(error, 3)}${last?.iteration === 0 ? ' by biases alone' : ''}`]),
  ].join(', ');
}

/** From 0 to 1; null where nobody knows how much there is to do. */
export function fractionDone({ done, total }: Pick<Progress, 'done' | 'total'>): number | null {
  return total === null || total <= 0 ? null : Math.min(1, done / total);
}
