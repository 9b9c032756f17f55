import type { Collector } from './collector';
import type { Dialect } from './dialect';
import { exactDigits } from './idTable';
import type { BulkReader } from './lines';

const newline = 0x0a;
const carriageReturn = 0x0d;
const quote = 0x22;
const space = 0x20;
const tab = 0x09;
const minus = 0x2d;

const powersOfTen = Float64Array.from({ length: exactDigits + 1 }, (_, p) => 10 ** p);

/**
 * Reads lines in their plainest spelling straight from their bytes: no quotes, no blanks around cells, ratings of at
 * most 15 digits without exponent. It stops at the first line that is anything else, right or wrong, and nothing of
 * that line is kept.
 */
export function plainReader(dialect: Dialect, collector: Collector, keepTimes: boolean): BulkReader {
  const { user, item, rating, count, delimiter, mark: decimalMark } = dialect;
  const time = keepTimes ? dialect.time : -1;
  const mark = delimiter.charCodeAt(0);
  const width = delimiter.length;
  const { users, items } = collector;

  return (bytes, place, end) => {
    let at = place.at;
    for (;;) {
      // Of an id its value, or −1 and its bytes.
      let userNumber = -1;
      let userStart = 0;
      let userEnd = 0;
      let itemNumber = -1;
      let itemStart = 0;
      let itemEnd = 0;
      let value = rating === -1 ? 1 : 0;
      let seconds = Number.NaN;
      for (let column = 0; ; column++) {
        const start = at;
        let byte = bytes[at]!;
        if (byte === quote || byte === space || byte === tab) return;
        if (column === rating) {
          const negative = byte === minus;
          if (negative) byte = bytes[++at]!;
          const first = at;
          while (byte >= 0x30 && byte <= 0x39) {
            value = 10 * value + byte - 0x30;
            byte = bytes[++at]!;
          }
          let digits = at - first;
          if (byte === decimalMark) {
            byte = bytes[++at]!;
            const whole = at;
            while (byte >= 0x30 && byte <= 0x39) {
              value = 10 * value + byte - 0x30;
              byte = bytes[++at]!;
            }
            value /= powersOfTen[Math.min(at - whole, exactDigits)]!;
            digits += at - whole;
          }
          if (digits === 0 || digits > exactDigits) return;
          if (negative) value = -value;
        } else if (column === user || column === item || column === time) {
          let number = 0;
          while (byte >= 0x30 && byte <= 0x39) {
            number = 10 * number + byte - 0x30;
            byte = bytes[++at]!;
          }
          const length = at - start;
          if (
            !(byte === mark || byte === newline || byte === carriageReturn) ||
            length === 0 ||
            length > exactDigits ||
            (bytes[start] === 0x30 && length > 1)
          ) {
            if (column === time) return;
            number = -1;
            while (byte !== mark && byte !== newline && byte !== carriageReturn) byte = bytes[++at]!;
            const before = bytes[at - 1]!;
            if (at === start || before === space || before === tab) return;
          }
          if (column === user) {
            userNumber = number;
            userStart = start;
            userEnd = at;
          } else if (column === item) {
            itemNumber = number;
            itemStart = start;
            itemEnd = at;
          } else {
            seconds = number;
          }
        } else {
          while (byte !== mark && byte !== newline && byte !== carriageReturn) byte = bytes[++at]!;
        }

        if (byte === mark) {
          if (column + 1 === count || (width === 2 && bytes[at + 1] !== mark)) return;
          at += width;
        } else {
          if (byte === carriageReturn) byte = bytes[++at]!;
          if (byte !== newline || column + 1 !== count) return;
          at++;
          break;
        }
      }
      collector.add(
        userNumber < 0 ? users.indexOf(bytes, userStart, userEnd) : users.indexOfInteger(userNumber),
        itemNumber < 0 ? items.indexOf(bytes, itemStart, itemEnd) : items.indexOfInteger(itemNumber),
        value,
        seconds,
      );
      place.at = at;
      place.line++;
      if (at >= end) return;
    }
  };
}
