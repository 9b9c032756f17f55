import type { Range } from '../../matrix/block';

const escapes: ReadonlyMap<string, string> = new Map([
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);
const codePoint = /\\u([0-9a-fA-F]{4})/y;

/** The text that some strings of a JSON document make together, and where each of its characters stands there. */
export class JoinedStrings {
  readonly text: string;
  // Part i begins at inner[i] of `text` and stands at outer[i] … outerEnds[i] of the document: an escape, or as it is.
  private readonly inner: number[] = [];
  private readonly outer: number[] = [];
  private readonly outerEnds: number[] = [];

  /** `strings`: their places in the document, in order and with their quotation marks. */
  constructor(document: string, strings: readonly Range[]) {
    const parts: string[] = [];
    let length = 0;
    const add = (part: string, start: number, end: number): void => {
      if (part === '') return;
      parts.push(part);
      this.inner.push(length);
      this.outer.push(start);
      this.outerEnds.push(end);
      length += part.length;
    };
    for (const string of strings) {
      const end = string.end - 1;
      for (let at = string.start + 1; at < end;) {
        const backslash = document.indexOf('\\', at);
        const plainEnd = backslash < 0 || backslash > end ? end : backslash;
        add(document.slice(at, plainEnd), at, plainEnd);
        if (plainEnd === end) break;
        codePoint.lastIndex = backslash;
        const code = codePoint.exec(document)?.[1];
        const escaped = document.charAt(backslash + 1);
        at = backslash + (code === undefined ? 2 : 6);
        const character =
          code === undefined ? (escapes.get(escaped) ?? escaped) : String.fromCharCode(Number.parseInt(code, 16));
        add(character, backslash, at);
      }
    }
    this.text = parts.join('');
  }

  /** Where a part of `text`, which is not empty, stands in the document; an empty part before what follows it. */
  place({ start, end }: Range): Range {
    const from = this.startOf(start);
    return { start: from, end: start === end ? from : this.endOf(end) };
  }

  private startOf(at: number): number {
    if (at >= this.text.length) return this.outerEnds.at(-1)!;
    const part = this.partAt(at);
    return this.outer[part]! + at - this.inner[part]!;
  }

  /** Where the character before `end` ends. */
  private endOf(end: number): number {
    const part = this.partAt(end - 1);
    const isLast = end === (this.inner[part + 1] ?? this.text.length);
    return isLast ? this.outerEnds[part]! : this.outer[part]! + end - this.inner[part]!;
  }

  /** The part that a character of `text` is in. */
  private partAt(at: number): number {
    let [low, high] = [0, this.inner.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.inner[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
