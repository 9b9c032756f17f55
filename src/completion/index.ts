export { complete } from './complete';
export type { RatingsModel } from './ratingsModel';
export { findUsers, recommend } from './recommend';
export { reconstruct } from './reconstruct';
export { trainRatings, type ReadRatings } from './train';
