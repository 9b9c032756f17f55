import * as vscode from 'vscode';
import { matrixOf, type MatrixBlock } from '../../matrix/block';
import { faults } from '../../matrix/faults';
import {
  callingNames,
  wordsOf,
  type CalculatedPart,
  type CalculatedValue,
  type Calculation,
} from '../../protocol/calculation';
import { exactNumber, formatComplex } from '../../protocol/numbers';
import { refuseProblems } from '../analyse';
import { pickFormat } from '../formatChoice';
import { insertMatrixText } from '../matrixTexts';
import type { Services } from '../services';
import { readOptions } from '../settings';
import { printForUse } from '../printing';

/** Calculate…: an expression over the named matrices of the text; what it comes to is shown, and inserted where chosen. */
export async function calculate(services: Services): Promise<void> {
  const document = services.editor.current()?.document;
  if (document === undefined) throw faults.noEditor();
  const blocks = await services.scanner.matrices(document);
  const names = callingNames(blocks.map(({ name }) => name));
  const called = blocks.flatMap((block, at): Called[] => {
    const name = names[at] ?? null;
    return name === null ? [] : [{ name, block }];
  });
  const title = ({ name, block }: Called): string =>
    block.name === null ? `${name} (line ${document.positionAt(block.start).line + 1})` : name;
  const expression = await vscode.window.showInputBox({
    title: 'Calculate',
    prompt: called.length === 0 ? 'There is no matrix here.' : `An expression over ${called.map(title).join(', ')}`,
    placeHolder: 'svd(A).values',
  });
  if (expression === undefined || expression.trim() === '') return;
  const words = wordsOf(expression);
  for (const { name, block } of called) if (words.has(name)) await refuseProblems(document, block);
  await insertChosen(services, await answer(services, expression, called, readOptions(document.uri).seed));
}

/** A matrix and what it is called in an expression. */
interface Called {
  readonly name: string;
  readonly block: MatrixBlock;
}

/** Calculates in the worker, with a button to stop it. */
function answer(
  { pool }: Services,
  expression: string,
  called: readonly Called[],
  seed: number,
): Thenable<Calculation> {
  const location = vscode.ProgressLocation.Notification;
  return vscode.window.withProgress({ location, title: expression, cancellable: true }, (_progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    const matrices = called.map(({ name, block }) => ({ ...matrixOf(block), name }));
    const request = { kind: 'calculate', expression, matrices, exact: false, precision: null, seed } as const;
    return pool().run(request, { signal: stop.signal });
  });
}

async function insertChosen(services: Services, { expression, value, warnings }: Calculation): Promise<void> {
  for (const warning of warnings) void vscode.window.showWarningMessage(warning);
  const items = partsOf(expression, value).map((part) => ({
    label: part.name,
    description: preview(part.value),
    part,
  }));
  if (items.length === 0) throw faults.noValue();
  const picked = await vscode.window.showQuickPick(items, { placeHolder: 'Insert at the cursor…' });
  if (picked === undefined) return;
  const chosen = picked.part.value;
  if (chosen.kind !== 'matrix') {
    await insertMatrixText(services.editor, text(chosen), 'spaced');
    return;
  }
  const format = await pickFormat(services.memory, 'Insert as…');
  if (format === null) return;
  const matrix = { ...chosen, name: null, rowLabels: null, columnLabels: null };
  const scope = services.editor.current()?.document.uri ?? null;
  await insertMatrixText(services.editor, printForUse(matrix, format, scope), format);
}

/** What can be inserted, each under the expression that gives it. */
function partsOf(expression: string, value: CalculatedValue): CalculatedPart[] {
  switch (value.kind) {
    case 'parts':
      return value.parts.flatMap((part) => partsOf(`${expression}.${part.name}`, part.value));
    case 'list':
      return value.items.flatMap((item, i) => partsOf(`${expression}[${i + 1}]`, item));
    case 'matrix':
      // A null space of nothing but 0 has no column to insert.
      return value.columns === 0 ? [] : [{ name: expression, value }];
    case 'number':
    case 'truth':
      return [{ name: expression, value }];
  }
}

/** So many numbers of a matrix are shown where it is chosen. */
const previewed = 8;

function preview(value: CalculatedValue): string {
  if (value.kind !== 'matrix') return text(value);
  const { rows, columns, values, imaginary } = value;
  const cells = Array.from(values.subarray(0, previewed), (cell, at) => formatComplex(cell, imaginary?.[at] ?? 0));
  return `${rows}×${columns}: ${cells.join(', ')}${values.length > previewed ? ', …' : ''}`;
}

function text(value: CalculatedValue): string {
  if (value.kind === 'number') return value.text ?? formatComplex(value.re, value.im, exactNumber);
  return value.kind === 'truth' ? String(value.holds) : '';
}
