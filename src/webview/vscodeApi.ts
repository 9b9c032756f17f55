import type { FromPanel } from '../protocol/panel';
import type { KeptChoices } from './model/choices';
import type { Earlier } from './model/earlierChoices';
import type { TabId } from './model/tabs';

/** What the page remembers while it is hidden and across a reload of the window; everything else it asks for again. */
export interface PageMemory {
  readonly tab: TabId | null;
  readonly scroll: number;
  /** The page that began with what it was given: loaded again, it knows better. */
  readonly drawn: string | null;
  /** What the result was asked for, and what was set in its views. */
  readonly question: string | null;
  readonly choices: KeptChoices;
  /** Absent in what an older page has kept. */
  readonly earlier?: readonly Earlier[];
  /** Whether the header is folded; null: nobody has said. Absent in what an older page has kept. */
  readonly folded?: boolean | null;
}

interface VsCodeApi {
  postMessage(message: FromPanel): void;
  getState(): PageMemory | undefined;
  setState(memory: PageMemory): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** What a page said that it remembers, in another webview; null for anything else. */
export function readMemory(text: string): PageMemory | null {
  const memory: unknown = JSON.parse(text);
  return isMemory(memory) ? memory : null;
}

function isMemory(value: unknown): value is PageMemory {
  return typeof value === 'object' && value !== null && 'scroll' in value && 'choices' in value && 'tab' in value;
}

/** May be called once a page. */
export function acquire(): VsCodeApi {
  return acquireVsCodeApi();
}
