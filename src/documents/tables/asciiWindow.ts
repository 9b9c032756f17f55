const width = 1 << 14;
/** Longer than any field the window is asked about. */
const longest = 64;
/** What stands for every character that is not ASCII, and after the last one. */
const other = 255;
const encoder = new TextEncoder();

/**
 * A part of a text as bytes, which moves along with its reader. To read a byte of an array takes a fraction of what it
 * takes to read a character of a string, and most texts copy into bytes at the speed of memory.
 */
export class AsciiWindow {
  readonly bytes = new Uint8Array(width + 1);
  /** Where bytes[0] stands in the text. */
  start = 0;
  /** After the last character shown; the byte there ends every number. */
  end = 0;

  /** Shows no more than text[0] … text[limit]. */
  constructor(
    private readonly text: string,
    private readonly limit: number,
  ) {}

  /** Makes the window show an offset, with a field after it. */
  show(at: number): void {
    if (at < this.start || (at + longest > this.end && this.end < this.limit)) this.move(at);
  }

  /** Whether a field that begins at an offset may go on after the window's end. */
  mayCut(at: number): boolean {
    return at > this.start && at + longest > this.end && this.end < this.limit;
  }

  private move(at: number): void {
    const { text, bytes } = this;
    this.start = at;
    this.end = Math.min(at + width, this.limit);
    const length = this.end - at;
    const { read, written } = encoder.encodeInto(text.slice(at, this.end), bytes);
    // One byte a character: ASCII. Any other character takes two or more.
    if (read !== length || written !== length)
      for (let i = 0; i < length; i++) bytes[i] = Math.min(text.charCodeAt(at + i), other);
    bytes[length] = other;
  }
}
