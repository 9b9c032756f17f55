import type { Label, Range } from '../../../matrix/block';
import type { CellSpan } from '../../draft';
import type { Argument } from '../calls';

/** A matrix as R builds it: the places of its cells, and its labels. */
export interface Built {
  readonly rows: readonly (readonly CellSpan[])[];
  readonly rowLabels: readonly Label[] | null;
  readonly columnLabels: readonly Label[] | null;
}

/** An element of a vector. */
export interface Element extends CellSpan {
  readonly name: Label | null;
}

const mostOfRange = 10_000;

/** The numbers of 1:6, from one whole number to another; null where the argument is something else. */
function range(text: string, { start, end, name }: Argument): readonly Element[] | null {
  const match = /^(-?\d{1,9})L?\s*:\s*(-?\d{1,9})L?$/.exec(text.slice(start, Math.min(end, start + 40)));
  if (match === null || name !== null) return null;
  const [from, to] = [Number(match[1]), Number(match[2])];
  const count = Math.abs(to - from) + 1;
  if (count > mostOfRange) return null;
  return Array.from({ length: count }, (_, i) => ({ start, end, name, value: from + Math.sign(to - from) * i }));
}

/** The values of c(…) or of a range; null where the argument is something else, or one of the values is a call of c. */
export function vector(text: string, argument: Argument | undefined): readonly Element[] | null {
  if (argument === undefined) return null;
  const { call } = argument;
  if (call === null) return range(text, { ...argument, name: null });
  if (call.callee !== 'c' || call.arguments.length === 0) return null;
  const elements: Element[] = [];
  for (const one of call.arguments) {
    if (one.call?.callee === 'c') return null;
    const isRange = one.end - one.start < 100 && /^[^"']*:/.test(text.slice(one.start, one.end));
    const values = isRange ? range(text, one) : [elementOf(one)];
    if (values === null || elements.length > mostOfRange) return null;
    for (const value of values) elements.push(value);
  }
  return elements;
}

export const elementOf = ({ start, end, name }: Argument): Element => ({ start, end, name });

export const labelOf = (text: string, { start, end }: Range): Label => ({
  text: stringOf(text.slice(start, end)),
  start,
  end,
});
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

/** What a string of R says; anything else as it is written. */
function stringOf(written: string): string {
  if (!/^(["'])[^]*\1$/.test(written) || written.length < 2) return written;
  return written
    .slice(1, -1)
    .replace(/\\(?:u([0-9a-fA-F]{4})|([^]))/g, (_, code: string | undefined, character: string | undefined) =>
      code === undefined ? (escapes[character!] ?? character!) : String.fromCharCode(Number.parseInt(code, 16)),
    );
}

/** The names of the rows (0) or of the columns (1) in list(c(…), c(…)); null where there are none, or not as many. */
export function dimensionLabels(
  text: string,
  names: Argument | undefined,
  which: 0 | 1,
  count: number,
): readonly Label[] | null {
  const list = names?.call?.callee === 'list' ? vector(text, names.call.arguments[which]) : null;
  return list?.length === count ? list.map((one) => labelOf(text, one)) : null;
}
