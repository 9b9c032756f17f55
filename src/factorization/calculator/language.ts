import type { Matrix as MathMatrix, MathNode, MathNumericType } from 'mathjs';
import { faults } from '../../matrix/faults';
import { functionNames, type MatrixFunctionName } from '../../protocol/calculatorFunctions';
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
} satisfies Partial<Record<MatrixFunctionName, unknown>>;

/** Those of a matrix and a right side. */
const ofTwo = { lstsq, lusolve };

/** Along rows or columns, which are counted from 1 as in all of an expression, and from 0 in these of mathjs. */
const alongDimension = { cumsum: native.cumsum, diff: native.diff };

const constants = ['pi', 'e', 'i', 'true', 'false'];

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

/** Functions of the calculator that take a number, k, besides the matrix. */
const withCount: ReadonlySet<string> = new Set(['nmf', 'pca', 'svd', 'eigs']);

/** What a function of `ofMatrix` takes besides a matrix alone, and its kinds of scalar where it takes some. */
function otherSignatures(
  name: string,
  both: (a: unknown, option: unknown) => unknown,
): Readonly<Record<string, (a: never, option: never) => unknown>> {
  if (withCount.has(name)) return { 'Array | Matrix, number': both };
  switch (name) {
    case 'det':
    case 'inv':
      return { 'number | BigNumber | Complex | Fraction': native[name] };
    case 'norm':
      return {
        'Array | Matrix, number | BigNumber | string': both,
        'number | BigNumber | Complex | Fraction': (scalar: MathNumericType) => math.abs(scalar),
      };
    case 'qr':
      return { 'Array | Matrix, boolean': both };
    default:
      return {};
  }
}

function typedOfMatrix(name: string, run: (a: unknown, option?: unknown) => unknown): unknown {
  return math.typed(name, {
    'Array | Matrix': (a: unknown) => run(a),
    ...otherSignatures(name, (a, option) => run(a, option)),
  });
}

function typedAlong(name: string, run: (a: MathMatrix, dimension?: number) => unknown): unknown {
  return math.typed(name, {
    'Array | Matrix': (a: MathMatrix) => run(a),
    'Array | Matrix, number': (a: MathMatrix, dimension: number) => run(a, dimension - 1),
  });
}

/** What of mathjs reads, defines or reaches for anything. */
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

/** Adds the functions to mathjs, and takes away the dangerous ones. */
function extend(): void {
  const mapped = <T>(table: Readonly<Record<string, T>>, typed: (name: string, run: T) => unknown) =>
    Object.fromEntries(Object.entries(table).map(([name, run]) => [name, typed(name, run)]));
  math.import(
    {
      ...mapped(ofMatrix as Readonly<Record<string, (a: unknown, option?: unknown) => unknown>>, typedOfMatrix),
      ...mapped(ofTwo, (name, run) => math.typed(name, { 'Array | Matrix, Array | Matrix': run })),
      ...mapped(alongDimension, typedAlong),
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
