// The panel's view in the secondary side bar: narrow, wide, by the keyboard, over a move and a reload.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from '../host/eventually';
import { stage } from './setup';
import type { Workbench } from './workbench';

const bar = (workbench: Workbench): Locator => workbench.page.locator('.part.auxiliarybar');

/** Presses Tab in the panel until the focus is there. */
async function tabTo(workbench: Workbench, target: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if ((await target.and(workbench.panelFrame().locator(':focus')).count()) > 0) return;
    await workbench.page.keyboard.press('Tab');
  }
  assert.fail(`No Tab leads to ${target.toString()}.`);
}

/** Drags the bar's left edge until it is so wide, in pixels. */
async function widen(workbench: Workbench, width: number): Promise<void> {
  const { x, y, height, width: before } = (await bar(workbench).boundingBox())!;
  const { mouse } = workbench.page;
  // What is dragged lies in the margin between the parts.
  await mouse.move(x - 3, y + height / 2);
  await mouse.down();
  await mouse.move(x - 3 + before - width, y + height / 2, { steps: 6 });
  await mouse.up();
  await eventually(`a bar ${width} wide`, async () => {
    const box = (await bar(workbench).boundingBox())!;
    // The window keeps a margin beside its parts.
    assert.ok(Math.abs(box.width - width) < 16, `${box.width} pixels`);
  });
}

/** Waits for the page of the view, with no part of it cut off at its right. */
async function fits(workbench: Workbench): Promise<void> {
  const root = workbench.panelFrame().locator('html');
  await eventually('a page as wide as its bar', async () => {
    const [needed, given] = await root.evaluate(
      ({ scrollWidth, clientWidth }: { readonly scrollWidth: number; readonly clientWidth: number }) =>
        [scrollWidth, clientWidth] as const,
    );
    assert.ok(needed <= given && given > 200, `${needed} of ${given} pixels`);
  });
}

describe('journeys of the panel in the secondary side bar', () => {
  const { open } = stage();

  it('is moved there, used by the keyboard, made wide, and has its tab and its rank after a reload', async () => {
    const workbench = await open(null, { theme: 'Dark Modern' });
    const panel = (): ReturnType<Workbench['panelFrame']> => workbench.panelFrame();
    const { keyboard } = workbench.page;
    await workbench.openFile('1-predict-ratings.md');
    await workbench.lens('Predict 3 missing').click();
    await panel().getByRole('tab', { name: 'Reconstruction', exact: true }).click();
    await workbench.runCommand('Factorize: Show in Side Bar');
    await workbench.page.locator('.tab[data-resource-name^="webview-factorize"]').waitFor({ state: 'detached' });
    await panel().getByRole('tabpanel', { name: 'Reconstruction' }).waitFor();

    await workbench.runCommand('View: Move View');
    await workbench.pick('Factorization');
    await workbench.pick('New Secondary Side Bar Entry');
    await bar(workbench)
      .locator('.composite.title')
      .filter({ hasText: /Factorization/i })
      .waitFor();
    await panel().getByRole('tabpanel', { name: 'Reconstruction' }).waitFor();
    await widen(workbench, 300);
    await fits(workbench);
    await workbench.screenshot('secondary-1-narrow');

    await workbench.runCommand('View: Focus into Secondary Side Bar');
    const slider = panel().getByRole('slider', { name: 'Factors' });
    await tabTo(workbench, slider);
    const most = (await slider.getAttribute('max')) ?? '';
    await keyboard.press('Home');
    await panel().getByText(`0 of ${most}`, { exact: true }).waitFor();
    await workbench.runCommand('View: Focus into Secondary Side Bar');
    await tabTo(workbench, panel().getByRole('tab', { selected: true }));
    for (const [name, key] of [
      ['Missing cells', 'ArrowRight'],
      ['Reconstruction', 'ArrowLeft'],
    ] as const) {
      await eventually(name, async () => {
        await keyboard.press(key);
        await panel().getByRole('tabpanel', { name, exact: true }).waitFor({ timeout: 500 });
      });
      await fits(workbench);
      await workbench.screenshot(`secondary-2-${name.toLowerCase().replace(' ', '-')}`);
    }

    await widen(workbench, 640);
    await fits(workbench);
    await panel().getByText(`0 of ${most}`, { exact: true }).waitFor();
    await workbench.screenshot('secondary-3-wide');

    await workbench.runCommand('Developer: Reload Window');
    await workbench.page.waitForEvent('load');
    await workbench.ready();
    await panel().getByRole('tabpanel', { name: 'Reconstruction' }).waitFor();
    await panel().getByText(`0 of ${most}`, { exact: true }).waitFor();
  });
});
