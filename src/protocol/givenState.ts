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
  const given: unknown = JSON.parse(text, (_, value: unknown) => {
    if (!isRecord(value)) return value;
    const [only, another] = Object.keys(value);
    if (another !== undefined) return value;
    const { float64, number } = value;
    if (only === 'float64' && Array.isArray(float64)) return Float64Array.from(float64, readNumber);
    return only === 'number' ? readNumber(number) : value;
  });
  return isGiven(given) ? given : null;
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
