import type { DecompositionMethod } from '../protocol/methods';
import type { CompletionAnalysis, DecompositionAnalysis } from '../protocol/results';
import { completionTitle, completionSettings, restored } from './completion';
import { decompositionTitle, printAll, productOf, reconstructionTitle } from './decomposition';
import { torchDescent } from './descent';
import { torchEmbeddings } from './ratings/descent';
import { normalStart } from './start';
import { lines, program, type Assign, type ScriptTarget } from './target';

const direct: Readonly<Partial<Record<DecompositionMethod, { body: readonly string[]; names: readonly string[] }>>> = {
  lu: {
    body: ['P, L, U = torch.linalg.lu(A)', 'P = P.T  # PA = LU', 'reconstruction = P.T @ L @ U'],
    names: ['P', 'L', 'U'],
  },
  qr: {
    body: [
      'Q, R = torch.linalg.qr(A)',
      'sign = torch.where(torch.diagonal(R) < 0, -1.0, 1.0)',
      'Q, R = Q * sign, sign[:, None] * R',
      'reconstruction = Q @ R',
    ],
    names: ['Q', 'R'],
  },
  eigen: {
    body: [
      'symmetric = torch.equal(A, A.T)',
      'values, V = torch.linalg.eigh(A) if symmetric else torch.linalg.eig(A)',
      'order = torch.argsort(-values.abs(), stable=True)',
      'V, D = V[:, order], torch.diag(values[order])',
      'reconstruction = torch.real(V @ D @ (V.T if symmetric else torch.linalg.pinv(V)))',
    ],
    names: ['V', 'D'],
  },
  svd: {
    body: [
      'U, values, V = torch.linalg.svd(A, full_matrices=False)',
      'S, V = torch.diag(values), V.T',
      'reconstruction = U @ S @ V.T',
    ],
    names: ['U', 'S', 'V'],
  },
};

const preamble = lines('import torch', '', 'torch.set_default_dtype(torch.float64)', '');

const directly =
  (body: readonly string[], names: readonly string[]) =>
  (analysis: DecompositionAnalysis, assign: Assign): string =>
    program(
      decompositionTitle(analysis),
      preamble,
      assign('A', analysis.request.matrix),
      'A = torch.tensor(A, dtype=torch.float64)',
      '',
      ...body,
      '',
      printAll([...names, 'reconstruction']),
      '',
    );

/** The objective on the known cells, lowered by one of PyTorch's optimizers. */
function descent(analysis: CompletionAnalysis, assign: Assign): string {
  const { matrix, bias, seed, learningRate } = analysis.request;
  const adam = analysis.solver === 'adam';
  const { u, v } = normalStart(matrix.rows, matrix.columns, analysis.rank, seed);
  return program(
    completionTitle(analysis),
    preamble,
    completionSettings(analysis),
    '',
    assign('R', matrix),
    'R = torch.tensor(R, dtype=torch.float64)',
    'known = ~torch.isnan(R)',
    bias ? 'mean = R[known].mean()' : 'mean = 0.0',
    'spread = (R[known] - mean).square().mean().sqrt().item() or 1.0',
    'Z = (R[known] - mean) / spread',
    adam
      ? `learning_rate = ${learningRate ?? 0.02}`
      : `learning_rate = ${learningRate ?? '0.1 / max(known.sum(0).max(), known.sum(1).max()).item()'}`,
    '',
    `# Where the descent starts: normal random numbers, of seed ${seed}`,
    assign('U', u),
    assign('V', v),
    'U = torch.tensor(U, requires_grad=True)',
    'V = torch.tensor(V, requires_grad=True)',
    `b = torch.zeros(R.shape[0]${bias ? ', requires_grad=True' : ''})`,
    `c = torch.zeros(R.shape[1]${bias ? ', requires_grad=True' : ''})`,
    `optimizer = torch.optim.${adam ? 'Adam' : 'SGD'}([${bias ? 'b, c, ' : ''}U, V], lr=learning_rate)`,
    '',
    'for iteration in range(1, iterations + 1):',
    '    optimizer.zero_grad()',
    '    Z_pred = (b[:, None] + c + U @ V.T)[known]',
    '    penalty = U.square().sum() + V.square().sum()',
    bias ? '    penalty = penalty + bias_share * (b.square().sum() + c.square().sum())' : null,
    '    loss = (Z - Z_pred).square().sum() + regularization / spread * penalty',
    '    loss.backward()',
    '    optimizer.step()',
    '    if iteration % 500 == 0:',
    '        print(f"Iteration {iteration}, loss: {loss.item()}")',
    '',
    'b, c, U, V = b.detach(), c.detach(), U.detach(), V.detach()',
    restored(analysis, 'torch'),
    printAll(['reconstruction']),
    '',
  );
}

export const pytorch: ScriptTarget = {
  title: 'PyTorch',
  decompositions: {
    ...Object.fromEntries(Object.entries(direct).map(([method, { body, names }]) => [method, directly(body, names)])),
    gd: torchDescent,
    adam: torchDescent,
  },
  completions: { gd: descent, adam: descent },
  reconstruction: (analysis, assign) =>
    program(
      reconstructionTitle(analysis),
      preamble,
      assign('U', analysis.request.rowFactors),
      assign('V', analysis.request.columnFactors),
      'U, V = torch.tensor(U, dtype=torch.float64), torch.tensor(V, dtype=torch.float64)',
      `reconstruction = ${productOf(analysis)}`,
      printAll(['reconstruction']),
      '',
    ),
  trainings: { sgd: torchEmbeddings },
  usual: { method: 'adam', solver: 'adam' },
};
