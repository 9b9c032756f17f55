// The bundles: the extension host's (small, no mathjs), the worker's, those of threads that fit folds and that read files,
// the terminal's and the panel's page.
const path = require('node:path');
const fs = require('node:fs');
const { sources } = require('webpack');

/** @typedef {import('webpack').Configuration} Configuration */

const typescript = (configFile) => ({
  test: /\.ts$/,
  exclude: /node_modules/,
  use: [
    {
      loader: 'ts-loader',
      options: {
        transpileOnly: true,
        configFile: path.resolve(__dirname, configFile),
        compilerOptions: { noEmit: false },
      },
    },
  ],
});

/** The packages that a compilation's modules come from; modules that were merged into one are looked into. */
function packagesOf(modules) {
  const found = new Set();
  for (const module of modules) {
    const name = /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec((module.resource ?? '').replaceAll('\\', '/'));
    if (name !== null) found.add(name[0]);
    for (const inner of packagesOf(module.modules ?? [])) found.add(inner);
  }
  return found;
}

/** Packages of whose library a part is compiled into what a bundle loads: the kernels call AssemblyScript's logarithm. */
const compiledIn = { worker: ['assemblyscript'] };

/** The licence of a package, and the notices that go with it. */
function licenceOf(folder) {
  const { name, version, license } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const texts = [/^licen[cs]e/i, /^notice/i]
    .map((pattern) => fs.readdirSync(folder).find((entry) => pattern.test(entry)))
    .filter((entry) => entry !== undefined)
    .map((entry) => fs.readFileSync(path.join(folder, entry), 'utf8'));
  return [`${name} ${version}, ${license}`, ...texts].join('\n\n');
}

/** Writes the licences of the packages that are bundled; the plugins looked at see only the first of merged modules. */
const licences = (name) => ({
  apply: (compiler) =>
    compiler.hooks.thisCompilation.tap('licences', (compilation) =>
      compilation.hooks.processAssets.tap('licences', () => {
        const loaded = (compiledIn[name] ?? []).map((one) => path.join(__dirname, 'node_modules', one));
        const texts = [...[...packagesOf(compilation.modules)].sort(), ...loaded].map(licenceOf);
        if (texts.length > 0)
          compilation.emitAsset(`${name}.LICENSE.txt`, new sources.RawSource(texts.join('\n\n---\n\n')));
      }),
    ),
});

/** @type {(mode: string, name: string, target: string | string[]) => Configuration} */
const base = (mode, name, target) => ({
  name,
  mode,
  target,
  devtool: mode === 'development' ? 'source-map' : false,
  resolve: { extensions: ['.ts', '.js'] },
  performance: { hints: false },
  // The licences of the packages that a bundle contains, beside it.
  plugins: [licences(name)],
  stats: 'errors-warnings',
});

/** @type {(env: Record<string, unknown>, argv: { mode?: string }) => Configuration[]} */
module.exports = (_env, argv) => {
  const mode = argv.mode ?? 'production';
  const dist = path.resolve(__dirname, 'dist');
  const node = (name, entry, library) => ({
    ...base(mode, name, 'node'),
    entry: { [name]: entry },
    output: {
      path: dist,
      filename: '[name].js',
      chunkFilename: '[name].js',
      ...(library ? { library: { type: 'commonjs2' } } : {}),
    },
    externals: { vscode: 'commonjs vscode' },
    // One file a part, under its own name: no numbered ones stay behind in `dist`.
    optimization: { splitChunks: false },
    // The kernels and the code of threads are read from the folder of the bundle.
    node: { __dirname: false, __filename: false },
    module: {
      rules: [
        { ...typescript('tsconfig.json'), sideEffects: false },
        // Its other codecs, which are Node's own, are left out.
        { test: /[\\/]hyparquet-compressors[\\/]/, sideEffects: false },
      ],
    },
  });
  return [
    node('extension', './src/extension.ts', true),
    node('worker', './src/workers/entry.ts', false),
    node('reader', './src/files/threads/thread.ts', false),
    node('partThread', './src/workers/partThread.ts', false),
    node('cli', './src/cli.ts', false),
    {
      // Named, so that webpack's runtime needs no `new Function` to find the global object.
      ...base(mode, 'webview', ['web', 'es2022']),
      entry: { webview: './src/webview/main.ts' },
      output: { path: dist, filename: '[name].js', chunkFilename: 'webview-[name].js', publicPath: '' },
      // One file a chunk, under its own name: no numbered ones stay behind in `dist`.
      optimization: { splitChunks: false },
      module: { rules: [typescript('src/webview/tsconfig.json'), { test: /\.css$/, type: 'asset/source' }] },
    },
    {
      ...base('development', 'suite', 'node'),
      devtool: false,
      entry: { suite: './test/vscode/suite.ts' },
      output: { path: path.join(dist, 'test'), filename: '[name].js', library: { type: 'commonjs2' } },
      externals: { vscode: 'commonjs vscode', mocha: 'commonjs mocha' },
      module: { rules: [typescript('tsconfig.json')] },
    },
  ];
};
