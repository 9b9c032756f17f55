import type { Matrix as MathMatrix, MathNode, MathNumericType } from 'mathjs';
import { faults } from '../../matrix/faults';
import { math, native } from '../math';
import { cholesky, eigs, hessenberg, ldl, lup, nmf, pca, polar, qr, schur, slu, svd } from './decompositions';
import { norm } from './norms';
import { roundings } from './rounding';
import { sqrtm } from './squareRoot';
import { cond, det, expm, inv, lstsq, lusolve, nullspace, orth, pinv, rank } from './subspaces';

/** Decompositions by the names that users of mathjs, MATLAB and NumPy expect, and what each takes. */
const ofMatrix = {
  svd,
  cholesky,
  ldl,
  hessenberg,
  schur,
  polar,
  nmf,
  pca,
  lup,
  slu,
  qr,
  eigs,
  rank,
  cond,
  nullspace,
  orth,
  pinv,
  expm,
  sqrtm,
  norm,
  det,
  inv,
};

/** Those of a matrix and a right side. */
const ofTwo = { lstsq, lusolve };

/** Along rows or columns, which are counted from 1 as in all of an expression, and from 0 in these of mathjs. */
const alongDimension = { cumsum: native.cumsum, diff: native.diff };

/** What else an expression may use, as it is in mathjs: without state, and without a way to anything outside. */
const natives = [
  'abs', 'acos', 'add', 'arg', 'asin', 'atan', 'atan2', 'bignumber', 'cbrt', 'column', 'complex', 'concat', 'conj', 'cos',
  'cosh', 'count', 'cross', 'ctranspose', 'cube', 'diag', 'divide', 'dot', 'dotDivide', 'dotMultiply', 'dotPow',
  'exp', 'expm1', 'factorial', 'flatten', 'fraction', 'gcd', 'hypot', 'identity', 'im', 'kron', 'lcm', 'log', 'log10',
  'log1p', 'log2', 'lsolve', 'max', 'mean', 'median', 'min', 'mod', 'multiply', 'nthRoot', 'number', 'ones', 'pow', 'prod',
  'range', 're', 'reshape', 'row', 'sign', 'sin', 'sinh', 'size', 'sort', 'sparse', 'sqrt', 'square', 'squeeze', 'std',
  'subtract', 'sum', 'tan', 'tanh', 'trace', 'transpose', 'usolve', 'variance', 'zeros',
] as const; // prettier-ignore

const constants = ['pi', 'e', 'i', 'true', 'false'];

const functionNames: readonly string[] = [
  ...Object.keys(ofMatrix),
  ...Object.keys(ofTwo),
  ...Object.keys(alongDimension),
  ...Object.keys(roundings),
  ...natives,
].sort();
const functions = new Set(functionNames);

/** What a tree of an expression may consist of. */
const nodes = new Set([
  'AccessorNode',
  'ArrayNode',
  'AssignmentNode',
  'BlockNode',
  'ConditionalNode',
  'ConstantNode',
  'FunctionNode',
  'IndexNode',
  'OperatorNode',
  'ParenthesisNode',
  'RangeNode',
  'RelationalNode',
  'SymbolNode',
]);

const nodeNames: Readonly<Record<string, string>> = {
  FunctionAssignmentNode: 'A definition of a function',
  ObjectNode: 'An object in braces',
};

const disabled = (name: string) => (): never => {
  throw faults.unexpected(`${name} was called in an expression`);
};

/** Adds the functions to mathjs, and takes away those that read, define or reach for anything. */
function extend(): void {
  const withRank = new Set(['nmf', 'pca', 'svd', 'eigs']);
  const typed = Object.entries(ofMatrix).map(([name, run]) => {
    const one = run as (a: unknown, option?: unknown) => unknown;
    const alone = (a: unknown): unknown => one(a);
    const both = (a: unknown, option: unknown): unknown => one(a, option);
    return [
      name,
      math.typed(name, {
        'Array | Matrix': alone,
        ...(withRank.has(name) ? { 'Array | Matrix, number': both } : {}),
        ...(name === 'det' || name === 'inv' ? { 'number | BigNumber | Complex | Fraction': native[name] } : {}),
        ...(name === 'norm'
          ? {
              'Array | Matrix, number | BigNumber | string': both,
              'number | BigNumber | Complex | Fraction': (scalar: MathNumericType) => math.abs(scalar),
            }
          : {}),
        ...(name === 'qr' ? { 'Array | Matrix, boolean': both } : {}),
      }),
    ] as const;
  });
  const systems = Object.entries(ofTwo).map(
    ([name, run]) => [name, math.typed(name, { 'Array | Matrix, Array | Matrix': run })] as const,
  );
  const along = Object.entries(alongDimension).map(
    ([name, run]) =>
      [
        name,
        math.typed(name, {
          'Array | Matrix': (a: MathMatrix) => run(a),
          'Array | Matrix, number': (a: MathMatrix, dimension: number) => run(a, dimension - 1),
        }),
      ] as const,
  );
  const dangerous = [
    'evaluate',
    'parse',
    'compile',
    'parser',
    'simplify',
    'derivative',
    'createUnit',
    'import',
    'config',
  ];
  math.import(
    {
      ...Object.fromEntries(typed),
      ...Object.fromEntries(systems),
      ...Object.fromEntries(along),
      ...roundings,
      ...Object.fromEntries(dangerous.map((name) => [name, disabled(name)])),
    },
    { override: true },
  );
}
extend();

/**
 * Throws where an expression holds what it may not: a name that is neither a matrix nor a function here, a method, a
 * definition. Everything that is not known to be harmless is refused.
 */
export function checkNodes(tree: MathNode, expression: string, matrices: readonly string[]): void {
  const assigned = new Set<string>();
  const known = new Set([...matrices, ...constants, 'end']);
  tree.traverse((node) => {
    if (!nodes.has(node.type))
      throw faults.notInExpressions(nodeNames[node.type] ?? `A ${node.type}`, placeOf(node.toString(), expression), '');
    if (math.isAssignmentNode(node)) {
      if (!math.isSymbolNode(node.object) || node.index !== null)
        throw faults.notInExpressions('A change of part of a matrix', placeOf(node.toString(), expression), '');
      assigned.add(node.object.name);
    }
    if (math.isOperatorNode(node) && !(node.fn in math))
      throw faults.notInExpressions(`The operator ${node.op}`, placeOf(node.op, expression), '');
    if (math.isFunctionNode(node)) {
      if (!math.isSymbolNode(node.fn))
        throw faults.notInExpressions(
          'A method',
          placeOf(node.toString(), expression),
          'Call functions by their names.',
        );
      if (!functions.has(node.fn.name))
        throw faults.unknownFunction(node.fn.name, placeOf(node.fn.name, expression), functionNames);
    }
  });
  tree.traverse((node, path, parent) => {
    if (!math.isSymbolNode(node) || (path === 'fn' && math.isFunctionNode(parent))) return;
    if (!known.has(node.name) && !assigned.has(node.name))
      throw faults.unknownName(node.name, placeOf(node.name, expression), matrices);
  });
}

/** Where a name begins, from 1. */
function placeOf(text: string, expression: string): number {
  const escaped = text.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&');
  const at = expression.search(new RegExp(`(?<![\\p{L}\\p{N}_])${escaped}(?![\\p{L}\\p{N}_])`, 'u'));
  return Math.max(at, expression.indexOf(text), 0) + 1;
}
