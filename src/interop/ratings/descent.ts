import { pseudoCount, usualLearningRate } from '../../protocol/ratingsDescent';
import type { TrainingAnalysis } from '../../protocol/results';
import { lines } from '../target';
import { heldOutError, trainingProgram } from './data';

/** What both programs begin with: ratings of unit spread, and λ's share of each. */
const standardRatings = (analysis: TrainingAnalysis): string =>
  lines(
    'mean, spread = value[kept].mean(), value[kept].std() or 1.0',
    'z = (value - mean) / spread',
    `learning_rate = ${analysis.request.learningRate ?? usualLearningRate}`,
    `pseudo_count = ${pseudoCount}  # κ`,
    `weight = regularization / spread  # m + κ times as much weighs on a user, or an item, of m ratings`,
  );

/**
 * Stochastic gradient descent, the steps of our own: one rate η G^-½ for each vector, which falls along a cosine.
 * The order of the ratings is another, so that errors agree to a few hundredths.
 */
export function numpyEpochs(analysis: TrainingAnalysis): string {
  return trainingProgram(
    analysis,
    ['import numpy as np'],
    standardRatings(analysis),
    'rng = np.random.default_rng(seed)',
    '',
    '',
    'def begin(index, count):',
    '    """Biases, small random factors, λ\'s share of a rating, and the sums of squared gradients, of one side."""',
    '    known = np.bincount(index[kept], minlength=count)',
    '    factors = np.where(known[:, None] > 0, 0.1 * rng.standard_normal((count, rank)), 0.0)',
    '    return np.zeros(count), factors, weight * (known + pseudo_count) / np.maximum(known, 1), np.ones(count)',
    '',
    '',
    'b, U, user_share, user_squares = begin(user, len(users))',
    'c, V, item_share, item_squares = begin(item, len(items))',
    'for epoch in range(iterations):',
    '    progress = epoch / max(iterations - 1, 1)',
    '    rate = learning_rate * (0.05 + 0.95 * (1 + np.cos(np.pi * progress)) / 2)',
    '    for t in rng.permutation(np.flatnonzero(kept)):',
    '        i, j = user[t], item[t]',
    '        u, v = U[i].copy(), V[j].copy()',
    '        error = z[t] - b[i] - c[j] - u @ v',
    '        user_step, item_step = rate / np.sqrt(user_squares[i]), rate / np.sqrt(item_squares[j])',
    '        b[i] += user_step * (error - user_share[i] * b[i])',
    '        c[j] += item_step * (error - item_share[j] * c[j])',
    '        U[i] += user_step * (error * v - user_share[i] * u)',
    '        V[j] += item_step * (error * u - item_share[j] * v)',
    '        user_squares[i] += error**2 * (v @ v) / rank',
    '        item_squares[j] += error**2 * (u @ u) / rank',
    '',
    'u, i = user[held], item[held]',
    'predicted = mean + spread * (b[u] + c[i] + (U[u] * V[i]).sum(axis=1))',
    heldOutError,
    '',
  );
}

/** Passes of Adam over all ratings at once that come as far as an epoch of single steps. */
const passesAnEpoch = 40;

/**
 * The lecture note's program, embeddings and an optimizer, on these ratings: the objective is the same, and its steps
 * are of all ratings at once.
 */
export function torchEmbeddings(analysis: TrainingAnalysis): string {
  return trainingProgram(
    analysis,
    ['import numpy as np', 'import torch'],
    standardRatings(analysis),
    `passes = ${passesAnEpoch} * iterations`,
    '',
    '',
    'class MatrixFactorization(torch.nn.Module):',
    '    def __init__(self):',
    '        super().__init__()',
    '        self.user_factors = torch.nn.Embedding(len(users), rank)',
    '        self.item_factors = torch.nn.Embedding(len(items), rank)',
    '        self.user_bias = torch.nn.Embedding(len(users), 1)',
    '        self.item_bias = torch.nn.Embedding(len(items), 1)',
    '        for embedding in (self.user_factors, self.item_factors):',
    '            torch.nn.init.normal_(embedding.weight, std=0.1)',
    '        for embedding in (self.user_bias, self.item_bias):',
    '            torch.nn.init.zeros_(embedding.weight)',
    '',
    '    def forward(self, user, item):',
    '        product = (self.user_factors(user) * self.item_factors(item)).sum(dim=1)',
    '        return product + self.user_bias(user)[:, 0] + self.item_bias(item)[:, 0]',
    '',
    '    def penalty(self, user_counts, item_counts):',
    '        """λ (Σ (m + κ) (‖u‖² + b²) + Σ (n + κ) (‖v‖² + c²))."""',
    '        of_users = self.user_factors.weight.square().sum(dim=1) + self.user_bias.weight[:, 0].square()',
    '        of_items = self.item_factors.weight.square().sum(dim=1) + self.item_bias.weight[:, 0].square()',
    '        return weight * (((user_counts + pseudo_count) * of_users).sum() + ((item_counts + pseudo_count) * of_items).sum())',
    '',
    '',
    'torch.manual_seed(seed)',
    'torch.set_default_dtype(torch.float64)',
    'model = MatrixFactorization()',
    'target = torch.tensor(z[kept])',
    'known_user, known_item = torch.tensor(user[kept]), torch.tensor(item[kept])',
    'user_counts = torch.bincount(known_user, minlength=len(users)).double()',
    'item_counts = torch.bincount(known_item, minlength=len(items)).double()',
    'optimizer = torch.optim.Adam(model.parameters(), lr=0.02)',
    'for step in range(1, passes + 1):',
    '    optimizer.zero_grad()',
    '    loss = (target - model(known_user, known_item)).square().sum() + model.penalty(user_counts, item_counts)',
    '    loss.backward()',
    '    optimizer.step()',
    '    if step % 100 == 0:',
    '        print(f"Step {step}, loss: {loss.item()}")',
    '',
    'with torch.no_grad():',
    '    predicted = mean + spread * model(torch.tensor(user[held]), torch.tensor(item[held])).numpy()',
    heldOutError,
    '',
  );
}
