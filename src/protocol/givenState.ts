import type { PanelState } from './panel';

/** What the page is given with its own text, so that it is drawn without asking for it. */
export interface GivenState {
  /** Of this page: a page that is loaded again from the same text has an older state in it. */
  readonly id: string;
  /** Null where it is too large to be written down, and is to be asked for. */
  readonly state: PanelState | null;
  /** What the page remembered of itself in the webview it comes from, as it said it; null: it comes from none. */
  readonly memory: string | null;
}

/** As JSON in which numbers keep every bit: those that JSON lacks are words, and arrays of numbers are marked. */
export function writeGivenState(given: GivenState): string {
  return JSON.stringify(given, (_, value: unknown) => {
    if (value instanceof Float64Array) return { float64: Array.from(value, writeNumber) };
    return typeof value === 'number' && isWord(value) ? { number: writeNumber(value) } : value;
  });
}

/** The state that `writeGivenState` wrote; null for anything else. */
export function readGivenState(text: string): GivenState | null {
  const written: unknown = JSON.parse(text);
  const given = readValue(written);
  return isGiven(given) ? given : null;
}

/** Goes through what was parsed: to have `JSON.parse` call back for each value takes several times as long. */
function readValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readValue);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value);
  if (entries.length === 1) {
    const { float64, number } = value;
    if (Array.isArray(float64)) return Float64Array.from(float64, readNumber);
    if (number !== undefined) return readNumber(number);
  }
  return Object.fromEntries(entries.map(([key, inner]) => [key, readValue(inner)]));
}

const isWord = (value: number): boolean => !Number.isFinite(value) || Object.is(value, -0);

const writeNumber = (value: number): number | string =>
  isWord(value) ? (Object.is(value, -0) ? '-0' : String(value)) : value;

const readNumber = (written: unknown): number => Number(written);

function isGiven(value: unknown): value is GivenState {
  if (!isRecord(value)) return false;
  const { id, state, memory } = value;
  return typeof id === 'string' && isTextOrNull(memory) && (state === null || (isRecord(state) && 'view' in state));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}
