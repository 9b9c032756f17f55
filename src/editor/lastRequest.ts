import * as vscode from 'vscode';
import { matrixOf, type MatrixBlock } from '../matrix/block';
import type {
  AnalysisRequest,
  CompleteRequest,
  DecomposeRequest,
  MethodOptions,
  TrainRequest,
} from '../protocol/request';
import { digestOf } from './digest';
import { textOf } from './documentText';
import { asFactors } from './pairs';
import { reconstructionRequest } from './requests';
import type { Scanner } from './scanner';
import type { FileSource, Source, TextSource } from './store';
import { textSource } from './textSource';
import { nearestText, startOf } from './tracking';

const key = 'factorize.lastRequest';

/** The longest text of a selected part that is kept to find it by; a longer one is looked for only where it stood. */
const longestText = 20_000;

/** A matrix by what tells it from others. */
interface SavedMatrix {
  readonly name: string | null;
  readonly rows: number;
  readonly columns: number;
  /** Of its cells. */
  readonly digest: string;
  /** Where it stood. */
  readonly start: number;
  readonly length: number;
  /** Null for a matrix of the document's own; for a part that was selected its text, or '' where that is too long. */
  readonly part: string | null;
}

/** What the panel showed last, as the workspace's memory keeps it. */
type SavedWork =
  | {
      readonly kind: 'text';
      readonly uri: string;
      readonly inputs: readonly SavedMatrix[];
      readonly target: number | null;
      readonly request:
        Omit<DecomposeRequest, 'matrix'> | Omit<CompleteRequest, 'matrix'> | { readonly kind: 'reconstruct' };
    }
  | { readonly kind: 'file'; readonly source: FileSource; readonly request: TrainRequest };

/** Work that the panel is on. */
export interface Work {
  readonly source: Source;
  readonly request: AnalysisRequest;
}

/** The newest work that the panel showed, kept so that a reloaded window can show it again. */
export class LastRequest {
  private newest = 0;

  constructor(
    private readonly memory: vscode.Memento,
    private readonly scanner: Scanner,
  ) {}

  async remember({ source, request }: Work): Promise<void> {
    const turn = ++this.newest;
    const saved = await savedWork(source, request);
    // Should a newer one be remembered while the cells of this one are digested, it stays.
    if (turn === this.newest) await this.memory.update(key, saved);
  }

  async forget(): Promise<void> {
    this.newest++;
    await this.memory.update(key, undefined);
  }

  /** The work remembered, on the text of now; null where its matrices no longer stand there unchanged. */
  async recall(): Promise<Work | null> {
    const saved = this.memory.get<SavedWork>(key);
    if (saved === undefined) return null;
    switch (saved.kind) {
      case 'file':
        return { source: saved.source, request: saved.request };
      case 'text': {
        const document = await openIfThere(vscode.Uri.parse(saved.uri));
        return document === null ? null : this.recallIn(document, saved);
      }
    }
  }

  private async recallIn(
    document: vscode.TextDocument,
    { inputs: saved, target, request }: Extract<SavedWork, { readonly kind: 'text' }>,
  ): Promise<Work | null> {
    const blocks = await this.scanner.matrices(document);
    const inputs: MatrixBlock[] = [];
    for (const matrix of saved) {
      const block = await this.findSaved(matrix, document, blocks);
      if (block === null) return null;
      inputs.push(block);
    }
    const [first, second, third] = inputs;
    if (first === undefined) return null;
    const source = textSource(document, blocks, inputs, target);
    if (request.kind !== 'reconstruct') {
      // The second is B of AX = B.
      const rightSide = second === undefined ? {} : { rightSide: matrixOf(second) };
      return { source, request: { ...request, ...rightSide, matrix: matrixOf(first) } };
    }
    const pair = second === undefined ? null : asFactors(first, second);
    return pair === null ? null : { source, request: reconstructionRequest(pair, third ?? null) };
  }

  /** The matrix that was saved, nearest to where it stood. */
  private async findSaved(
    saved: SavedMatrix,
    document: vscode.TextDocument,
    blocks: readonly MatrixBlock[],
  ): Promise<MatrixBlock | null> {
    const candidates = saved.part === null ? blocks : await this.selectAgain(saved, saved.part, document);
    const nearest = candidates
      .filter(
        ({ name, rows, columns, problems }) =>
          problems.length === 0 && name === saved.name && rows === saved.rows && columns === saved.columns,
      )
      .sort((a, b) => Math.abs(a.start - saved.start) - Math.abs(b.start - saved.start));
    for (const block of nearest) if ((await digestOf(block)) === saved.digest) return block;
    return null;
  }

  private async selectAgain(
    { start: before, length }: SavedMatrix,
    part: string,
    document: vscode.TextDocument,
  ): Promise<readonly MatrixBlock[]> {
    const start = part === '' ? before : nearestText(textOf(document), part, before);
    return start === null ? [] : this.scanner.selected(document, [{ start, end: start + length }]);
  }
}

async function savedWork(source: Source, request: AnalysisRequest): Promise<SavedWork | undefined> {
  if (source.kind === 'file') return request.kind === 'train' ? { kind: 'file', source, request } : undefined;
  if (request.kind === 'train') return undefined;
  return {
    kind: 'text',
    uri: source.uri,
    inputs: await Promise.all(source.inputs.map(savedMatrix)),
    target: source.target,
    request: request.kind === 'reconstruct' ? { kind: 'reconstruct' } : withoutMatrix(request),
  };
}

async function savedMatrix(snapshot: TextSource['inputs'][number]): Promise<SavedMatrix> {
  const { block, ordinal, text } = snapshot;
  return {
    name: block.name,
    rows: block.rows,
    columns: block.columns,
    digest: await digestOf(block),
    start: startOf(snapshot),
    length: text.length,
    part: ordinal !== null ? null : text.length <= longestText ? text : '',
  };
}

/** A reloaded window brings untitled documents back by itself, if at all. */
async function openIfThere(uri: vscode.Uri): Promise<vscode.TextDocument | null> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open !== undefined) return open;
  if (uri.scheme === 'untitled') return null;
  try {
    return await vscode.workspace.openTextDocument(uri);
  } catch {
    return null;
  }
}

function withoutMatrix(
  request: DecomposeRequest | CompleteRequest,
): Omit<DecomposeRequest, 'matrix'> | Omit<CompleteRequest, 'matrix'> {
  const { learningRate, iterations, seed, frames } = request;
  const common = { learningRate, iterations, seed, ...(frames === undefined ? {} : { frames }) };
  if (request.kind === 'decompose')
    return { ...common, ...optionsOf(request), kind: request.kind, method: request.method, rank: request.rank };
  const { kind, solver, regularization, bias, scale, interval, seconds, check, weighted, stepRule } = request;
  return {
    ...common,
    kind,
    solver,
    rank: request.rank,
    regularization,
    bias,
    ...(scale === undefined ? {} : { scale }),
    ...(interval === undefined ? {} : { interval }),
    ...(seconds === undefined ? {} : { seconds }),
    ...(check === undefined ? {} : { check }),
    ...(weighted === undefined ? {} : { weighted }),
    ...(stepRule === undefined ? {} : { stepRule }),
  };
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
