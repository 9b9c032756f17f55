const lookBack = 300;
const longestName = 40;

/** What ends the statement before the one a matrix stands in. Those that open mathematics say that all after is mathematics. */
const boundary =
  /(\$|\\?\\\(|\\\[|\\begin\s*\{[^{}]*\}(?:\{[^{}]*\})?)|\\\\(?:\[[^[\]]*\])?|\\end\s*\{[^{}]*\}|[\"`]|\r?\n[ \t]*\r?\n|[,;](?![^{}]{0,99}\})|\\q?quad(?![A-Za-z])/g;
const openingDelimiter = /(?:\\(?:left|[bB]igg?l?)\s*(?:\\[{|a-zA-Z]+|[[(|.])|[[(|]|\\lbrack)\s*$/;
const equals = /:?=|\\(?:coloneqq|triangleq|equiv)(?![A-Za-z])/;
/** What leads from one statement to the next. */
const implication = /^(?:\\(?:implies|iff|therefore|Rightarrow|Longrightarrow|Leftrightarrow|to)(?![A-Za-z])|⇒|⟹)\s*/;
const fonts = String.raw`\\(?:math(?:bf|rm|it|sf|cal|bb|scr)|boldsymbol|bm|text(?:bf|it|rm)?|operatorname)`;
const fontOfGroup = new RegExp(`${fonts}\\s*\\{([^{}]*)\\}`, 'g');
const fontOfLetter = new RegExp(`${fonts}\\s+([A-Za-z])(?![A-Za-z])`, 'g');

/**
 * The name a statement gives to the matrix whose \begin stands at `begin`: what is left of the first equals sign,
 * as written, without fonts. R = \begin…; \hat R = U V^T = \begin… is \hat R. Null where there is none.
 */
export function nameBefore(text: string, begin: number): string | null {
  const before = text.slice(Math.max(0, begin - lookBack), begin);
  if (!equals.test(before)) return null;
  let start = 0;
  let mathematics = false;
  // Nothing before the last dollar matters.
  boundary.lastIndex = Math.max(0, before.lastIndexOf('$'));
  for (let match = boundary.exec(before); match !== null; match = boundary.exec(before)) {
    start = boundary.lastIndex;
    mathematics = match[1] !== undefined;
  }
  const statement = before
    .slice(start)
    .replace(/(?<!\\)%[^\n]*\n/g, '\n')
    .replace(/^[ \t]*(?:[%#*>]+|\/\/+[/!]?|[rfRF]?(?:"+|'+))[ \t]*/gm, '')
    .replace(/\\label\s*\{[^{}]*\}|&|\\displaystyle(?![A-Za-z])/g, ' ')
    .trim()
    .replace(openingDelimiter, '')
    .trim();
  const last = /(?::?=|\\(?:coloneqq|triangleq|equiv))$/.exec(statement);
  if (last === null) return null;
  const left = statement
    .slice(0, equals.exec(statement)?.index ?? 0)
    .trim()
    .replace(implication, '');
  return asName(mathematics ? left.replace(/\s+/g, ' ') : endOfSentence(left));
}

/** In prose, "Let A" names A: the last line, after its last plain word. */
function endOfSentence(left: string): string {
  const line = left.split('\n').at(-1)!.trim();
  const words = line.split(/[ \t]+/);
  const lastWord = words.slice(0, -1).findLastIndex((word) => /^[\p{L}\p{N}'’.:-]{2,}$/u.test(word) || word === 'a');
  return words.slice(lastWord + 1).join(' ');
}

function asName(written: string): string | null {
  const name = (
    written.includes('\\') ? written.replace(fontOfGroup, '$1').replace(fontOfLetter, '$1') : written
  ).trim();
  if (name === '' || name.length > longestName || !/[\p{L}]/u.test(name) || isPart.test(name)) return null;
  return isBalanced(name, '{', '}') && isBalanced(name, '(', ')') && isBalanced(name, '[', ']') ? name : null;
}

/** What begins or ends with an operator or with half of a pair of delimiters is a part of something longer. */
const isPart =
  /^(?:[+*/|,.:^_]|\\(?:cdot|times|otimes|mid|right|middle|[bB]igg?r?)(?![A-Za-z]))|(?:[+*/|,(^_-]|\\(?:cdot|times|otimes|mid|left))$/;

function isBalanced(name: string, open: string, close: string): boolean {
  let depth = 0;
  for (const character of name) {
    if (character === open) depth++;
    if (character === close && --depth < 0) return false;
  }
  return depth === 0;
}

/** Whether what follows a matrix makes it only a part of what was named: a product, a sum, a transpose. */
export function isOperand(text: string, end: number): boolean {
  const after =
    /[ \t]*(?:\r?\n[ \t]*)?(?:(?:\\right|\\[bB]igg?r?)\s*(?:\\[}|a-zA-Z]+|[\])|.])|[\])|])?[ \t]*(?:\r?\n[ \t]*)?(?:\^|\\begin\s*\{[a-zA-Z]*matrix|\\left(?![a-z])|\\(?:cdot|times|otimes|odot|circ)(?![A-Za-z])|[+*/]|-(?![ \t]))/y;
  after.lastIndex = end;
  return after.test(text);
}
