/** Sizes that all grids drawn in the same frame share. To measure them has the page laid out, so it is done once. */

/** Of the page, in pixels. */
export interface PageSize {
  readonly width: number;
  readonly height: number;
}

let character: number | null = null;
let page: PageSize | null = null;

/** The width of a character of the numbers' font, in pixels, as a text of ten characters has it; 0 where it is hidden. */
export function characterWidth(tenCharacters: HTMLElement): number {
  return (character ??= inThisFrame(tenCharacters.getBoundingClientRect().width / 10));
}

export function pageSize(): PageSize {
  return (page ??= inThisFrame({ width: window.innerWidth, height: window.innerHeight }));
}

function inThisFrame<T>(measured: T): T {
  requestAnimationFrame(() => {
    character = null;
    page = null;
  });
  return measured;
}
