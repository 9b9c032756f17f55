import { printMatrix } from '../documents';
import { isScriptTarget, packagesOf, scriptTargetNames, scriptTargets, writeScript } from '../interop';
import { Fault } from '../matrix/fault';
import { faults } from '../matrix/faults';
import { originalOf } from '../protocol/analyses';
import type { ScriptChoice } from '../protocol/panel';
import type { Analysis } from '../protocol/results';

/** Cells of a matrix that a program is written with: its text is made here, at once. */
const mostCells = 40_000;

function isTooLarge(analysis: Analysis): boolean {
  const original = originalOf(analysis);
  return original !== null && original.rows * original.columns > mostCells;
}

/** The program that repeats an analysis with a library. Throws where the matrix is too large to stand in it. */
export function readableScript(analysis: Analysis, to: string): string {
  if (isTooLarge(analysis)) throw faults.scriptTooLarge(mostCells);
  return script(analysis, to);
}

function script(analysis: Analysis, to: string): string {
  if (!isScriptTarget(to)) throw faults.outOfRange('The library', `one of ${scriptTargetNames.join(', ')}`, to);
  return writeScript(analysis, to, (name, matrix) =>
    printMatrix({ ...matrix, name, rowLabels: null, columnLabels: null }, 'python'),
  );
}

/** The libraries that have the method; none where the matrix is too large to stand in a program. */
export function scriptChoices(analysis: Analysis): readonly ScriptChoice[] {
  if (isTooLarge(analysis)) return [];
  return scriptTargetNames.flatMap((id) => {
    const text = scriptOrNone(analysis, id);
    return text === null ? [] : [{ id, title: scriptTargets[id].title, packages: packagesOf(text) }];
  });
}

/** Null where the library has no such method. */
function scriptOrNone(analysis: Analysis, to: string): string | null {
  try {
    return script(analysis, to);
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}
