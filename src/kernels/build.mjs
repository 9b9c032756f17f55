// Compiles the kernels to WebAssembly in `dist/`, each once with relaxed SIMD and once without, and their threads'
// loop to JavaScript, when their text has changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const dist = join(root, 'dist');

/** Threads work in one memory, which is made for them and given to each. */
const sharedMemory = [
  ...['--importMemory', '--sharedMemory', '--enable', 'threads'],
  ...['--initialMemory', '1', '--maximumMemory', '65536'],
];

const modules = [
  { name: 'kernels', sources: join(import.meta.dirname, 'assembly'), budget: 150_000 },
  { name: 'training', sources: join(import.meta.dirname, 'training/assembly'), budget: 120_000 },
];
const builds = [
  { suffix: '', features: ['simd'] },
  { suffix: '-relaxed', features: ['simd', 'relaxed-simd'] },
];
const threadSource = join(import.meta.dirname, 'threads/thread.ts');
const threadFile = join(dist, 'thread.js');

function textsOf(folder) {
  return readdirSync(folder)
    .sort()
    .map((file) => join(folder, file));
}

function fingerprint() {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  const texts = [import.meta.filename, threadSource, ...modules.flatMap(({ sources }) => textsOf(sources))];
  for (const file of texts) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}

async function compile({ name, sources }, { suffix, features }) {
  const { default: asc } = await import('assemblyscript/asc');
  const file = join(dist, `${name}${suffix}.wasm`);
  const { error, stderr } = await asc.main([
    join(sources, 'index.ts'),
    ...['--outFile', file],
    ...['--runtime', 'stub', '--noAssert', '--optimizeLevel', '3', '--converge'],
    ...['--use', 'abort='],
    ...sharedMemory,
    ...features.flatMap((feature) => ['--enable', feature]),
  ]);
  if (error !== null) throw new Error(`${error.message}\n${stderr.toString()}`);
  return statSync(file).size;
}

/** The thread stands alone, so that it starts quickly and runs the same from the sources and from the bundles. */
async function compileThread() {
  const { default: typescript } = await import('typescript');
  const { ModuleKind, ScriptTarget } = typescript;
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, removeComments: true };
  const { outputText } = typescript.transpileModule(readFileSync(threadSource, 'utf8'), { compilerOptions });
  writeFileSync(threadFile, outputText);
}

const stamp = join(dist, 'kernels.stamp');
const now = fingerprint();
const outputs = modules.flatMap(({ name }) => builds.map(({ suffix }) => join(dist, `${name}${suffix}.wasm`)));
const built = [stamp, threadFile, ...outputs].every((file) => existsSync(file));
if (!built || readFileSync(stamp, 'utf8') !== now) {
  mkdirSync(dist, { recursive: true });
  for (const module of modules) {
    let size = 0;
    for (const build of builds) size += await compile(module, build);
    if (size > module.budget)
      throw new Error(`The module ${module.name} takes ${size} bytes, and ${module.budget} are allowed.`);
    console.log(`${module.name}: ${builds.length} builds, ${size} bytes`);
  }
  await compileThread();
  writeFileSync(stamp, now);
}
