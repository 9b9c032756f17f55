import type { Observations } from '../matrix/observations';
import type { Control } from '../protocol/control';
import { fitFold, modelsOf, type FoldFits, type FoldJob } from './foldFits';
import type { Folds } from './folds';
import { createReporter } from './progress';

/** Where the threads that a job is spread over can write. */
const sharedDoubles = (count: number): Float64Array =>
  new Float64Array(
    typeof SharedArrayBuffer === 'undefined' ? new ArrayBuffer(8 * count) : new SharedArrayBuffer(8 * count),
  );

/**
 * Residuals of every model at every held-out cell, for each division into folds: residuals[division][model][t] belongs to
 * known cell t, and is NaN where no fold held it out. Folds are fitted on the threads that `control` has, and do not
 * depend on which of them does. Throws the faults of the solvers, of the first fold that fails, and when cancelled.
 */
export function crossValidate(
  known: Observations,
  divisions: readonly Pick<Folds, 'groups'>[],
  fits: FoldFits,
  control: Control,
): readonly (readonly Float64Array[])[] {
  const models = modelsOf(fits);
  const residuals = Array.from({ length: divisions.length * models }, () =>
    sharedDoubles(known.values.length).fill(Number.NaN),
  );
  const folds = divisions.flatMap(({ groups }) => groups);
  const rowOf = divisions.flatMap(({ groups }, division) => groups.map(() => division * models));
  const job: FoldJob = { known, folds, fits, residuals, rowOf };
  const reporter = createReporter(control, 'choosing', folds.length);
  const fitOne = (fold: number): void => fitFold(job, fold, control);
  const onSettled = (count: number): void => reporter.step(count, null);
  if (control.spread === undefined)
    for (const fold of folds.keys()) {
      fitOne(fold);
      onSettled(fold + 1);
    }
  else control.spread({ job, parts: folds.length, own: fitOne, onSettled });
  return divisions.map((_, division) => residuals.slice(division * models, (division + 1) * models));
}
