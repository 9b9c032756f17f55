import type { Biases } from '../protocol/methods';
import { faults } from '../matrix/faults';
import { startTimer, type Control } from '../protocol/control';
import type { StepRule } from '../protocol/methods';
import type { BiasedFactors, HistoryPoint, StopReason } from '../protocol/results';

/** How far and how fast to fit. */
export interface FitOptions {
  /** k; 0 with biases is the model of biases alone. */
  readonly rank: number;
  /** λ of the objective, in the units of the cells. */
  readonly regularization: number;
  /** The share of λ that weighs on the biases. 1 unless given. */
  readonly biasShare?: number;
  /** Whether λ counts once for each known cell of a row, or of a column; least squares alone looks at it. */
  readonly weighted?: boolean;
  /** Stochastic gradient descent alone looks at it; plain unless given. */
  readonly stepRule?: StepRule;
  readonly bias: Biases;
  /** Null takes the solver's default; least squares has none. */
  readonly learningRate: number | null;
  readonly iterations: number;
  /** Stop when the objective changes by less than this share of itself. */
  readonly tolerance: number;
  readonly seed: number;
}

/**
 * What every solver is given beside the known cells, which are centred and of unit spread. Its objective is
 * Σ (z − ẑ)² + λ (β (‖b‖² + ‖c‖²) + ‖U‖² + ‖V‖²), with β the share of λ that weighs on the biases.
 */
export interface SolverOptions extends FitOptions {
  /** Where to start; null starts at small random factors. */
  readonly start: BiasedFactors | null;
  readonly control: Control;
  /** Called after every iteration or epoch, and once before the first. */
  readonly onStep: ((model: BiasedFactors, point: HistoryPoint) => void) | null;
  /** Why to end after this iteration with what there is; left out: for nothing. */
  readonly ending?: Ending;
}

/** Why work is to end with what it has; null where it may go on. */
export type Ending = () => Extract<StopReason, 'interrupted' | 'time'> | null;

/** Work ends where a person asks for it, and after so many seconds from now on, pauses left out; null: however long it takes. */
export function createEnding(control: Control, seconds: number | null): Ending {
  const elapsed = startTimer(control);
  return () => {
    if (control.isFinishing?.() === true) return 'interrupted';
    return seconds !== null && elapsed() > seconds ? 'time' : null;
  };
}

/** Whether an iteration ended by its `Ending`, before it had used up what it was given or had nothing more to gain. */
export function endedEarly(stop: StopReason): boolean {
  return stop === 'interrupted' || stop === 'time';
}

export interface Fit {
  readonly model: BiasedFactors;
  readonly stop: StopReason;
}

/**
 * Decides when an iteration ends: it has nothing more to gain after `patience` changes in a row below the tolerance, or
 * is to end with what it has, which it does not before its second objective.
 */
export function createStopRule(
  { tolerance, ending = () => null }: Pick<SolverOptions, 'tolerance' | 'ending'>,
  patience: number,
): (objective: number) => StopReason | null {
  let previous = Number.POSITIVE_INFINITY;
  let calm = 0;
  return (objective) => {
    const isFirst = previous === Number.POSITIVE_INFINITY;
    const change = Math.abs(previous - objective) / Math.max(objective, Number.MIN_VALUE);
    previous = objective;
    calm = objective === 0 || change <= tolerance ? calm + 1 : 0;
    if (calm < patience) return isFirst ? null : ending();
    return objective > 0 && change <= 4 * Number.EPSILON ? 'stalled' : 'tolerance';
  };
}

/** Throws the `diverged` fault when the objective has left all bounds. */
export function checkDivergence(title: string, learningRate: number, objective: number, first: number): void {
  if (!(objective <= 1e6 * Math.max(first, 1))) throw faults.diverged(title, learningRate);
}

/** Multiplications between two looks at whether the work was cancelled: about a millisecond. */
export const checkpointWork = 1_000_000;
