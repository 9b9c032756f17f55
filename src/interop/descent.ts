import type { DecompositionAnalysis } from '../protocol/results';
import { decompositionTitle, printAll, stepsOf } from './decomposition';
import { uniformStart } from './start';
import { lines, program, type Assign } from './target';

/** W and H of rank k at the point where the analysis started. */
function startOf({ request, factors }: DecompositionAnalysis, assign: Assign): { rank: number; text: string } {
  const { rows, columns } = request.matrix;
  const rank = factors[0]?.columns ?? 1;
  const { w, h } = uniformStart(rows, columns, rank, request.seed);
  return { rank, text: lines(assign('W', w), assign('H', h)) };
}

const seedComment = ({ seed }: DecompositionAnalysis): string =>
  `# Where the descent starts: uniform random numbers on [0, 1), of seed ${seed}`;

/** A ≈ WH in PyTorch: the loss is written down, its gradient is PyTorch's. The best factors seen are kept. */
export function torchDescent(analysis: DecompositionAnalysis, assign: Assign): string {
  const adam = analysis.method === 'adam';
  const { rank, text } = startOf(analysis, assign);
  const rate = analysis.request.learningRate;
  return program(
    decompositionTitle(analysis),
    'import torch',
    'import torch.optim as optim',
    '',
    'torch.set_default_dtype(torch.float64)',
    '',
    assign('A', analysis.request.matrix),
    'A = torch.tensor(A, dtype=torch.float64)',
    `k = ${rank}  # Number of latent factors`,
    '',
    seedComment(analysis),
    text,
    'W = torch.tensor(W, requires_grad=True)',
    'H = torch.tensor(H, requires_grad=True)',
    '',
    rate !== null || adam
      ? `learning_rate = ${rate ?? 0.01}`
      : 'learning_rate = (A.numel() / (2 * (2 * A.norm() + W.square().sum() + H.square().sum()))).item()',
    `num_iterations = ${stepsOf(analysis)}`,
    `optimizer = optim.${adam ? 'Adam' : 'SGD'}([W, H], lr=learning_rate)`,
    '',
    'best = (float("inf"), None, None)',
    'for iteration in range(num_iterations + 1):',
    '    optimizer.zero_grad()',
    '    A_pred = torch.matmul(W, H)',
    '    loss = torch.nn.functional.mse_loss(A_pred, A)',
    '    if loss.item() < best[0]:',
    '        best = (loss.item(), W.detach().clone(), H.detach().clone())',
    '    if iteration % 500 == 0:',
    '        print(f"Iteration {iteration}, loss: {loss.item()}")',
    '    if iteration < num_iterations:',
    '        loss.backward()',
    '        optimizer.step()',
    '',
    'loss, W, H = best',
    'reconstruction = torch.matmul(W, H)',
    printAll(['W', 'H', 'reconstruction'], 'print("Mean squared error:", loss)'),
    '',
  );
}

/** The same in NumPy, with the gradient written out. */
export function numpyDescent(analysis: DecompositionAnalysis, assign: Assign): string {
  const adam = analysis.method === 'adam';
  const { rank, text } = startOf(analysis, assign);
  const rate = analysis.request.learningRate;
  const move = adam
    ? [
        '    for p, gradient in enumerate((E @ H.T, W.T @ E)):',
        '        gradient = 2 * gradient / A.size',
        '        mean[p] = 0.9 * mean[p] + 0.1 * gradient',
        '        square[p] = 0.999 * square[p] + 0.001 * gradient**2',
        '        steps[p] = learning_rate * (mean[p] / (1 - 0.9**iteration)) / (np.sqrt(square[p] / (1 - 0.999**iteration)) + 1e-8)',
        '    W, H = W - steps[0], H - steps[1]',
      ]
    : ['    W, H = W - learning_rate * 2 * E @ H.T / A.size, H - learning_rate * 2 * W.T @ E / A.size'];
  return program(
    decompositionTitle(analysis),
    'import numpy as np',
    '',
    assign('A', analysis.request.matrix),
    'A = np.array(A, dtype=float)',
    `k = ${rank}  # Number of latent factors`,
    '',
    seedComment(analysis),
    text,
    'W, H = np.array(W), np.array(H)',
    '',
    rate !== null || adam
      ? `learning_rate = ${rate ?? 0.01}`
      : 'learning_rate = A.size / (2 * (2 * np.linalg.norm(A) + (W**2).sum() + (H**2).sum()))',
    `iterations = ${stepsOf(analysis)}`,
    adam ? 'mean, square, steps = [0, 0], [0, 0], [0, 0]' : null,
    'best = (np.mean((W @ H - A) ** 2), W, H)',
    'for iteration in range(1, iterations + 1):',
    '    E = W @ H - A  # the gradient of the mean squared error is 2 E Hᵀ / mn and 2 Wᵀ E / mn',
    ...move,
    '    loss = np.mean((W @ H - A) ** 2)',
    '    if loss < best[0]:',
    '        best = (loss, W, H)',
    '',
    'loss, W, H = best',
    'reconstruction = W @ H',
    printAll(['W', 'H', 'reconstruction'], 'print("Mean squared error:", loss)'),
    '',
  );
}
