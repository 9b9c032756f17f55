import type { MatrixBlock } from '../../matrix/block';
import { buildBlock } from '../draft';
import type { FindContext, FormatReader } from '../format';
import { problems } from '../problems';
import { latexCellReader } from './cell';
import { isOperand, nameBefore } from './name';
import { takeBorder } from './border';
import { isDoubled, latexBody, unescaped } from './body';
import { splitLatexRows } from './rows';

const environment = String.raw`\\(begin|end)\s*\{\s*([pbBvV]?(?:small)?matrix\*?|array|[pbBvV]?Nice(?:Matrix\*?|Array)|blockarray)\s*\}`;
const anywhere = new RegExp(environment, 'g');
/** In a TeX document, \begin after a % is a comment, and \\ and \% begin nothing. */
const inTex = new RegExp(String.raw`\\[\\%]|%[^\n]*|${environment}`, 'g');
/** Where an environment without an end is taken to end: with the mathematics or paragraph it stands in. */
const unclosedEnd = /\\(?:begin|end)\s*\{|\$|\\[\])]|\r?\n[ \t]*\r?\n/g;
const longestUnclosed = 20_000;

interface Open {
  readonly environment: string;
  readonly begin: number;
  readonly body: number;
  nested: boolean;
}

/** Matrix environments of LaTeX and amsmath, in a text of any language. */
export const latexReader: FormatReader = {
  families: ['text', 'tex', 'json'],
  find(text, context) {
    const blocks: MatrixBlock[] = [];
    const add = (open: Open, bodyEnd: number, end: number, closed: boolean): void => {
      if (open.nested && closed) return;
      const block = readEnvironment(text, open, bodyEnd, end, closed, context);
      if (block !== null) blocks.push(block);
    };
    const stack: Open[] = [];
    const waiting = new Map<string, number>();
    const pop = (): Open => {
      const open = stack.pop()!;
      waiting.set(open.environment, waiting.get(open.environment)! - 1);
      return open;
    };
    const addUnclosed = (open: Open): void => {
      const end = endOfUnclosed(text, open.body);
      add(open, end, end, false);
    };

    const expression = context.family === 'tex' ? inTex : anywhere;
    expression.lastIndex = 0;
    for (let match = expression.exec(text); match !== null; match = expression.exec(text)) {
      const [word, kind, name] = match;
      const after = match.index + word.length;
      if (name === undefined) continue;
      if (kind === 'begin') {
        const around = stack.at(-1);
        if (around !== undefined) around.nested = true;
        stack.push({ environment: name, begin: match.index, body: bodyStart(text, after, name), nested: false });
        waiting.set(name, (waiting.get(name) ?? 0) + 1);
      } else if ((waiting.get(name) ?? 0) > 0) {
        let open = pop();
        for (; open.environment !== name; open = pop()) addUnclosed(open);
        add(open, match.index, after, true);
      }
    }
    while (stack.length > 0) addUnclosed(pop());
    return blocks;
  },
};

function readEnvironment(
  text: string,
  open: Open,
  bodyEnd: number,
  end: number,
  closed: boolean,
  { family, isMissing }: FindContext,
): MatrixBlock | null {
  const start = Math.min(open.body, bodyEnd);
  // A body over several strings of JSON is written in a notebook; elsewhere they are other values.
  if (family === 'json' && text.slice(start, bodyEnd).includes('"')) return null;
  // nicematrix sets labels beside the brackets.
  if (/(?:first|last)-(?:row|col)/.test(text.slice(open.begin, start))) return null;
  const escaped = family !== 'tex' && closed && isDoubled(text, open.begin) && isDoubled(text, bodyEnd);
  const body = latexBody(text, start, escaped ? bodyEnd - 1 : bodyEnd, { escaped, commented: family !== 'tex' });
  if (body === null) return null;
  const isLabelled = open.environment === 'blockarray';
  const labelled = isLabelled ? takeBorder(text, splitLatexRows(text, start, body), body.includes('\\begin')) : null;
  if (isLabelled && labelled === null) return null;
  const readCell = latexCellReader(isMissing);
  return buildBlock(
    text,
    {
      format: 'latex',
      start: open.begin,
      end,
      name: nameOf(text, open.begin, end, escaped),
      ...(labelled ?? { rows: splitLatexRows(text, start, body), rowLabels: null, columnLabels: null }),
      problems: closed ? [] : [problems.unclosedEnvironment(open.environment, { start: open.begin, end: open.body })],
    },
    escaped ? (cell) => readCell(unescaped(cell)) : readCell,
  );
}

/** The name of the matrix text[begin] … text[end]; null where it has none, or is a part of what was named. */
function nameOf(text: string, begin: number, end: number, escaped: boolean): string | null {
  if (!escaped) return isOperand(text, end) ? null : nameBefore(text, begin);
  if (isOperand(unescaped(text.slice(end, end + 100)), 0)) return null;
  const before = unescaped(text.slice(Math.max(0, begin - 300), begin - 1));
  return nameBefore(before, before.length);
}

const longestSpecification = 200;

/** After the column specification of an array, or the alignment of a starred matrix. */
function bodyStart(text: string, after: number, environment: string): number {
  const option = /\s{0,20}\[(?:[a-z]|[a-z][^\][\n&]{1,80})\]/y;
  option.lastIndex = after;
  const start = option.test(text) ? option.lastIndex : after;
  return /array$/i.test(environment) ? afterGroup(text, start) : start;
}

/** After the balanced {…} that stands at `start`, or `start` where there is none. */
function afterGroup(text: string, start: number): number {
  const first = start + (/^\s*/.exec(text.slice(start, start + 20))?.[0].length ?? 0);
  if (text[first] !== '{') return start;
  let depth = 0;
  for (let at = first; at < first + longestSpecification; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return at + 1;
  }
  return start;
}

function endOfUnclosed(text: string, body: number): number {
  unclosedEnd.lastIndex = body;
  const match = unclosedEnd.exec(text);
  const end = Math.min(match?.index ?? text.length, body + longestUnclosed);
  return body + text.slice(body, end).trimEnd().length;
}
