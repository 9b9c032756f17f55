const narrow = window.matchMedia('(max-width: 480px)');

/** Whether the page is as narrow as a side bar; headerStyles says the same width. */
export function isNarrow(): boolean {
  return narrow.matches;
}

/** Calls back whenever it becomes so, or ceases to be. */
export function onNarrow(change: () => void): void {
  narrow.addEventListener('change', change);
}
