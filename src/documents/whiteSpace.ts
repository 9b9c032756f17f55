/** Whether a character is what regular expressions call white space, by its code; NaN, after a text, is none. */
export function isWhiteSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || (code > 127 && /\s/.test(String.fromCharCode(code)));
}
