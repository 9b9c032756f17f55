// Four bundles: the extension host's (small, no mathjs), the worker's, the terminal's and the panel's page.
const path = require('node:path');

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

/** @type {(mode: string, name: string, target: string | string[]) => Configuration} */
const base = (mode, name, target) => ({
  name,
  mode,
  target,
  devtool: mode === 'development' ? 'source-map' : false,
  resolve: { extensions: ['.ts', '.js'] },
  performance: { hints: false },
  stats: 'errors-warnings',
});

/** @type {(env: Record<string, unknown>, argv: { mode?: string }) => Configuration[]} */
module.exports = (_env, argv) => {
  const mode = argv.mode ?? 'production';
  const dist = path.resolve(__dirname, 'dist');
  const node = (name, entry, library) => ({
    ...base(mode, name, 'node'),
    entry: { [name]: entry },
    output: { path: dist, filename: '[name].js', ...(library ? { library: { type: 'commonjs2' } } : {}) },
    externals: { vscode: 'commonjs vscode' },
    module: { rules: [typescript('tsconfig.json')] },
  });
  return [
    node('extension', './src/extension.ts', true),
    node('worker', './src/workers/entry.ts', false),
    node('cli', './src/cli.ts', false),
    {
      // Named, so that webpack's runtime needs no `new Function` to find the global object.
      ...base(mode, 'webview', ['web', 'es2022']),
      entry: { webview: './src/webview/main.ts' },
      output: { path: dist, filename: '[name].js', chunkFilename: 'webview-[name].js', publicPath: 'auto' },
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
