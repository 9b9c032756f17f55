/** As ISO 8601 writes it: a date, and perhaps a time of day and how far its clock is from that of Greenwich. */
const isoDate = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?( ?(Z|UTC|[+-]\d{2}(:?\d{2})?))?)?$/i;

/**
 * Milliseconds since 1970 of a date as ISO 8601 writes it, on the clock of Greenwich where it names none; NaN for any other,
 * in which day and month could be mistaken for each other.
 */
export function parseDate(text: string): number {
  if (!isoDate.test(text) || !isInMonth(text)) return Number.NaN;
  const [date, clock = '00:00Z'] = [text.slice(0, 10), text.length > 10 ? text.slice(11) : undefined];
  const plain = clock.toUpperCase().replace(',', '.').replace('UTC', 'Z').replace(' ', '');
  const zoned = /(Z|[+-]\d{2}(:?\d{2})?)$/.test(plain) ? plain : `${plain}Z`;
  return Date.parse(
    `${date}T${zoned.replace(/([+-]\d{2})(\d{2})?$/, (_, hours: string, minutes = '00') => `${hours}:${minutes}`)}`,
  );
}

/** `Date.parse` takes the 31st of February for a day in March. */
function isInMonth(text: string): boolean {
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))];
  return day <= 28 || day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
