export { complete } from './complete';
export { evaluate } from './evaluate';
export { foldInRow } from './foldIn';
export { indexed, type RatingsModel } from './ratingsModel';
export { findUsers, recommend } from './recommend';
export { reconstruct } from './reconstruct';
export { similar } from './similar';
export { trainRatings, type ReadRatings } from './train';
