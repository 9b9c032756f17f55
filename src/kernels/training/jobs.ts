/** What the threads are asked to do, by the names in `assembly/index.ts`. */
export const kernelNames = [
  'addPredictions',
  'arrangeBlocks',
  'descend',
  'drawRange',
  'measureNorms',
  'refineRows',
  'searchItems',
  'showAll',
  'solveRows',
  'sumErrors',
  'sumGram',
  'sumGroupedErrors',
  'sumMomentsRange',
] as const;
export type KernelName = (typeof kernelNames)[number];

/** Settings of a job, at most. */
export const jobSettings = 24;
