/** Moves the parameters one step against the gradient, in place. */
export type Step = (parameters: Float64Array, gradient: Float64Array) => void;

/** θ := θ − η g. */
export function gradientStep(learningRate: number): Step {
  return (parameters, gradient) => {
    for (let i = 0; i < parameters.length; i++) parameters[i]! -= learningRate * gradient[i]!;
  };
}

const beta1 = 0.9;
const beta2 = 0.999;
const epsilon = 1e-8;

/**
 * Adam, bias-corrected, with β₁ = 0.9, β₂ = 0.999, ε = 1e-8, the defaults of the paper and of PyTorch.
 *   m := β₁m + (1 − β₁)g,  v := β₂v + (1 − β₂)g²,  θ := θ − η m̂ / (√v̂ + ε)
 * Source: D. P. Kingma and J. Ba, Adam, ICLR 2015, algorithm 1.
 */
export function adamStep(size: number, learningRate: number): Step {
  const mean = new Float64Array(size);
  const square = new Float64Array(size);
  let correction1 = 1;
  let correction2 = 1;
  return (parameters, gradient) => {
    correction1 *= beta1;
    correction2 *= beta2;
    for (let i = 0; i < size; i++) {
      const g = gradient[i]!;
      mean[i] = beta1 * mean[i]! + (1 - beta1) * g;
      square[i] = beta2 * square[i]! + (1 - beta2) * g * g;
      const meanHat = mean[i]! / (1 - correction1);
      const squareHat = square[i]! / (1 - correction2);
      parameters[i]! -= (learningRate * meanHat) / (Math.sqrt(squareHat) + epsilon);
    }
  };
}
