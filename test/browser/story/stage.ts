import assert from 'node:assert/strict';
import type { Server } from 'node:http';
import type { Browser, Locator, Page } from 'playwright-core';
import { eventually } from '../../host/eventually';
import { launchBrowser } from '../launch';
import { serve } from './server.mjs';

/** What the page has asked of its host. */
export interface Asked {
  readonly ask: string;
  readonly text?: string;
  readonly name?: string;
  readonly content?: unknown;
  readonly cells?: unknown;
  readonly cell?: unknown;
  readonly step?: unknown;
  readonly asker?: unknown;
  readonly atLeast?: unknown;
  readonly to?: string;
}

/** A page with a story, as the test that opened it sees it. */
export class StoryStage {
  private address = '';
  private browser: Browser | null = null;
  private server: Server | null = null;
  private opened: Page | null = null;

  get page(): Page {
    assert.ok(this.opened, 'a story is open');
    return this.opened;
  }

  async start(): Promise<void> {
    ({ server: this.server, address: this.address } = await serve(0));
    this.browser = await launchBrowser();
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    this.server?.close();
  }

  async open(story: string, tab: string, motion: 'reduce' | 'no-preference' = 'no-preference'): Promise<void> {
    await this.goTo({ story, tab }, motion);
    await this.page.getByRole('tabpanel').waitFor();
  }

  /** Opens a story that has no tabs. */
  async openState(story: string): Promise<void> {
    await this.goTo({ story }, 'no-preference');
    await this.page.locator('main').waitFor();
  }

  private async goTo(
    query: Readonly<Record<string, string>>,
    reducedMotion: 'reduce' | 'no-preference',
  ): Promise<void> {
    assert.ok(this.browser, 'the browser runs');
    this.opened = await this.browser.newPage({ viewport: { width: 900, height: 900 }, reducedMotion });
    await this.page.goto(`${this.address}/?${new URLSearchParams({ ...query, theme: 'vscode-dark' }).toString()}`);
  }

  async close(): Promise<void> {
    await this.opened?.close();
    this.opened = null;
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  tab(name: string): Locator {
    return this.page.getByRole('tab', { name });
  }

  /** The newest ask of a kind, once there are so many of them. */
  askOf(kind: string, count = 1): Promise<Asked> {
    return eventually(`the page to ask ${kind}`, async () => {
      const all = await this.page.evaluate<readonly Asked[]>('asked');
      const alike = all.filter(({ ask }) => ask === kind);
      assert.equal(alike.length, count);
      return alike.at(-1)!;
    });
  }

  /** Presses Tab until the focus is there: what no Tab leads to cannot be used by the keyboard. */
  async tabTo(target: Locator): Promise<void> {
    for (let presses = 0; presses < 60; presses++) {
      if ((await target.and(this.page.locator(':focus, :focus-within')).count()) > 0) return;
      await this.page.keyboard.press('Tab');
    }
    assert.fail(`No Tab leads to ${target.toString()}.`);
  }

  /** Waits until what is written there is like this. */
  says(where: Locator, what: RegExp): Promise<void> {
    return eventually(what.source, async () => assert.match(await where.innerText(), what));
  }

  async isOff(button: Locator): Promise<boolean> {
    return (await button.getAttribute('disabled')) !== null;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }
}

/** Registers what starts and stops the story page around the tests of a `describe`. */
export function storyStage(): StoryStage {
  const stage = new StoryStage();
  before(async function () {
    this.timeout(120_000);
    await stage.start();
  });
  afterEach(() => stage.close());
  after(() => stage.stop());
  return stage;
}
