import type { Control } from '../protocol/control';
import type { HistoryPoint } from '../protocol/results';

/** The longest curve that is kept. */
const maximumPoints = 5000;
/** Milliseconds between two reports. */
const reportEvery = 50;

/**
 * Keeps the curve of an iteration whose objective is a mean squared error, and reports it in batches. Every
 * iteration is a point up to 5000 of them; beyond, points are evenly spaced, with the first and the last among them.
 */
export class CurveRecorder {
  readonly points: HistoryPoint[] = [];
  private readonly stride: number;
  private reported = 0;
  private reportedAt = performance.now();
  private latest: HistoryPoint | null = null;

  constructor(
    private readonly total: number,
    private readonly control: Control,
  ) {
    this.stride = total <= maximumPoints ? 1 : Math.ceil(total / (maximumPoints - 2));
  }

  add(iteration: number, objective: number): void {
    // The objective is the mean squared error itself: its root would draw the same curve twice.
    this.latest = { iteration, objective, rmse: null, holdoutRmse: null };
    if (iteration === 1 || iteration % this.stride === 0) this.points.push(this.latest);
    if (performance.now() - this.reportedAt >= reportEvery) this.report();
  }

  /** Adds the last point if it was left out, and reports what is left. */
  finish(): void {
    if (this.latest !== null && this.points.at(-1) !== this.latest) this.points.push(this.latest);
    this.report();
  }

  private report(): void {
    this.control.report({
      phase: 'training',
      done: this.latest?.iteration ?? 0,
      total: this.total,
      points: this.points.slice(this.reported),
    });
    this.reported = this.points.length;
    this.reportedAt = performance.now();
  }
}
