/** What the threads are asked to do, by the names in `assembly/index.ts`. */
export const kernelNames = [
  'arrangeBlocks',
  'descend',
  'measureNorms',
  'refineRows',
  'solveRows',
  'sumErrors',
  'sumGram',
  'sumGroupedErrors',
] as const;
export type KernelName = (typeof kernelNames)[number];

/** Settings of a job, at most. */
export const jobSettings = 24;
