import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Locator, Page } from 'playwright-core';
import { arrange, type Shot, type Theme } from './shots';

const axe = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

/** A story as a person sees it, and what the page has complained of so far. */
export interface StoryPage {
  readonly page: Page;
  readonly errors: string[];
}

/** Opens a story and brings it to where it is looked at. The page is the caller's to close. */
export async function openStory(browser: Browser, address: string, shot: Shot, theme: Theme): Promise<StoryPage> {
  const { story, tab, width, zoom } = shot;
  const page = await browser.newPage({
    // a zoom leaves fewer of the page's own pixels
    viewport: { width: Math.round(width / zoom), height: Math.round(720 / zoom) },
    deviceScaleFactor: zoom,
    reducedMotion: 'reduce',
  });
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  const query = new URLSearchParams({ story, theme, ...(tab === null ? {} : { tab }) });
  await page.goto(`${address}/?${query.toString()}`);
  await arrange(page, shot);
  return { page, errors };
}

/** How many animations run inside an element with a tree of its own: the document does not count them. */
export function animationsOf(element: Locator): Promise<number> {
  return element.evaluate(
    ({ shadowRoot }: { readonly shadowRoot: { getAnimations(): readonly unknown[] } }) =>
      shadowRoot.getAnimations().length,
  );
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

/** What axe-core finds against the page, by all its rules or some: by rule, where, and what is wrong there. */
export async function violationsOf(page: Page, rules: readonly string[] | null = null): Promise<string[]> {
  // not as a script of the page, which its policy would not allow
  if (!(await page.evaluate<boolean>('window.axe !== undefined'))) await page.evaluate(axe);
  const options = JSON.stringify({
    resultTypes: ['violations'],
    ...(rules === null ? {} : { runOnly: { type: 'rule', values: rules } }),
  });
  const found: readonly Violation[] = await page.evaluate(`axe.run(${options}).then(({ violations }) => violations)`);
  return found.map(({ id, nodes }) => {
    const [first] = nodes;
    return `axe ${id}, ${nodes.length} times: ${JSON.stringify(first?.target)} ${first?.failureSummary ?? ''}`;
  });
}
