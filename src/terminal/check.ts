import { cell } from '../matrix/dense';
import { surprising } from '../protocol/analyses';
import { columnName, rowName } from '../protocol/prediction';
import type { CompletionAnalysis } from '../protocol/results';
import { predictionJson, type Json } from './json';
import { heldOutText, warningsText } from './text';

/** What a check has found, as a person reads it in a terminal. */
export function checkText(analysis: CompletionAnalysis): string {
  const { matrix } = analysis.request;
  const marks = surprising(analysis).map(
    ({ row, column, reason }) => `  ${rowName(matrix, row)}, ${columnName(matrix, column)}: ${reason ?? ''}`,
  );
  return [analysis.why, ...marks, '', ...heldOutText(analysis.heldOut, analysis.kind), ...warningsText(analysis)].join(
    '\n',
  );
}

export function checkJson(analysis: CompletionAnalysis): Json {
  const { matrix } = analysis.request;
  return {
    checked: analysis.checked ?? 0,
    surprising: surprising(analysis).map((mark) => ({
      ...predictionJson(mark),
      written: cell(matrix, mark.row, mark.column),
      meant: mark.written.meant,
      reason: mark.reason ?? null,
    })),
    why: analysis.why,
    heldOut: analysis.heldOut === null ? null : { ...analysis.heldOut },
    warnings: analysis.warnings,
    seed: analysis.seed,
    seconds: analysis.seconds,
  };
}
