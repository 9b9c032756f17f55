export { readCheckpoint, writeCheckpoint } from './checkpoint';
export { readClusterFactors } from './clusterFactors';
export { exportFactors } from './exportFactors';
export { readModel, writeModel } from './model';
export { readRatings } from './ratings';
export { readTitles } from './titles';
export { writeCsv } from './writeCsv';
export { writeTriplets } from './triplets';
export { checkWritable } from './wholeFile';
