import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { createRandom } from '../../src/matrix/random';
import { stage } from './setup';
import type { Workbench } from './workbench';

/** What a task of the page's own is that a person could notice, in milliseconds: the shortest that the browser tells. */
const noticed = 50;

/** When it began, and how long it took, in milliseconds by the page's clock. */
type Task = readonly [at: number, duration: number];

/** In the page: every long task of its own so far, also before this was asked. */
const longTasks = `new Promise((resolve) => {
  const found = [];
  const observer = new PerformanceObserver((list) => found.push(...list.getEntries()));
  observer.observe({ type: 'longtask', buffered: true });
  setTimeout(() => {
    observer.disconnect();
    resolve(found.filter(({ name }) => name === 'self').map(({ startTime, duration }) => [startTime, duration]));
  }, 100);
})`;

/** A table of products and a little noise, as CSV. */
function csvOf(size: number): string {
  const random = createRandom(4);
  const side = (): number[] => Array.from({ length: size }, () => random.normal());
  const [u, v] = [side(), side()];
  return u.map((a) => v.map((b) => (a * b + 0.1 * random.normal()).toFixed(3)).join(',')).join('\n');
}

const listed = (tasks: readonly number[]): string => tasks.map((ms) => `${ms.toFixed(0)} ms`).join(', ') || 'none';

describe('what the panel keeps its page busy with', () => {
  const { open, folder } = stage();
  const inPage = (workbench: Workbench): Locator => workbench.panelFrame().locator('body');

  async function longTasksOf(workbench: Workbench, since: number): Promise<readonly number[]> {
    const tasks = await inPage(workbench).evaluate<readonly Task[], undefined>(longTasks, undefined);
    return tasks.filter(([at]) => at >= since).map(([, duration]) => duration);
  }

  /** Does something and gives the long tasks of the page meanwhile, in milliseconds. */
  async function during(workbench: Workbench, work: () => Promise<void>): Promise<readonly number[]> {
    const started = await inPage(workbench).evaluate(() => performance.now());
    await work();
    await workbench.page.waitForTimeout(500);
    return longTasksOf(workbench, started);
  }

  async function everyTab(workbench: Workbench): Promise<void> {
    const tabs = workbench.panelFrame().getByRole('tab');
    for (let nth = 0; nth < (await tabs.count()); nth++) {
      await tabs.nth(nth).click();
      await workbench.page.waitForTimeout(400);
    }
  }

  // Times are printed, not asserted: machines differ and are shared. What is asserted is that a long task would be seen.
  it(`tasks of ${noticed} ms and longer, by the browser's own observer, in every view, with the rank moved and a grid scrolled`, async () => {
    const workbench = await open('1-predict-ratings.md');
    await workbench.lens('Predict 3 missing').click();
    const panel = workbench.panelFrame();
    await panel.getByRole('heading', { name: 'R', exact: true }).waitFor();
    const atStart = await longTasksOf(workbench, 0);
    const seen = await during(workbench, () =>
      inPage(workbench).evaluate((_, wait) => {
        setTimeout(() => {
          const end = performance.now() + wait;
          while (performance.now() < end);
        });
      }, 2 * noticed),
    );
    assert.ok(
      seen.some((duration) => duration >= 2 * noticed),
      'a long task that was made is seen',
    );

    const found = new Map<string, readonly number[]>();
    found.set('every view of a 3×3', await during(workbench, () => everyTab(workbench)));
    fs.writeFileSync(path.join(folder(), 'wide.csv'), csvOf(200));
    await workbench.placeCursor('5 & 3');
    await workbench.quickOpen('wide.csv');
    await workbench.lens('200×200').waitFor();
    await workbench.runCommand('Factorize: Rank-k Approximation…');
    found.set(
      'opening a 200×200',
      await during(workbench, async () => {
        await workbench.page.keyboard.press('Enter');
        await panel.getByRole('heading', { name: 'Matrix at line 1' }).waitFor();
      }),
    );
    found.set('every view of it', await during(workbench, () => everyTab(workbench)));
    await panel.getByRole('tab', { name: 'Reconstruction', exact: true }).click();
    const slider = panel.getByRole('slider').first();
    await slider.focus();
    found.set('its rank moved 30 times', await during(workbench, () => repeatedly(30, 'ArrowRight')));
    await panel.getByRole('gridcell').first().click();
    found.set('a grid of it walked and paged', await during(workbench, () => repeatedly(60, 'PageDown', 'ArrowRight')));
    await workbench.screenshot('long-tasks');
    console.log(`      up to the first result: ${listed(atStart)}`);
    for (const [what, tasks] of found) console.log(`      ${what}: ${listed(tasks)}`);

    async function repeatedly(times: number, ...keys: readonly string[]): Promise<void> {
      for (let k = 0; k < times; k++) await workbench.page.keyboard.press(keys[k % keys.length]!);
    }
  });
});
