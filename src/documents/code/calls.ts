import type { Label, Range } from '../../matrix/block';

/** An argument of a call: its name where it has one, the place of its value, and that as a call where it is one. */
export interface Argument extends Range {
  readonly name: Label | null;
  readonly call: Call | null;
}

export interface Call extends Range {
  readonly callee: string;
  readonly arguments: readonly Argument[];
}

/** Matrices are calls in calls, and no deeper; what is deeper is given up, so that no text is read again and again. */
const deepest = 4;

const token =
  /(?<skip>#[^\n]*|\s+)|(?<string>"(?:[^"\\\n]|\\.){0,200}"|'(?:[^'\\\n]|\\.){0,200}')|(?<open>[([{])|(?<close>[)\]}])|(?<comma>,)|(?<equals>=(?!=))|(?<word>[^\s#"'()[\]{},=]+|[^])/gy;

interface Frame {
  readonly callee: string;
  readonly start: number;
  readonly isCall: boolean;
  readonly arguments: Argument[];
  name: Label | null;
  start0: number;
  end0: number;
  call: Call | null;
  words: number;
}

/** The call whose callee stands at `start` and whose parenthesis at `open`, in the notation of R; null where it does not end. */
export function parseCall(text: string, start: number, open: number): Call | null {
  const frame = (callee: string, at: number, isCall: boolean): Frame => ({
    callee,
    start: at,
    isCall,
    arguments: [],
    name: null,
    start0: -1,
    end0: -1,
    call: null,
    words: 0,
  });
  const stack: Frame[] = [frame(text.slice(start, open).trim(), start, true)];
  token.lastIndex = open + 1;
  for (;;) {
    const match = token.exec(text);
    if (match === null) return null;
    const { skip, open: opens, close, comma, equals } = match.groups!;
    // A call does not go on over a blank line: what looks so is one that never closes.
    if (skip !== undefined && /\n[^\S\n]*\n/.test(skip)) return null;
    if (skip !== undefined) continue;
    const [from, to] = [match.index, token.lastIndex];
    const top = stack.at(-1)!;
    if (opens !== undefined) {
      if (stack.length === deepest) return null;
      const callee = top.words === 1 && top.end0 === from ? text.slice(top.start0, from) : '';
      stack.push(frame(callee, callee === '' ? from : top.start0, opens === '('));
      continue;
    }
    if (close !== undefined) {
      endArgument(top);
      stack.pop();
      const parent = stack.at(-1);
      const call: Call = { callee: top.callee, start: top.start, end: to, arguments: top.arguments };
      if (parent === undefined) return call;
      extend(parent, top.start, to);
      parent.call = top.isCall && parent.words <= 2 && top.callee !== '' ? call : null;
      continue;
    }
    if (comma !== undefined) endArgument(top);
    else if (equals !== undefined && top.words === 1 && top.call === null && top.name === null) {
      const [start, end] = [top.start0, top.end0];
      top.name = { text: text.slice(start, end).replace(/^["'`]|["'`]$/g, ''), start, end };
      top.start0 = -1;
      top.words = 0;
    } else {
      top.call = null;
      extend(top, from, to);
    }
  }
}

function extend(frame: Frame, from: number, to: number): void {
  if (frame.start0 < 0) frame.start0 = from;
  frame.end0 = to;
  frame.words++;
}

function endArgument(frame: Frame): void {
  if (frame.start0 >= 0)
    frame.arguments.push({ name: frame.name, start: frame.start0, end: frame.end0, call: frame.call });
  frame.name = null;
  frame.call = null;
  frame.start0 = -1;
  frame.words = 0;
}
