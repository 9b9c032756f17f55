// Compiles `assembly/` to WebAssembly in `dist/`, once with relaxed SIMD and once without, when its text has changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const root = join(import.meta.dirname, '../..');
const sources = join(import.meta.dirname, 'assembly');
const dist = join(root, 'dist');
const budget = 150_000;

const builds = [
  { file: 'kernels.wasm', features: ['simd'] },
  { file: 'kernels-relaxed.wasm', features: ['simd', 'relaxed-simd'] },
];

function fingerprint() {
  const hash = createHash('sha256')
    .update(asc.version)
    .update(readFileSync(import.meta.filename));
  for (const file of readdirSync(sources).sort()) hash.update(file).update(readFileSync(join(sources, file)));
  return hash.digest('hex');
}

async function compile({ file, features }) {
  const { error, stderr } = await asc.main([
    join(sources, 'index.ts'),
    ...['--outFile', join(dist, file)],
    ...['--runtime', 'stub', '--noAssert', '--optimizeLevel', '3', '--converge'],
    ...['--use', 'abort='],
    ...features.flatMap((feature) => ['--enable', feature]),
  ]);
  if (error !== null) throw new Error(`${error.message}\n${stderr.toString()}`);
  return readFileSync(join(dist, file)).length;
}

const stamp = join(dist, 'kernels.stamp');
const now = fingerprint();
const built = existsSync(stamp) && builds.every(({ file }) => existsSync(join(dist, file)));
if (!built || readFileSync(stamp, 'utf8') !== now) {
  mkdirSync(dist, { recursive: true });
  let size = 0;
  for (const build of builds) size += await compile(build);
  if (size > budget) throw new Error(`The kernels take ${size} bytes, and ${budget} are allowed.`);
  writeFileSync(stamp, now);
  console.log(`kernels: ${builds.length} builds, ${size} bytes`);
}
