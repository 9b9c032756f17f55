import type { Progress } from '../protocol/control';
import { createPace } from '../protocol/pace';

const words: Readonly<Record<Progress['phase'], string>> = {
  reading: 'Reading',
  choosing: 'Choosing rank and regularization',
  starting: 'Starting Spark',
  training: 'Training',
};

/** Characters of the bar. */
const barLength = 24;

/** One line of progress on standard error: a bar that is drawn again where that is a terminal, else a line per tenth of the way. */
export interface StatusLine {
  readonly show: (progress: Progress) => void;
  readonly clear: () => void;
}

export function createStatusLine(silent: boolean): StatusLine {
  const { stderr } = process;
  if (silent) return { show: () => undefined, clear: () => undefined };
  const pace = createPace();
  let drawn = false;
  let lastStep = '';
  const show = (progress: Progress): void => {
    const share = progress.total === null || progress.total === 0 ? null : progress.done / progress.total;
    const rate = pace(progress);
    if (stderr.isTTY) {
      stderr.write(`\r\x1b[K${describe(progress, share, stderr.columns, rate)}`);
      drawn = true;
      return;
    }
    const step = `${progress.phase} ${share === null ? '' : Math.floor(share * 10)}`;
    if (step === lastStep) return;
    lastStep = step;
    stderr.write(`${describe(progress, share, null, rate)}\n`);
  };
  const clear = (): void => {
    if (drawn) stderr.write('\r\x1b[K');
    drawn = false;
  };
  return { show, clear };
}

/** "Training [#####-----] 50%, held-out RMSE 0.8812". `width`: columns of the terminal; null for no bar and no limit. */
export function describe(
  progress: Progress,
  share: number | null,
  width: number | null,
  pace: string | null = null,
): string {
  const point = progress.points.at(-1);
  const detail =
    point === undefined
      ? ''
      : point.holdoutRmse !== null
        ? `, held-out RMSE ${point.holdoutRmse.toFixed(4)}${point.iteration === 0 ? ' by biases alone' : ''}`
        : `, objective ${point.objective.toPrecision(4)}`;
  const what = words[progress.phase];
  const rest = pace === null ? detail : `${detail}, ${pace}`;
  if (share === null) return what + rest;
  const percent = `${Math.round(share * 100)}%`;
  if (width === null) return `${what} ${percent}${rest}`;
  const done = Math.round(Math.min(share, 1) * barLength);
  const line = `${what} [${'#'.repeat(done)}${'-'.repeat(barLength - done)}] ${percent}${rest}`;
  // A longer line would wrap, and be left behind when it is drawn again.
  return line.slice(0, Math.max(width - 1, 0));
}
