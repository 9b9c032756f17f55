// The inner loops on plain doubles, in WebAssembly.
export { product } from './product';
