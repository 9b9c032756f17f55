// How much room the page has; the style sheets say the same widths and heights.

const narrow = window.matchMedia('(max-width: 480px)');
const short = window.matchMedia('(max-height: 719px)');
const low = window.matchMedia('(max-height: 559px)');

/** Whether there is too little room for how a result was made: a side bar's width, or less height than a window's. */
export function isTight(): boolean {
  return narrow.matches || short.matches;
}

/** Whether the page is as low as the panel beneath the text, or as one that is zoomed far in. */
export function isLow(): boolean {
  return low.matches;
}

/** Calls back whenever any of this changes. */
export function onRoom(change: () => void): void {
  for (const query of [narrow, short, low]) query.addEventListener('change', change);
}
