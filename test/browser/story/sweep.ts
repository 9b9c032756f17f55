import type { Browser, Page } from 'playwright-core';
import { openStory, violationsOf } from './page';
import { arrange, nameOf, themes, type Shot, type Theme } from './shots';

/** How the same page is coloured: by a theme of VS Code, or by the system's own colours, as in Windows' contrast themes. */
export const looks = [...themes, 'forced-colors'] as const;
export type Look = (typeof looks)[number];

/** How wide a page is, in pixels of the screen, and how far it is zoomed. */
export interface Size {
  readonly width: number;
  readonly zoom: number;
  readonly looks: readonly Look[];
}

const layoutOnly: readonly Look[] = ['vscode-dark'];

/** Beside the text and in a side bar, in every look. */
export const usualSizes: readonly Size[] = [
  { width: 760, zoom: 1, looks },
  { width: 300, zoom: 1, looks },
];

/** A matter of layout, which one theme shows: very wide, and zoomed as the whole window is. */
export const otherSizes: readonly Size[] = [
  { width: 2400, zoom: 1, looks: layoutOnly },
  { width: 760, zoom: 0.5, looks: layoutOnly },
  { width: 760, zoom: 2, looks: layoutOnly },
  { width: 760, zoom: 3, looks: layoutOnly },
];

export interface Sweep {
  readonly story: string;
  readonly size: Size;
  /** The tabs to look at; null for all. */
  readonly tabs: readonly string[] | null;
}

/** One view in one look, on the page that shows it. */
export interface Seen {
  readonly page: Page;
  readonly name: string;
  /** Whether what does not depend on colours was seen in another look already. */
  readonly isColorOnly: boolean;
}

/**
 * Opens a story once, and shows each of its tabs in each look of a size. Gives what `look` and the page complained of,
 * each after the name of the view.
 */
export async function sweep(
  browser: Browser,
  address: string,
  { story, size, tabs }: Sweep,
  look: (seen: Seen) => Promise<readonly string[]>,
): Promise<string[]> {
  const { width, zoom } = size;
  const whole: Shot = { story, tab: null, width, zoom };
  const { page, errors } = await openStory(browser, address, whole, themeOf(size.looks[0]));
  const found: string[] = [];
  const all = await tabsOf(page);
  const shown = all.length === 0 && tabs === null ? [null] : all.filter((tab) => tabs?.includes(tab) ?? true);
  for (const tab of shown) {
    const shot = { ...whole, tab };
    if (tab !== null) await show(page, shot);
    for (const [i, one] of size.looks.entries()) {
      const name = nameOf(shot, one);
      await wear(page, one);
      found.push(...(await look({ page, name, isColorOnly: i > 0 })).map((complaint) => `${name}: ${complaint}`));
    }
    found.push(...errors.splice(0).map((error) => `${nameOf(shot, size.looks[0] ?? '')}: ${error}`));
  }
  await page.close();
  return found;
}

/** What axe-core finds in a view: all that it looks for, or what depends on colours. */
export function accessibility({ page, isColorOnly }: Seen): Promise<readonly string[]> {
  return violationsOf(page, isColorOnly ? ['color-contrast', 'link-in-text-block'] : null);
}

async function tabsOf(page: Page): Promise<string[]> {
  const tabs = await page.getByRole('tab').all();
  return Promise.all(tabs.map(async (tab) => (await tab.getAttribute('id')) ?? ''));
}

async function show(page: Page, shot: Shot): Promise<void> {
  await page.keyboard.press('Escape');
  await page.locator(`[role=tab]#${shot.tab ?? ''}`).click();
  await arrange(page, shot);
}

/** As VS Code changes the theme of a page that is open. */
async function wear(page: Page, look: Look): Promise<void> {
  const isForced = look === 'forced-colors';
  await page.emulateMedia({ forcedColors: isForced ? 'active' : 'none', colorScheme: isForced ? 'dark' : null });
  const theme = JSON.stringify(themeOf(look));
  await page.evaluate(
    `new Promise((resolve) => {
      document.documentElement.dataset.theme = ${theme};
      document.body.className = ${theme};
      requestAnimationFrame(() => requestAnimationFrame(resolve));
    })`,
  );
}

function themeOf(look: Look | undefined): Theme {
  return look === undefined || look === 'forced-colors' ? 'vscode-high-contrast' : look;
}
