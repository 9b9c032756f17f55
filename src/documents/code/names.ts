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
  const before = text.slice(Math.max(0, at - lookBack), at);
  return /[=\-←(]/.test(before.trimEnd().slice(-1)) ? (assignment.exec(before)?.[1] ?? null) : null;
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
