import { counted } from './quantities';
import type { Analysis } from './results';

/** Why the iteration ended, in words. */
export function stopSentence(analysis: Analysis): string {
  const iterations = counted(analysis.history.at(-1)?.iteration ?? 0, 'iteration');
  switch (analysis.stop) {
    case 'direct':
      return 'Computed directly, without iterating.';
    case 'tolerance':
      // A sampler does not come to rest: its draws go on, and the mean over them settles.
      if (analysis.kind === 'complete' && analysis.solver === 'bayes')
        return `Stopped after ${iterations}: further draws would hardly move the predictions.`;
      return `Stopped after ${iterations}: a further step changes less than the tolerance.`;
    case 'iterations':
      return `Stopped at its limit of ${iterations}.`;
    case 'stalled':
      return `Stopped after ${iterations}: rounding leaves nothing more to gain.`;
    case 'time':
      return `Stopped after ${iterations}: its time was over.`;
    case 'held-out':
      return `Stopped after ${iterations}: the error on held-out ratings rose. The model is the one before it did.`;
    case 'interrupted':
      return `Interrupted after ${iterations}. ${whatIsKept(analysis)}`;
  }
}

/** Of work that was asked to end with what it had. */
function whatIsKept(analysis: Analysis): string {
  switch (analysis.kind) {
    case 'train':
      return 'The model is the best until then.';
    case 'complete':
      return analysis.solver === 'bayes'
        ? 'The predictions are the mean over the draws until then.'
        : 'The model is that of the last one.';
    case 'decompose':
    case 'reconstruct':
      return 'The factors are the best until then.';
  }
}
