import { matrixOf, type MatrixBlock } from '../../matrix/block';
import { faults } from '../../matrix/faults';
import { callingNames, wordsOf, type CalculatedPart, type Calculation } from '../../protocol/calculation';
import { refuseProblems } from '../analyse';
import { pickFormat } from '../formatChoice';
import { insertMatrixText } from '../matrixTexts';
import { printForUse } from '../printing';
import type { Services } from '../services';
import { readOptions } from '../settings';
import { printable, textOf } from './calculated';
import { askCalculation, type Typed } from './calculation';

const recentKey = 'factorize.recentExpressions';
const exactKey = 'factorize.calculatesInFractions';
const mostRecent = 8;
const mostNamed = 12;

/** A matrix and what it is called in an expression. */
interface Called {
  readonly name: string;
  readonly block: MatrixBlock;
}

/** Calculate…: an expression over the named matrices of the text; what it comes to is shown, and inserted where chosen. */
export async function calculate(services: Services): Promise<void> {
  const document = services.editor.current()?.document;
  if (document === undefined) throw faults.noEditor();
  const blocks = await services.scanner.matrices(document);
  const names = callingNames(blocks.map(({ name }) => name));
  const called = blocks.flatMap((block, at): Called[] => {
    const name = names[at] ?? null;
    return name === null ? [] : [{ name, block }];
  });
  const title = ({ name, block }: Called): string =>
    block.name === null ? `${name} (line ${document.positionAt(block.start).line + 1})` : name;
  const { seed } = readOptions(document.uri);

  const calculateTyped = async ({ expression, isExact }: Typed, signal: AbortSignal): Promise<Calculation> => {
    const words = wordsOf(expression);
    const isUsed = ({ name }: Called): boolean => words.has(name);
    for (const { block } of called.filter(isUsed)) await refuseProblems(document, block);
    // A few more are sent for the message that says what there is, where a name is unknown.
    const sent = called.filter((one, at) => at < mostNamed || isUsed(one));
    const matrices = sent.map(({ name, block }) => ({ ...matrixOf(block), name }));
    const request = { kind: 'calculate', expression, matrices, exact: isExact, precision: null, seed } as const;
    return services.pool().run(request, { signal });
  };
  const recent = recentExpressions(services);
  const recentHere = recent.filter((expression) => isOver(expression, called));
  const chosen = await askCalculation({
    names: called.map(title),
    suggestions: new Map([
      ['Recent', recentHere],
      ['For example', examples(called).filter((expression) => !recentHere.includes(expression))],
    ]),
    isExact: services.memory.get<unknown>(exactKey) === true,
    calculate: calculateTyped,
  });
  if (chosen === null) return;
  const { expression, isExact, part } = chosen;
  await services.memory.update(exactKey, isExact);
  await services.memory.update(recentKey, [expression, ...recent.filter((one) => one !== expression)]);
  await insert(services, part);
}

function recentExpressions({ memory }: Services): readonly string[] {
  const kept = memory.get<unknown>(recentKey);
  return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, mostRecent) : [];
}

/** Whether an expression from another text speaks of a matrix that this one has. */
function isOver(expression: string, called: readonly Called[]): boolean {
  const words = wordsOf(expression);
  return called.some(({ name }) => words.has(name));
}

/** What can be asked of the first matrices, so that the syntax need not be guessed. */
function examples(called: readonly Called[]): readonly string[] {
  const [a] = called;
  if (a === undefined) return [];
  const product = called.find(({ block }) => block !== a.block && block.rows === a.block.columns);
  return [
    `svd(${a.name}).values`,
    a.block.rows === a.block.columns ? `inv(${a.name})` : `pinv(${a.name})`,
    `rank(${a.name})`,
    ...(product === undefined ? [] : [`${a.name} * ${product.name}`]),
  ];
}

async function insert(services: Services, { value }: CalculatedPart): Promise<void> {
  if (value.kind !== 'matrix') {
    await insertMatrixText(services.editor, textOf(value), 'spaced');
    return;
  }
  const format = await pickFormat(services.memory, 'Insert at the cursor as…');
  if (format === null) return;
  const scope = services.editor.current()?.document.uri ?? null;
  await insertMatrixText(services.editor, printForUse(printable(value), format, scope), format);
}
