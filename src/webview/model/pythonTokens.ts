export type TokenKind = 'comment' | 'string' | 'number' | 'keyword' | 'plain';

/** A piece of a program, coloured alike. */
export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const keywords = [
  ...['and', 'as', 'assert', 'break', 'class', 'continue', 'def', 'elif', 'else', 'for', 'from', 'if', 'import', 'in'],
  ...['is', 'lambda', 'not', 'or', 'pass', 'raise', 'return', 'while', 'with', 'None', 'True', 'False'],
].join('|');
const pattern = new RegExp(
  [
    '(?<comment>#[^\\n]*)',
    '(?<string>"""[\\s\\S]*?"""|[frb]?"(?:\\\\.|[^"\\\\\\n])*"|[frb]?\'(?:\\\\.|[^\'\\\\\\n])*\')',
    '(?<number>\\b\\d[\\d_]*(?:\\.\\d*)?(?:[eE][+-]?\\d+)?j?\\b)',
    `(?<keyword>\\b(?:${keywords})\\b)`,
  ].join('|'),
  'g',
);

/** A program in Python, in pieces that join to the same text. */
export function pythonTokens(program: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const match of program.matchAll(pattern)) {
    if (match.index > at) tokens.push({ kind: 'plain', text: program.slice(at, match.index) });
    tokens.push({ kind: kindOf(match.groups ?? {}), text: match[0] });
    at = match.index + match[0].length;
  }
  if (at < program.length) tokens.push({ kind: 'plain', text: program.slice(at) });
  return tokens;
}

function kindOf(groups: Readonly<Record<string, string | undefined>>): TokenKind {
  const kinds = ['comment', 'string', 'number', 'keyword'] as const;
  return kinds.find((kind) => groups[kind] !== undefined) ?? 'plain';
}
