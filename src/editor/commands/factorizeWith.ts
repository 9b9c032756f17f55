import * as vscode from 'vscode';
import type { MatrixBlock } from '../../matrix/block';
import type { CompletionSolver, DecompositionMethod } from '../../protocol/methods';
import { analyse } from '../analyse';
import { blockSummary } from '../labels';
import { asksForNumbers, methodOffers } from '../methods';
import type { MethodAsked } from '../options';
import type { Services } from '../services';
import { findTarget } from './target';

type Method = DecompositionMethod | CompletionSolver;
type Numbers = Omit<MethodAsked, 'method'>;

/** Factorize With…: by the method the person picks, with the numbers it takes. Choices are offered again next time. */
export async function factorizeWith(services: Services, argument: unknown): Promise<void> {
  const target = await findTarget(services, argument);
  const block = target?.meant[0];
  if (target === null || block === undefined) return;
  const method = block.problems.length > 0 ? null : await pickMethod(services.memory, block);
  if (method === null && block.problems.length === 0) return;
  const numbers =
    method === null || !asksForNumbers(method)
      ? { rank: null, learningRate: null, iterations: null }
      : await askNumbers(services.memory, method, Math.min(block.rows, block.columns));
  if (numbers === null) return;
  const asked = method === null ? null : { method, ...numbers };
  await analyse(services.runner, target.document, target.blocks, block, asked);
}

async function pickMethod(memory: vscode.Memento, block: MatrixBlock): Promise<Method | null> {
  const missing = block.missing > 0;
  const key = `factorize.lastMethod.${missing ? 'complete' : 'decompose'}`;
  const last = memory.get<string>(key);
  const items = methodOffers(block).map(({ id, title, description }) => ({
    label: title,
    detail: description,
    ...(id === last ? { description: 'last used' } : {}),
    id,
  }));
  items.sort((a, b) => Number(b.id === last) - Number(a.id === last));
  const picked = await vscode.window.showQuickPick(items, {
    title: blockSummary(block),
    placeHolder: missing ? 'Predict the missing cells with…' : 'Factorize with…',
    matchOnDetail: true,
  });
  if (picked === undefined) return null;
  await memory.update(key, picked.id);
  return picked.id;
}

async function askNumbers(memory: vscode.Memento, method: Method, largestRank: number): Promise<Numbers | null> {
  const key = `factorize.lastNumbers.${method}`;
  const last = memory.get<Numbers>(key);
  const rank = await askNumber('Rank', 1, Math.min(last?.rank ?? 2, largestRank), (value) =>
    Number.isInteger(value) && value >= 1 && value <= largestRank ? null : `A whole number from 1 to ${largestRank}.`,
  );
  if (rank === null) return null;
  const learningRate = await askNumber('Learning rate', 2, last?.learningRate ?? 0.01, (value) =>
    value > 0 && Number.isFinite(value) ? null : 'A number above 0, such as 0.01.',
  );
  if (learningRate === null) return null;
  const iterations = await askNumber('Iterations', 3, last?.iterations ?? 5000, (value) =>
    Number.isInteger(value) && value >= 1 && value <= 10_000_000 ? null : 'A whole number from 1 to 10,000,000.',
  );
  if (iterations === null) return null;
  const numbers = { rank, learningRate, iterations };
  await memory.update(key, numbers);
  return numbers;
}

async function askNumber(
  prompt: string,
  step: number,
  value: number,
  check: (value: number) => string | null,
): Promise<number | null> {
  const read = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text));
  const text = await vscode.window.showInputBox({
    title: `Factorize with… (${step} of 3)`,
    prompt,
    value: String(value),
    validateInput: (typed) => check(read(typed)),
  });
  return text === undefined ? null : read(text);
}
