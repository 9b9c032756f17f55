// Lint, with the walls between the rooms of `src` as rules: a wrong import says which wall it crossed.
import tseslint from 'typescript-eslint';

/** What each room may import from `src` besides itself. `matrix` is open to all; it imports nothing. */
const rooms = {
  matrix: [],
  documents: ['matrix'],
  files: ['matrix', 'protocol'],
  kernels: ['matrix'],
  factorization: ['matrix', 'protocol', 'kernels'],
  completion: ['matrix', 'protocol', 'kernels'],
  analysis: ['matrix', 'protocol', 'documents', 'files', 'factorization', 'completion', 'interop'],
  protocol: ['matrix', 'documents'],
  interop: ['matrix', 'protocol'],
  terminal: ['matrix', 'protocol', 'documents', 'interop', 'workers'],
  workers: ['matrix', 'protocol', 'analysis'],
  editor: ['matrix', 'protocol', 'documents', 'workers', 'panel'],
  panel: ['matrix', 'protocol', 'documents', 'interop'],
  webview: ['matrix', 'protocol'],
};

/** Packages that only some rooms may use. */
const packages = {
  vscode: ['editor', 'panel'],
  mathjs: ['factorization'],
  lit: ['webview'],
  '@vscode-elements/elements': ['webview'],
  '@observablehq/plot': ['webview'],
  'jsonc-parser': ['documents'],
  hyparquet: ['files'],
  'hyparquet-compressors': ['files'],
};

const walls = Object.entries(rooms).map(([room, open]) => {
  const shut = Object.keys(rooms).filter((other) => other !== room && !open.includes(other));
  const barred = Object.entries(packages).filter(([, allowed]) => !allowed.includes(room));
  return {
    files: [`src/${room}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            // Only a path that climbs out of its own room can cross a wall: `../editor/names`, not `./panel`.
            ...shut.map((other) => ({
              regex: `^(\\.\\./)+${other}(/|$)`,
              message: `src/${room} may not import src/${other}: see the map of the rooms in CONTRIBUTING.md.`,
            })),
            ...barred.map(([name]) => ({
              group: [name, `${name}/*`],
              message: `src/${room} may not use ${name}: see the map of the rooms in CONTRIBUTING.md.`,
            })),
          ],
        },
      ],
    },
  };
});

export default tseslint.config(
  {
    ignores: ['dist/', 'node_modules/', '.vscode-test/', '**/*.mjs', '**/*.cjs', '**/*.js', 'src/kernels/**/assembly/'],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.json', './src/webview/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'no-eval': 'error',
      'no-new-func': 'error',
      eqeqeq: 'error',
    },
  },
  ...walls,
);
