// What the threads of a training call: each takes a job, the number of a task of it, and where its own memory begins.
export { arrangeBlocks } from './blocks';
export { refineRows } from './conjugateGradients';
export { descend, measureNorms } from './descent';
export { addPredictions, drawRange, showAll, sumMomentsRange } from './draws';
export { sumErrors, sumGroupedErrors } from './errors';
export { solveRows, sumGram } from './leastSquares';
export { searchItems } from './search';
