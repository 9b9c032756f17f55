import type { CellRef, PanelAnswers, PanelAsk, PanelResult } from '../protocol/panel';
import type { ViewChoices } from './model/choices';

/** What a view may do besides drawing. */
export interface PageActions {
  /** Asks the host to do something; a fault is shown in the status line, and so is `done` on success. */
  perform(ask: PanelAsk, done?: string): void;
  /** Shows what went wrong in the page itself in the status line. */
  fail(error: unknown): void;
  /** Asks the host for something; rejects with a `Fault`. */
  ask<K extends keyof PanelAnswers>(ask: PanelAsk & { readonly ask: K }): Promise<PanelAnswers[K]>;
}

/** What every view of a result is given. */
export interface ViewContext extends PageActions {
  readonly result: PanelResult;
  /** The result to compare with; null: none is pinned. */
  readonly pinned: PanelResult | null;
  /** The cell of the source at the cursor in the text. */
  readonly marked: CellRef | null;
  /** Whether cells of the source can be revealed and filled. */
  readonly linked: boolean;
  readonly stale: boolean;
  readonly choices: ViewChoices;
  /** Keeps what the person has set. */
  choose(choices: Partial<ViewChoices>): void;
}
