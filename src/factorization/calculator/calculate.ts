import type { MathNode } from 'mathjs';
import { countMissing, type LabelledMatrix } from '../../matrix/dense';
import { Fault } from '../../matrix/fault';
import { faults } from '../../matrix/faults';
import { wordsOf, type CalculateRequest, type Calculation } from '../../protocol/calculation';
import type { Control } from '../../protocol/control';
import { math, native } from '../math';
import { answerOf } from './answers';
import { checkNodes } from './language';
import { inSession } from './session';
import { variableOf } from './values';

type Scope = Map<string, unknown>;

/**
 * Evaluates an expression over matrices: arithmetic of mathjs, and decompositions by the names of its users. Throws
 * `cannotParse`, `unknownName`, `notInExpressions` and others that name the place, the faults of the decompositions, and `cancelled`.
 */
export function calculate(request: CalculateRequest, control: Control): Calculation {
  const started = performance.now();
  const { expression, matrices, exact, seed } = request;
  const tree = parsed(expression);
  const names = matrices.flatMap(({ name }) => (name === null ? [] : [name]));
  checkNodes(tree, expression, names);
  const words = wordsOf(expression);
  const used = matrices.filter(({ name }) => name !== null && words.has(name));
  const scope: Scope = new Map(used.map((matrix) => [matrix.name ?? '', variable(matrix, exact)]));
  control.checkpoint();
  const { value, notes } = inSession(control, seed, () =>
    answerOf(lastOf(evaluated(exact ? withFractions(tree) : tree, scope))),
  );
  return { expression, value, warnings: notes, seconds: (performance.now() - started) / 1000 };
}

function variable(matrix: LabelledMatrix, exact: boolean): unknown {
  if (countMissing(matrix) > 0) throw faults.namedMissing(matrix.name ?? '');
  return variableOf(matrix, exact);
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
    throw faults.cannotCalculate(failing(tree, before).toString(), reasonOf(error));
  }
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

/** The numbers of sums, products and matrices as fractions; exponents, indices and options of functions stay as they are. */
function withFractions(node: MathNode): MathNode {
  if (math.isFunctionNode(node) || node.type === 'IndexNode')
    return node.map((part) => (math.isConstantNode(part) ? part : withFractions(part)));
  if (math.isOperatorNode(node) && node.fn === 'pow')
    return node.map((part, path) => (path === 'args[0]' ? withFractions(part) : part));
  if (math.isConstantNode(node) && typeof node.value === 'number') return native.parse(`fraction("${node.value}")`);
  return node.map(withFractions);
}
