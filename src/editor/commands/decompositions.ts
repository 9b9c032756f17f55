import * as vscode from 'vscode';
import { matrixOf, type MatrixBlock } from '../../matrix/block';
import { faults } from '../../matrix/faults';
import { exactMethods, methodTitles, nmfLosses, type DecompositionMethod } from '../../protocol/methods';
import type { DecomposeRequest, MethodOptions } from '../../protocol/request';
import { refuseProblems } from '../analyse';
import { blockTitle } from '../labels';
import { methodDescriptions } from '../methods';
import { offerWriteBack } from '../writeBack';
import type { Services } from '../services';
import { readOptions } from '../settings';
import { textSource } from '../textSource';
import { findTarget, type Target } from './target';
import type { Entry } from '../store';

type Asked = Pick<DecomposeRequest, 'method' | 'rank'> & MethodOptions;
type Command = (services: Services, argument: unknown) => Promise<void>;

/** Rank-k Approximation. */
export const approximate = command(async (block) => withRank('approximate', block));

/** Principal Components. */
export const pca = command(async () => {
  const items = [
    { label: 'Center', detail: 'Subtract the mean of each column', picked: true },
    { label: 'Scale', detail: 'Divide each column by its standard deviation, as where units differ', picked: false },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: 'Principal components',
    placeHolder: 'What to do with the columns first',
  });
  if (picked === undefined) return null;
  const chosen = new Set(picked.map(({ label }) => label));
  return { method: 'pca', rank: null, center: chosen.has('Center'), scale: chosen.has('Scale') };
});

const lossTitles = {
  frobenius: { label: 'Squared error', detail: 'Frobenius norm, hierarchical alternating least squares' },
  'kullback-leibler': { label: 'Kullback–Leibler divergence', detail: 'For counts; multiplicative updates' },
} as const;

/** Non-negative Factors. */
export const nmf = command(async (block) => {
  const asked = await withRank('nmf', block);
  if (asked === null) return null;
  const items = nmfLosses.map((loss) => ({ ...lossTitles[loss], loss }));
  const picked = await vscode.window.showQuickPick(items, { placeHolder: 'What should the factors come close in?' });
  return picked === undefined ? null : { ...asked, loss: picked.loss };
});

/** Properties. */
export const properties = command(() => Promise.resolve({ method: 'properties', rank: null }));

/** Factorize in Fractions. */
export const factorizeExactly = command(() => pickExact('Factorize in fractions with…', { exact: true }));

/** Show Steps. */
export const showSteps = command(() => pickExact('Show the steps of…', { exact: true, steps: true }));

/** Denoise: what stands out of noise, and the offer to write it in place of the matrix. */
export async function denoise(services: Services, argument: unknown): Promise<void> {
  const target = await findTarget(services, argument);
  const block = target?.meant[0];
  if (target === null || block === undefined) return;
  const entry = await analyse(services, target, [block], { method: 'denoise', rank: null });
  void offerWriteBack(services, entry);
}

/** Solve: AX = B for two matrices, selected or picked. */
export async function solve(services: Services, argument: unknown): Promise<void> {
  const target = await findTarget(services, argument);
  const a = target?.meant[0];
  if (target === null || a === undefined) return;
  const b = target.meant[1] ?? (await pickRightSide(target, a));
  if (b === null) return;
  await refuseProblems(target.document, b);
  await analyse(services, target, [a, b], { method: 'solve', rank: null, rightSide: matrixOf(b) });
}

/** A command that asks what it must, and nothing where the person leaves. */
function command(ask: (block: MatrixBlock) => Promise<Asked | null>): Command {
  return async (services, argument) => {
    const target = await findTarget(services, argument);
    const block = target?.meant[0];
    if (target === null || block === undefined) return;
    await refuseProblems(target.document, block);
    const asked = await ask(block);
    if (asked !== null) await analyse(services, target, [block], asked);
  };
}

async function analyse(
  services: Services,
  { document, blocks }: Target,
  inputs: readonly [MatrixBlock, ...MatrixBlock[]],
  asked: Asked,
): Promise<Entry> {
  await refuseProblems(document, inputs[0]);
  const { seed } = readOptions(document.uri);
  const request: DecomposeRequest = {
    kind: 'decompose',
    matrix: matrixOf(inputs[0]),
    learningRate: null,
    iterations: null,
    seed,
    ...asked,
  };
  return services.runner.run(textSource(document, blocks, inputs, 0), request, { replaces: null, shown: true });
}

/** A rank, or none for the elbow; null where the person leaves. */
async function withRank(method: DecompositionMethod, { rows, columns }: MatrixBlock): Promise<Asked | null> {
  const largest = Math.min(rows, columns);
  const holds = (text: string): boolean => {
    const value = Number(text);
    return text.trim() === '' || (Number.isInteger(value) && value >= 1 && value <= largest);
  };
  const text = await vscode.window.showInputBox({
    title: methodTitles[method],
    prompt: `How many components to keep, 1 to ${largest}; empty chooses by the elbow of the singular values`,
    validateInput: (typed) => (holds(typed) ? null : `A whole number from 1 to ${largest}, or nothing.`),
  });
  if (text === undefined) return null;
  return { method, rank: text.trim() === '' ? null : Number(text) };
}

async function pickExact(placeHolder: string, options: MethodOptions): Promise<Asked | null> {
  const automatic = { label: 'Automatic', detail: 'Elimination, or what suits the shape', method: 'auto' as const };
  const items = exactMethods
    .filter((method) => method !== 'solve')
    .map((method) => ({ label: methodTitles[method], detail: methodDescriptions[method], method }));
  const picked = await vscode.window.showQuickPick([automatic, ...items], { placeHolder });
  return picked === undefined ? null : { method: picked.method, rank: null, ...options };
}

/** One of the matrices with as many rows as A. Throws where there is none. */
async function pickRightSide({ document, blocks }: Target, a: MatrixBlock): Promise<MatrixBlock | null> {
  const fitting = blocks.filter((block) => block !== a && block.rows === a.rows && block.missing === 0);
  if (fitting.length === 0) throw faults.noRightSide();
  const items = fitting.map((block) => {
    const line = document.positionAt(block.start).line + 1;
    return { label: blockTitle(block, line), description: `${block.rows}×${block.columns}, line ${line}`, block };
  });
  const picked = await vscode.window.showQuickPick(items, { placeHolder: 'B of AX = B' });
  return picked?.block ?? null;
}
