import * as vscode from 'vscode';
import { matrixOf, type MatrixBlock } from '../matrix/block';
import type { CompleteRequest, DecomposeRequest, MethodOptions } from '../protocol/request';
import { asFactors } from './pairs';
import { reconstructionRequest } from './requests';
import type { Runner } from './runner';
import { sameMatrix } from './sameMatrix';
import type { Scanner } from './scanner';
import type { Entry } from './store';
import { documentName, textSource } from './textSource';

const key = 'factorize.lastRequest';

/** Larger matrices are not remembered across a reload. */
const mostCells = 2_500;

/** A matrix in a form that survives storage as JSON. */
interface SavedMatrix {
  readonly name: string | null;
  readonly rows: number;
  readonly columns: number;
  readonly cells: readonly (number | null)[];
}

/** What the panel showed last, as the workspace's memory keeps it. */
interface SavedRequest {
  readonly uri: string;
  readonly inputs: readonly SavedMatrix[];
  readonly target: number | null;
  readonly request:
    Omit<DecomposeRequest, 'matrix'> | Omit<CompleteRequest, 'matrix'> | { readonly kind: 'reconstruct' };
}

/** Remembers what a result was asked for, so that a reloaded window can show it again. */
export async function rememberRequest(memory: vscode.Memento, { source, analysis }: Entry): Promise<void> {
  const { request } = analysis;
  if (source.kind === 'file' || request.kind === 'train') return;
  if (source.inputs.some(({ block, ordinal }) => ordinal === null || block.values.length > mostCells)) return;
  const saved: SavedRequest = {
    uri: source.uri,
    inputs: source.inputs.map(({ block: { name, rows, columns, values } }) => ({
      name,
      rows,
      columns,
      cells: Array.from(values, (value) => (Number.isNaN(value) ? null : value)),
    })),
    target: source.target,
    request: request.kind === 'reconstruct' ? { kind: 'reconstruct' } : withoutMatrix(request),
  };
  await memory.update(key, saved);
}

export async function forgetRequest(memory: vscode.Memento): Promise<void> {
  await memory.update(key, undefined);
}

/** Runs the remembered request again if the document still has its matrices, unchanged; null where it has not. */
export async function restoreRequest(memory: vscode.Memento, scanner: Scanner, runner: Runner): Promise<Entry | null> {
  const saved = memory.get<SavedRequest>(key);
  if (saved === undefined) return null;
  const uri = vscode.Uri.parse(saved.uri);
  // A reloaded window brings untitled documents back by itself, if at all.
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === saved.uri);
  if (open === undefined && uri.scheme === 'untitled') return null;
  const document = open ?? (await openIfThere(uri));
  if (document === null || documentName(uri) === '') return null;
  const blocks = await scanner.matrices(document);
  const inputs = saved.inputs.map((matrix) => findSaved(matrix, blocks));
  const [first, second, third] = inputs;
  if (first === undefined || !inputs.every((input) => input !== null) || first === null) return null;
  const source = textSource(document, blocks, inputs, saved.target);
  if (saved.request.kind !== 'reconstruct')
    return runner.run(
      source,
      {
        ...saved.request,
        matrix: matrixOf(first),
        ...(second === undefined || second === null ? {} : { rightSide: matrixOf(second) }),
      },
      { replaces: null, shown: true },
    );
  const pair = second === undefined || second === null ? null : asFactors(first, second);
  if (pair === null) return null;
  return runner.run(source, reconstructionRequest(pair, third ?? null), { replaces: null, shown: true });
}

async function openIfThere(uri: vscode.Uri): Promise<vscode.TextDocument | null> {
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return null;
  }
}

function findSaved(saved: SavedMatrix, blocks: readonly MatrixBlock[]): MatrixBlock | null {
  const values = Float64Array.from(saved.cells, (value) => value ?? Number.NaN);
  const matrix = { rows: saved.rows, columns: saved.columns, values };
  return (
    blocks.find((block) => block.problems.length === 0 && block.name === saved.name && sameMatrix(block, matrix)) ??
    null
  );
}

function withoutMatrix(request: DecomposeRequest | CompleteRequest): SavedRequest['request'] {
  const { learningRate, iterations, seed } = request;
  const common = { learningRate, iterations, seed };
  if (request.kind === 'decompose')
    return { ...common, ...optionsOf(request), kind: request.kind, method: request.method, rank: request.rank };
  const { kind, solver, regularization, bias } = request;
  return { ...common, kind, solver, rank: request.rank, regularization, bias };
}

/** What was asked besides, without the right side, which is another matrix of the text. */
function optionsOf(request: DecomposeRequest): MethodOptions {
  const { exact, steps, center, scale, loss } = request;
  return {
    ...(exact === undefined ? {} : { exact }),
    ...(steps === undefined ? {} : { steps }),
    ...(center === undefined ? {} : { center }),
    ...(scale === undefined ? {} : { scale }),
    ...(loss === undefined ? {} : { loss }),
  };
}
