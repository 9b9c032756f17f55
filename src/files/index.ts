export { readModel, writeModel } from './model';
export { readRatings } from './ratings';
export { readTitles } from './titles';
export { checkWritable } from './wholeFile';
