import type { MathNode } from 'mathjs';
import { countMissing, type LabelledMatrix } from '../../matrix/dense';
import { Fault } from '../../matrix/fault';
import { faults } from '../../matrix/faults';
import { wordsOf, type CalculateRequest, type CalculatedValue, type Calculation } from '../../protocol/calculation';
import type { Control } from '../../protocol/control';
import { math, native } from '../math';
import { answerOf } from './answers';
import { checkNodes } from './language';
import { inSession, usualDigits } from './session';
import { variableOf, type Taken } from './values';

type Scope = Map<string, unknown>;

/**
 * Evaluates an expression over matrices: arithmetic of mathjs, and decompositions by the names of its users. Throws
 * `cannotParse`, `unknownName`, `notInExpressions` and others that name the place, the faults of the decompositions, and `cancelled`.
 */
export function calculate(request: CalculateRequest, control: Control): Calculation {
  const started = performance.now();
  const { expression, seed, precision } = request;
  if (precision !== null && !(Number.isInteger(precision) && precision >= 1 && precision <= mostDigits))
    throw faults.outOfRange('The precision', `a whole number of digits from 1 to ${mostDigits}`, String(precision));
  const digits = precision ?? usualDigits;
  native.config({ number: precision === null ? 'number' : 'BigNumber', precision: digits + guardDigits });
  try {
    const { value, notes } = inSession({ control, seed, digits }, () => valueOf(request, control));
    return { expression, value, warnings: notes, seconds: (performance.now() - started) / 1000 };
  } finally {
    native.config({ number: 'number' });
  }
}

/** More are neither asked for nor quick. */
const mostDigits = 1000;
/** Reckoned with besides those asked for, so that these are right where A is not nearly singular. */
const guardDigits = 15;

function valueOf({ expression, matrices, exact, precision }: CalculateRequest, control: Control): CalculatedValue {
  if (exact && precision !== null) throw faults.exactAndPrecise();
  const tree = exact ? withAllDigits(() => parsed(expression)) : parsed(expression);
  const names = matrices.flatMap(({ name }) => (name === null ? [] : [name]));
  checkNodes(tree, expression, names);
  const words = wordsOf(expression);
  const used = matrices.filter(({ name }) => name !== null && words.has(name));
  const taken: Taken = exact ? 'fractions' : precision === null ? 'doubles' : 'precise';
  const scope: Scope = new Map(used.map((matrix) => [matrix.name ?? '', variable(matrix, taken)]));
  // mathjs keeps its constants as doubles
  if (taken === 'precise') scope.set('pi', math.bignumber(-1).acos()).set('e', math.bignumber(1).exp());
  control.checkpoint();
  return answerOf(lastOf(evaluated(rewritten[taken](tree), scope)));
}

function variable(matrix: LabelledMatrix, taken: Taken): unknown {
  if (countMissing(matrix) > 0) throw faults.namedMissing(matrix.name ?? '');
  return variableOf(matrix, taken);
}

/** Reads numbers as they are written, not as the nearest doubles. */
function withAllDigits(read: () => MathNode): MathNode {
  native.config({ number: 'BigNumber' });
  try {
    return read();
  } finally {
    native.config({ number: 'number' });
  }
}

function parsed(expression: string): MathNode {
  try {
    return native.parse(expression);
  } catch (error) {
    const at = error instanceof Error && 'char' in error && typeof error.char === 'number' ? error.char : 1;
    throw faults.cannotParse(at, reasonOf(error));
  }
}

/** Without the place that mathjs adds, and without a full stop. */
function reasonOf(error: unknown): string {
  if (error instanceof RangeError && /call stack|array length/i.test(error.message)) return 'it is too large';
  const message = error instanceof Error ? error.message : String(error);
  if (message.startsWith('Cannot implicitly convert'))
    return 'it mixes rounded numbers, which some functions answer with, with fractions or numbers of more digits; number(…) rounds those too';
  return message.replace(/\s*\(char \d+\)/, '').replace(/\.$/, '');
}

/** What is given by several parts with ; or line breaks between is the last of them. */
function lastOf(value: unknown): unknown {
  if (!math.isResultSet(value)) return value;
  const entries: unknown = value.valueOf();
  if (!Array.isArray(entries) || entries.length === 0) throw faults.noValue();
  return entries.at(-1) as unknown;
}

function evaluated(tree: MathNode, scope: Scope): unknown {
  const before = new Map(scope);
  try {
    return tree.compile().evaluate(scope) as unknown;
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw faults.cannotCalculate(writtenAs(failing(tree, before)), reasonOf(error));
  }
}

/** With numbers that were made fractions as they stood in the expression. */
function writtenAs(tree: MathNode): string {
  return tree.toString({
    handler: (node: MathNode) => {
      if (!math.isFunctionNode(node) || node.fn.name !== 'fraction') return undefined;
      const [number] = node.args;
      return math.isConstantNode(number) && typeof number.value === 'string' ? number.value : undefined;
    },
  });
}

/** The smallest part of an expression that fails. */
function failing(tree: MathNode, scope: Scope): MathNode {
  const parts: MathNode[] = [];
  tree.forEach((node) => parts.push(node));
  for (const part of parts) {
    if (math.isSymbolNode(part) || part.type === 'IndexNode') continue;
    try {
      part.compile().evaluate(scope);
    } catch {
      return failing(part, scope);
    }
  }
  return tree;
}

/** Powers of ten beyond which a number is not written out as a fraction. */
const largestPower = 1000;

/** The numbers of sums, products and matrices as fractions; exponents, indices and options of functions are doubles. */
function withFractions(node: MathNode): MathNode {
  if (math.isFunctionNode(node) || node.type === 'IndexNode')
    return node.map((part) => (math.isConstantNode(part) ? asDouble(part) : withFractions(part)));
  if (math.isOperatorNode(node) && node.fn === 'pow')
    return node.map((part, path) => (path === 'args[0]' ? withFractions(part) : part.transform(asDouble)));
  if (math.isConstantNode(node) && math.isBigNumber(node.value)) {
    if (Math.abs(node.value.e) > largestPower)
      throw faults.cannotCalculate(String(node.value), 'it is too large or too small for a fraction');
    return native.parse(`fraction("${node.value.toFixed()}")`);
  }
  return node.map(withFractions);
}

function asDouble(node: MathNode): MathNode {
  return math.isConstantNode(node) && math.isBigNumber(node.value)
    ? new math.ConstantNode(node.value.toNumber())
    : node;
}

/** The numbers that are read with all their digits, as doubles where they are indices or options of functions, all but the first argument. */
function withDoubles(node: MathNode): MathNode {
  if (math.isFunctionNode(node) || node.type === 'IndexNode') {
    const first = node.type === 'IndexNode' ? null : 'args[0]';
    return node.map((part, path) => (path !== first && math.isConstantNode(part) ? asDouble(part) : withDoubles(part)));
  }
  return node.map(withDoubles);
}

const rewritten: Readonly<Record<Taken, (tree: MathNode) => MathNode>> = {
  doubles: (tree) => tree,
  fractions: withFractions,
  precise: withDoubles,
};
