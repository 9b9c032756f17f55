import { completeChoices, type KeptChoices, type ViewChoices } from './choices';

/** What was set in the views of a result that is no longer shown. */
export interface Earlier {
  /** What the result was asked for. */
  readonly question: string;
  readonly choices: KeptChoices;
}

/** Results whose choices are kept. */
const most = 8;

/** With those of one more result, the newest last. */
export function setAside(all: readonly Earlier[], question: string, choices: ViewChoices): readonly Earlier[] {
  return [...all.filter((one) => one.question !== question), { question, choices }].slice(-most);
}

/** Null where none are kept of this result. */
export function choicesOf(all: readonly Earlier[], question: string): ViewChoices | null {
  const kept = all.find((one) => one.question === question);
  return kept === undefined ? null : completeChoices(kept.choices);
}
