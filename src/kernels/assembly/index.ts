// What the loader calls.
export { allocate, allocateZeros, reset } from './memory';
export { multiplyAddLoop } from './peak';
export { addProduct } from './product';
