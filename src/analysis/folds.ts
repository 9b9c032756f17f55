// What threads that fit folds need, without all else that an analysis may come to.
export { fitFold, type FoldJob } from '../completion/foldFits';
