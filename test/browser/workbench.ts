// A person in front of VS Code: real keys and a real mouse in a real workbench, for the journeys.
import path from 'node:path';
import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { projectTop } from '../host/paths.mjs';
import { eventually } from '../host/eventually';
import { workbenchAddress } from '../host/workbenchAddress.mjs';
import { escapeRegExp, isFocused, middle, type Box } from './screen';
import { mergeSettings, type ThemeName } from '../host/workbenchSettings';

export interface WorkbenchOptions {
  /** The server's address, without a query. */
  readonly url: string;
  readonly folder: string;
  /** Opened at once; relative to the folder, or absolute. */
  readonly file?: string;
  readonly theme?: ThemeName;
  readonly extension?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** One serves many workbenches. */
  readonly browser: Browser;
}

/** Where a text is: which of its occurrences on the screen, in which line (one that contains `inLine`). */
export interface Where {
  readonly nth?: number;
  readonly inLine?: string;
}

const screenshots = path.join(projectTop, 'test', 'browser', 'screenshots');

export class Workbench {
  /** What the page complained about; for a test to look through. */
  readonly errors: string[] = [];

  constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly options: WorkbenchOptions,
    private readonly settingsFile: string,
  ) {
    page.on('console', (message) => {
      if (message.type() === 'error') this.errors.push(message.text());
    });
    page.on('pageerror', (error) => this.errors.push(String(error)));
    // A reload with unsaved changes asks whether to leave.
    page.on('dialog', (dialog) => void dialog.accept());
  }

  // --- the window

  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    await this.page.waitForFunction('globalThis.driver?.whenWorkbenchRestored().then(() => true)', undefined, {
      timeout: 60_000,
    });
  }

  /** As F5 in the browser: what was open must come back by itself. */
  async reload(): Promise<void> {
    const address = workbenchAddress(this.options.url, this.options.folder);
    if (this.page.url() === address) await this.page.reload();
    else await this.page.goto(address);
    await this.ready();
  }

  /** By VS Code's command, which keeps what was open also where the address names a file. */
  async reloadWindow(): Promise<void> {
    const row = await this.findCommand('Developer: Reload Window');
    // Waited for from before the key on, lest it be over already.
    await Promise.all([this.page.waitForEvent('load'), this.choose(row)]);
    await this.ready();
  }

  close(): Promise<void> {
    return this.context.close();
  }

  /** Writes test/browser/screenshots/<name>.png. */
  async screenshot(name: string): Promise<string> {
    const file = path.join(screenshots, `${name}.png`);
    await this.page.screenshot({ path: file });
    return file;
  }

  /** Through the settings file. */
  changeSettings(settings: Record<string, unknown>): void {
    mergeSettings(this.settingsFile, settings);
  }

  clipboard(): Promise<string> {
    return this.page.evaluate<string>('navigator.clipboard.readText()');
  }

  // --- the palette and the menus

  /** Types a command's title into the palette until it stands there, ready for Enter. */
  async findCommand(title: string): Promise<Locator> {
    const input = this.page.locator('.quick-input-widget:visible input[type="text"]');
    // A key may come before the workbench listens to it, as just after a reload.
    await eventually(`the palette for "${title}"`, async () => {
      await this.page.keyboard.press('F1');
      await input.waitFor({ timeout: 2_000 });
    });
    await input.fill(`>${title}`);
    return this.quickPick(title);
  }

  async runCommand(title: string): Promise<void> {
    await this.choose(await this.findCommand(title));
  }

  /** A row of the list that VS Code asks to choose from, by its exact label. */
  async quickPick(label: string): Promise<Locator> {
    const name = this.page.locator('.label-name').filter({ hasText: new RegExp(`^\\s*${escapeRegExp(label)}\\s*$`) });
    const row = this.page.locator('.quick-input-list .monaco-list-row').filter({ has: name }).first();
    await row.waitFor();
    return row;
  }

  /** Types a label into the list until its row stands there, and chooses it: a long list draws only what is in sight. */
  async pick(label: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget:visible input[type="text"]');
    await this.page.locator('.quick-input-list .monaco-list-row').first().waitFor();
    await input.fill(label);
    await this.choose(await this.quickPick(label));
  }

  /** Enter where the row has the focus, else a click. */
  async choose(row: Locator): Promise<void> {
    if (await isFocused(row)) await this.page.keyboard.press('Enter');
    else await row.click();
  }

  /** Answers an input box. */
  async answer(text: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget:visible input[type="text"]');
    await input.fill(text);
    await input.press('Enter');
  }

  /** Right-clicks something and chooses from its menu; again where an extension has not added to it yet. */
  async contextMenu(target: Locator, label: string): Promise<void> {
    const item = this.page.locator('.monaco-menu:visible').getByRole('menuitem', { name: label }).first();
    await eventually(`"${label}" in the menu`, async () => {
      await this.page.keyboard.press('Escape');
      await target.click({ button: 'right' });
      await item.waitFor({ timeout: 2_000 });
    });
    await item.click();
  }

  // --- files and views

  /** By quick open, which finds it by its path in the folder. */
  async openFile(file: string): Promise<void> {
    await this.quickOpen(file);
    await this.focusEditor(path.basename(file));
  }

  /** Leaves it to the caller to wait for what is opened. */
  async quickOpen(file: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget:visible input[type="text"]');
    await eventually('quick open', async () => {
      await this.page.keyboard.press('Control+P');
      await input.waitFor({ timeout: 2_000 });
    });
    await input.fill(file);
    await this.choose(await this.quickPick(path.basename(file)));
  }

  async focusEditor(name: string): Promise<void> {
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).first().waitFor();
    await this.page.locator('.part.editor .monaco-editor .view-line').first().waitFor();
    await this.page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
  }

  explorerItem(name: string): Locator {
    // By its whole name: a file that is being written stands beside it for a moment, as ratings.safetensors.….part.
    const named = this.page.getByText(name, { exact: true });
    return this.page.locator('.explorer-folders-view .monaco-list-row').filter({ has: named }).first();
  }

  /** Opens a view container by its icon in the activity bar. */
  async openView(title: string): Promise<void> {
    const icon = this.page.locator(`.activitybar .action-item:has(a[aria-label^="${title}"])`).first();
    if ((await icon.locator('a').first().getAttribute('aria-expanded')) !== 'true') await icon.click();
    await this.page
      .locator('.part.sidebar .composite.title')
      .filter({ hasText: new RegExp(title, 'i') })
      .waitFor();
  }

  /** Rows of the trees in the side bar, as a screen reader names them. */
  async treeItems(): Promise<string[]> {
    const rows = await this.page.locator('.part.sidebar .pane-body .monaco-list-row').all();
    return Promise.all(rows.map(async (row) => (await row.getAttribute('aria-label')) ?? (await row.innerText())));
  }

  treeItem(text: string): Locator {
    return this.page.locator('.part.sidebar .pane-body .monaco-list-row').filter({ hasText: text }).first();
  }

  /** The notifications there are, newest first. A server started for tests shows no toasts, so this opens their list. */
  async notifications(): Promise<string[]> {
    const messages = this.page.locator('.notifications-center.visible .notification-list-item-message');
    if (!(await this.page.locator('.notifications-center.visible').isVisible())) {
      await this.runCommand('Notifications: Show Notifications');
      await this.page.locator('.notifications-center.visible').waitFor();
    }
    return messages.allInnerTexts();
  }

  /** One of the notifications in the opened list, with its buttons. */
  async notification(text: string | RegExp): Promise<Locator> {
    await this.notifications();
    const item = this.page.locator('.notifications-center.visible .notification-list-item').filter({ hasText: text });
    await item.first().waitFor();
    return item.first();
  }

  /** How long an extension took to activate, in milliseconds, as VS Code itself lists it. */
  async activationTime(displayName: string): Promise<number> {
    await this.runCommand('Developer: Show Running Extensions');
    const name = this.page.locator('.name').filter({ hasText: new RegExp(`^${escapeRegExp(displayName)}$`) });
    const row = this.page.locator('.runtime-extensions-editor .monaco-list-row').filter({ has: name }).first();
    const text = await row.locator('.activation-time').innerText();
    // The list stands in a dialog over the window.
    await this.page.keyboard.press('Escape');
    await row.waitFor({ state: 'detached' });
    return Number(/(\d+)\s*ms/.exec(text)?.[1]);
  }

  /** The page inside a webview; the frames around it are VS Code's. */
  panelFrame(nth = 0): FrameLocator {
    return this.page.locator('iframe.webview:visible').nth(nth).contentFrame().frameLocator('iframe#active-frame');
  }

  // --- the text

  /** The document's lines that are on the screen, without what extensions add to them. */
  async editorText(): Promise<string> {
    return (await this.page.evaluate<string[]>('factorizeTest.editorText()')).join('\n');
  }

  /** Inlay hints, and what decorations add, in the order of the text. */
  inlayHints(): Promise<string[]> {
    return this.page.evaluate<string[]>('factorizeTest.addedTexts()');
  }

  /** Does something, and gives every state that the added texts were in meanwhile, in their order. */
  async inlayHintsDuring(work: () => Promise<void>): Promise<string[][]> {
    await this.page.evaluate('factorizeTest.noteAddedTexts()');
    await work();
    return this.page.evaluate<string[][]>('factorizeTest.notedTexts');
  }

  /** A CodeLens that can be clicked. */
  lens(text: string): Locator {
    return this.page.locator('.codelens-decoration a').filter({ hasText: text }).first();
  }

  lenses(): Promise<string[]> {
    return this.page.locator('.codelens-decoration').allInnerTexts();
  }

  async textBox(text: string, where: Where = {}): Promise<Box> {
    const query = JSON.stringify({ text, ...where });
    return eventually(`"${text}" on the screen`, async () => {
      const box = await this.page.evaluate<Box | null>(`factorizeTest.findText(${query})`);
      if (!box) throw new Error(`It shows:\n${await this.editorText()}`);
      return box;
    });
  }

  /** Puts the cursor just before a text. */
  async placeCursor(text: string, where: Where = {}): Promise<void> {
    const box = await this.textBox(text, where);
    await this.page.mouse.click(box.x + 1, box.y + box.height / 2);
  }

  /** Selects with the mouse, from the start of one text to the end of another. */
  async selectText(from: string, to = from, where: Where = {}, whereTo: Where = where): Promise<void> {
    const start = await this.textBox(from, where);
    const end = await this.textBox(to, whereTo);
    await this.page.mouse.move(start.x + 1, start.y + start.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(end.x + end.width - 1, end.y + end.height / 2, { steps: 5 });
    await this.page.mouse.up();
  }

  async goTo(line: number, column = 1): Promise<void> {
    await this.page.keyboard.press('Control+G');
    await this.answer(`:${line}:${column}`);
    await this.page.locator('.part.statusbar').getByText(`Ln ${line}, Col ${column}`).waitFor();
  }

  /** Whole lines, numbered from 1. */
  async selectLines(first: number, last: number): Promise<void> {
    await this.goTo(first);
    for (let line = first; line < last; line += 1) await this.page.keyboard.press('Shift+ArrowDown');
    await this.page.keyboard.press('Shift+End');
  }

  /** By the keyboard, so that brackets and indentation are completed as for a person. */
  async typeText(text: string): Promise<void> {
    await this.page.keyboard.type(text, { delay: 15 });
  }

  async undo(): Promise<void> {
    await this.page.keyboard.press('Control+Z');
  }

  /** What is to be saved must be on the screen already: see `eventually`. */
  async save(): Promise<void> {
    await this.page.keyboard.press('Control+S');
    await this.page.locator('.editor-group-container.active .tab.active.dirty').waitFor({ state: 'detached' });
  }

  /** What the hover over a text says, once it says something. */
  async hoverText(text: string, where: Where = {}): Promise<string> {
    const hover = this.page.locator('.monaco-editor .monaco-hover:visible').first();
    return eventually(`a hover over "${text}"`, async () => {
      await this.page.mouse.move(640, 2);
      await hover.waitFor({ state: 'hidden', timeout: 3_000 });
      const { x, y } = middle(await this.textBox(text, where));
      // One move alone arrives before the editor knows that the mouse is over it.
      await this.page.mouse.move(x - 2, y);
      await this.page.mouse.move(x, y);
      await hover.filter({ hasNotText: /^\s*(Loading\.\.\.)?\s*$/ }).waitFor({ timeout: 4_000 });
      return hover.innerText();
    });
  }

  /** Chooses a quick fix at the cursor. The edit follows a moment later: see `eventually`. */
  async quickFix(label: string): Promise<void> {
    const row = this.page.locator('.action-widget:visible .monaco-list-row').filter({ hasText: label }).first();
    await eventually(`the quick fix "${label}"`, async () => {
      await this.page.keyboard.press('Control+.');
      try {
        await row.waitFor({ timeout: 3_000 });
      } catch (error) {
        await this.page.keyboard.press('Escape');
        throw error;
      }
    });
    for (let step = 0; step < 30 && !(await isFocused(row)); step += 1) await this.page.keyboard.press('ArrowDown');
    await this.page.keyboard.press('Enter');
    await row.waitFor({ state: 'hidden' });
  }
}
