import { isWhiteSpace } from '../whiteSpace';

const lookBack = 200;
/**
 * name =, name: Type =, name[2][2] =, name :=, name <-; then any calls the value is an argument of. What is as short
 * as a name is no type: in "Example: X =" it is X that is assigned.
 */
const assignment =
  /([\p{L}_][\p{L}\p{N}_.]*)(?:\s*\[[^[\]\n]*\]){0,3}(?:\s*:\s*(?=[\p{L}_]\w*[.[]|\w{3})[\p{L}_][\p{L}\p{N}_.[\], ]*)?\s*(?:=|:=|<-|←)\s*(?:[\p{L}_][\p{L}\p{N}_.]*\s*\(\s*)*$/u;
const call = /[\p{L}\p{N}_]\s*\(\s*$/u;

/** The name of what is assigned at `at`, in any of the common languages; null where nothing is. */
export function assignedName(text: string, at: number): string | null {
  const first = Math.max(0, at - lookBack);
  let end = at;
  while (end > first && isWhiteSpace(text.charCodeAt(end - 1))) end--;
  if (end === first || !'=-←('.includes(text.charAt(end - 1))) return null;
  return assignment.exec(text.slice(statementStart(text, first, end), end))?.[1] ?? null;
}

/** The characters of ASCII that no assignment has before its value, but between square brackets. */
const ending = Uint8Array.from({ length: 128 }, (_, code) =>
  /[\w.,:=<\-([\]\s]/.test(String.fromCharCode(code)) ? 0 : 1,
);
const closingBracket = 93;

/** Where the statement that ends at `end` can begin at the earliest: what stands before is not looked at again and again. */
function statementStart(text: string, first: number, end: number): number {
  for (let at = end - 1; at >= first; at--) {
    const code = text.charCodeAt(at);
    if (code === closingBracket) return first;
    if (ending[code] === 1) return at + 1;
  }
  return first;
}

/** Whether what stands at `at` is the first argument of a call. */
export function isArgument(text: string, at: number): boolean {
  return call.test(text.slice(Math.max(0, at - lookBack), at));
}

/** Whether text[start] … text[end] is all there is in the text. */
export function isWhole(text: string, start: number, end: number): boolean {
  if (start > lookBack || text.length - end > lookBack) return false;
  return text.slice(0, start).trim() === '' && text.slice(end).trim() === '';
}

/** Whether the value that ends at `end` is only an operand: transposed, raised or multiplied. */
export function isFactor(text: string, end: number): boolean {
  return /^[ \t]*(?:\.?['*^/\\]|[+-](?=[ \t]*[\w([{]))/.test(text.slice(end, end + 20));
}
