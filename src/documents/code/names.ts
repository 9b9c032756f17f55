import { isWhiteSpace } from '../whiteSpace';

const lookBack = 200;
/**
 * name =, name: Type =, name[2][2] =, name :=, name <-; then any calls the value is an argument of. What is as short
 * as a name is no type: in "Example: X =" it is X that is assigned.
 */
const assignment =
  /([\p{L}_][\p{L}\p{N}_.]*)(?:\s*\[[^[\]\n]*\]){0,3}(?:[ \t]*:[ \t]*(?=[\p{L}_]\w*[.[]|\w{3})[\p{L}_][\p{L}\p{N}_.[\], ]*)?\s*(?:=|:=|<-|←)\s*(?:new\s+)?(?:[\p{L}_][\p{L}\p{N}_.]*\s*\(\s*(?:\d+\s*,\s*){0,2})*$/u;
const call = /[\p{L}\p{N}_]\s*\(\s*$/u;

/** Calls whose result is another matrix than their argument. */
const transformation =
  /(?:^|[.\s(])(?:p?inv(?:erse)?|solve|det|svd\w*|eig\w*|qr|lu|chol\w*|expm?|logm?|sqrtm?|sum|mean|norm|rank|transpose|t|dot|kron|trace|diag|(?:column|d|h)_?stack|hcat|concatenate|matrix_power|cov|corr?|scale|round|abs)\s*\(/;

/**
 * The name of what is assigned at `at`, in any of the common languages; null where nothing is, or where it is what a call
 * makes of it. An argument that is named, as data=, has the name of what its call is assigned to.
 */
export function assignedName(text: string, at: number): string | null {
  const first = Math.max(0, at - lookBack);
  let end = at;
  while (end > first && isWhiteSpace(text.charCodeAt(end - 1))) end--;
  if (end === first || !'=-←(,'.includes(text.charAt(end - 1))) return null;
  const start = statementStart(text, first, end);
  const match = assignment.exec(text.slice(start, end));
  if (match === null || transformation.test(match[0]) || match[1] === 'numpy') return null;
  const isNamedArgument = call.test(text.slice(start, start + match.index));
  return isNamedArgument ? assignedName(text, start + match.index) : (match[1] ?? null);
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

const kept = 'astype|copy|to|cuda|cpu|double|float|half|detach|numpy|requires_grad_|tolist';
/** What goes on after the calls around a value: a transpose, another method, an operator or an index. */
const followedBy = new RegExp(
  String.raw`^(?:\s*(?:,\s*\w+\s*=\s*[\w.'"]+\s*)*\)(?:\.(?:${kept})\([^()\n]{0,40}\))*)*(?:\.(?!(?:${kept})\b)[A-Za-z]|\[|[ \t]*(?:[*@/+]|-(?=[ \t]*[\w([{])))`,
);

/** Whether what is made of the value that ends at `end`, in Python, is more than a call around it. */
export function isOperandInPython(text: string, end: number): boolean {
  return followedBy.test(text.slice(end, end + lookBack));
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
