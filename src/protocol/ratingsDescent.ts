// What descent on ratings takes where nothing else is asked, wherever it is run: here, or in a program that is taken away.

/** η₀, for ratings of unit spread. */
export const usualLearningRate = 0.1;

/** κ: λ weighs on a user, or an item, as if they had so many more ratings than they have. */
export const pseudoCount = 100;
