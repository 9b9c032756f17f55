import type { Progress } from '../protocol/control';

const words: Readonly<Record<Progress['phase'], string>> = {
  reading: 'Reading',
  choosing: 'Choosing rank and regularization',
  training: 'Training',
};

/** One line of progress on standard error: redrawn where that is a terminal, else a line per tenth of the way. */
export interface StatusLine {
  readonly show: (progress: Progress) => void;
  readonly clear: () => void;
}

export function createStatusLine(silent: boolean): StatusLine {
  const { stderr } = process;
  if (silent) return { show: () => undefined, clear: () => undefined };
  let drawn = false;
  let lastStep = '';
  const show = (progress: Progress): void => {
    const share = progress.total === null || progress.total === 0 ? null : progress.done / progress.total;
    if (stderr.isTTY) {
      stderr.write(`\r\x1b[K${describe(progress, share)}`);
      drawn = true;
      return;
    }
    const step = `${progress.phase} ${share === null ? '' : Math.floor(share * 10)}`;
    if (step === lastStep) return;
    lastStep = step;
    stderr.write(`${describe(progress, share)}\n`);
  };
  const clear = (): void => {
    if (drawn) stderr.write('\r\x1b[K');
    drawn = false;
  };
  return { show, clear };
}

function describe(progress: Progress, share: number | null): string {
  const point = progress.points.at(-1);
  const detail =
    point === undefined
      ? ''
      : point.holdoutRmse !== null
        ? `, held-out RMSE ${point.holdoutRmse.toFixed(4)}`
        : `, objective ${point.objective.toPrecision(4)}`;
  return `${words[progress.phase]}${share === null ? '' : ` ${Math.round(share * 100)}%`}${detail}`;
}
