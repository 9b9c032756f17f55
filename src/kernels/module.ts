import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** (module (func (param v128) (result v128) local.get 0 ×3 f64x2.relaxed_madd)): valid where relaxed SIMD is known. */
const relaxedProbe = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x06, 0x01, 0x60, 0x01, 0x7b, 0x01, 0x7b],
  ...[0x03, 0x02, 0x01, 0x00],
  ...[0x0a, 0x0d, 0x01, 0x0b, 0x00, 0x20, 0x00, 0x20, 0x00, 0x20, 0x00, 0xfd, 0x87, 0x02, 0x0b],
);

/** Whether this engine knows the fused multiply-add of relaxed SIMD. */
export function hasRelaxedSimd(): boolean {
  return WebAssembly.validate(relaxedProbe);
}

/** Beside the bundle, or in `dist/` where the sources run as they are. */
export function pathOf(file: string): string {
  const beside = join(__dirname, file);
  return existsSync(beside) ? beside : join(__dirname, '../../dist', file);
}

/** Reads and compiles a module; synchronous. */
export function readModule(file: string): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(pathOf(file)));
}
