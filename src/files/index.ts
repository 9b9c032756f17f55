export { readRatings } from './ratings';
export { readTitles } from './titles';
