import type { CompleteRequest, TrainRequest } from '../protocol/request';
import type { Analysis } from '../protocol/results';

/**
 * Whether two results answer one question about their cells: by the same method, chosen or automatic, with the same
 * rank, regularization, seed and whatever else was asked.
 */
export function sameQuestion(a: Analysis, b: Analysis): boolean {
  return questionText(a) === questionText(b);
}

/** What a result answers about its cells, in a form that can be compared and kept. */
export function questionText(analysis: Analysis): string {
  return JSON.stringify(questionOf(analysis));
}

function questionOf(analysis: Analysis): unknown {
  switch (analysis.kind) {
    case 'decompose': {
      const { rank, learningRate, iterations, seed, exact, steps, rightSide, center, scale, loss } = analysis.request;
      const numbers = [rank, learningRate, iterations, seed];
      return [analysis.kind, analysis.method, numbers, exact, steps, rightSide?.values, center, scale, loss];
    }
    case 'complete':
      return [analysis.kind, asked({ ...analysis.request, solver: analysis.solver })];
    case 'reconstruct':
      return [analysis.kind];
    case 'train':
      // Where its model is kept is no part of the question.
      return [analysis.kind, asked({ ...analysis.request, solver: analysis.solver, modelPath: null })];
  }
}

/** Whether two requests ask the same of their matrices. */
export function asksTheSame(a: CompleteRequest, b: CompleteRequest): boolean {
  return JSON.stringify(asked(a)) === JSON.stringify(asked(b));
}

/** Everything that was asked but the cells themselves, and what is kept of the run, in one order. */
function asked(request: CompleteRequest | TrainRequest): unknown {
  return Object.entries(request)
    .filter(([name]) => name !== 'matrix' && name !== 'frames')
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
