import type { Control, Progress } from '../protocol/control';
import type { HistoryPoint } from '../protocol/results';

const millisecondsBetweenReports = 50;

/** Passes progress on in batches, so that thousands of quick steps cost few messages. */
export interface Reporter {
  step(done: number, point: HistoryPoint | null): void;
  flush(): void;
}

/** Reports steps of `total` in a phase at most every 50 ms; `flush` reports what is left. */
export function createReporter(control: Control, phase: Progress['phase'], total: number): Reporter {
  let points: HistoryPoint[] = [];
  let done = 0;
  let last = performance.now();
  const flush = (): void => {
    control.report({ phase, done, total, points });
    points = [];
    last = performance.now();
  };
  return {
    step: (now, point) => {
      done = now;
      if (point !== null) points.push(point);
      if (performance.now() - last >= millisecondsBetweenReports) flush();
    },
    flush,
  };
}
