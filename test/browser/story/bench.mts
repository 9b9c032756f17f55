import { statSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { chromiumArguments, ensureChromium } from '../../host/chromium.mjs';
import { serve } from './server.mjs';
import { openStory } from './page';

/**
 * `npm run bench:panel`: how fast the page follows a hand, in Chromium on the story page: the time from a change to the
 * frame that shows it, the processor time of the page's thread, and its tasks of 50 ms or longer by the browser's own
 * observer. Build the page first. Times depend on the machine and on what else it does; processor times less so.
 */

const dist = path.resolve(import.meta.dirname, '../../../dist');

const metrics = ['TaskDuration', 'ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration'] as const;
type Metric = (typeof metrics)[number];

interface Measured {
  /** Milliseconds from each change to after the frame that shows it. */
  readonly frames: readonly number[];
  /** Milliseconds by the clock, during which the thread may have waited for a processor. */
  readonly longTasks: readonly number[];
  /** Milliseconds of processor time that the longest task took. */
  readonly longest: number;
  /** Milliseconds of processor time of the page's thread, and what of them went where. */
  readonly busy: Readonly<Record<Metric, number>>;
}

/** Runs in the page: `window.change(step)` is called `steps` times, each after the frame of the one before. */
const follow = `async (steps) => {
  const afterFrame = () => new Promise((resolve) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  }));
  const longTasks = [];
  const observer = new PerformanceObserver((list) => longTasks.push(...list.getEntries().map(({ duration }) => duration)));
  observer.observe({ entryTypes: ['longtask'] });
  const frames = [];
  for (let step = 0; step < steps; step++) {
    await afterFrame();
    const began = performance.now();
    window.change(step);
    await afterFrame();
    frames.push(performance.now() - began);
  }
  await new Promise((resolve) => setTimeout(resolve, 300));
  observer.disconnect();
  return { frames, longTasks };
}`;

async function measure(page: Page, change: string, steps: number): Promise<Measured> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.evaluate(`window.change = ${change}`);
  // what is compiled and loaded by a first round is not what a hand waits for
  await page.evaluate(`(${follow})(8)`);
  const browser = page.context().browser()!;
  await browser.startTracing(page, { categories: ['toplevel'] });
  const before = await processorTimes(session);
  const found: { frames: number[]; longTasks: number[] } = await page.evaluate(`(${follow})(${steps})`);
  const after = await processorTimes(session);
  const longest = longestTask(await browser.stopTracing());
  return { ...found, longest, busy: valuesOf((metric) => after[metric] - before[metric]) };
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Processor time of the thread, in microseconds. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

interface Trace {
  readonly traceEvents: readonly TraceEvent[];
}

function isTrace(parsed: unknown): parsed is Trace {
  return typeof parsed === 'object' && parsed !== null && 'traceEvents' in parsed;
}

/** Of the pages' main threads. */
function longestTask(trace: Buffer): number {
  const parsed: unknown = JSON.parse(trace.toString());
  if (!isTrace(parsed)) throw new Error('The browser gave no trace.');
  const { traceEvents } = parsed;
  const threads = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const isMain = ({ pid, tid }: TraceEvent): boolean => threads.some((one) => one.pid === pid && one.tid === tid);
  return traceEvents.reduce((most, event) => (isMain(event) ? Math.max(most, (event.tdur ?? 0) / 1000) : most), 0);
}

function valuesOf(value: (metric: Metric) => number): Readonly<Record<Metric, number>> {
  const [task, script, style, layout] = metrics;
  return { [task]: value(task), [script]: value(script), [style]: value(style), [layout]: value(layout) };
}

/** In milliseconds since the page began. */
async function processorTimes(session: CDPSession): Promise<Readonly<Record<Metric, number>>> {
  const { metrics: all } = await session.send('Performance.getMetrics');
  return valuesOf((metric) => 1000 * (all.find(({ name }) => name === metric)?.value ?? Number.NaN));
}

interface Journey {
  readonly title: string;
  readonly story: string;
  readonly tab: string;
  /** Brings the page from one step to the next; the elements are found through open shadow roots. */
  readonly change: string;
  readonly steps: number;
}

const within = (view: string): string => `document.querySelector('factorize-app').shadowRoot.querySelector('${view}')`;

const journeys: readonly Journey[] = [
  {
    title: 'rank slider, 200×200',
    story: 'wide',
    tab: 'reconstruction',
    steps: 60,
    change: `(step) => {
      const slider = ${within('factorize-reconstruction')}.shadowRoot.querySelector('#rank');
      slider.value = String(10 + ((step * 37) % 180));
      slider.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    }`,
  },
  {
    title: 'scrolling three grids of 10,000×10,000',
    story: 'vast',
    tab: 'reconstruction',
    steps: 120,
    change: `(step) => {
      const grid = ${within('factorize-reconstruction')}.shadowRoot.querySelector('factorize-grid');
      const scroll = grid.shadowRoot.querySelector('.scroll');
      scroll.scrollTop += 120;
      if (step % 8 === 7) scroll.scrollLeft += 120;
    }`,
  },
  {
    title: 'scrolling a factor of 100,000×4',
    story: 'crowd',
    tab: 'factors',
    steps: 120,
    change: `() => {
      const scroll = ${within('factorize-factors')}.shadowRoot.querySelector('factorize-grid').shadowRoot.querySelector('.scroll');
      scroll.scrollTop += 120;
    }`,
  },
  {
    title: 'panning 100,000 points',
    story: 'crowd',
    tab: 'latent',
    steps: 120,
    change: `(step) => {
      const plane = ${within('factorize-latent')}.shadowRoot.querySelector('factorize-latent-plot').shadowRoot.querySelector('.plane');
      plane.dispatchEvent(new KeyboardEvent('keydown', { key: ['ArrowLeft', 'ArrowUp', 'ArrowRight', 'ArrowDown'][(step >> 4) % 4], ctrlKey: true }));
    }`,
  },
  {
    title: 'zooming 100,000 points',
    story: 'crowd',
    tab: 'latent',
    steps: 60,
    change: `(step) => {
      const plane = ${within('factorize-latent')}.shadowRoot.querySelector('factorize-latent-plot').shadowRoot.querySelector('.plane');
      const { left, top, width, height } = plane.getBoundingClientRect();
      const at = { clientX: left + 0.4 * width, clientY: top + 0.6 * height };
      plane.dispatchEvent(new WheelEvent('wheel', { ...at, deltaY: step % 30 < 15 ? -40 : 40, cancelable: true }));
    }`,
  },
  {
    title: 'a lasso around half of 100,000 points',
    story: 'crowd',
    tab: 'latent',
    steps: 60,
    change: `(step) => {
      const plane = ${within('factorize-latent')}.shadowRoot.querySelector('factorize-latent-plot').shadowRoot.querySelector('.plane');
      const { left, top, width, height } = plane.getBoundingClientRect();
      const turn = (2 * Math.PI * (step % 30)) / 29;
      const at = {
        clientX: left + width / 2 + 0.12 * width * Math.cos(turn),
        clientY: top + height / 2 + 0.25 * height * Math.sin(turn),
        shiftKey: true,
      };
      plane.setPointerCapture = () => {};
      const name = step % 30 === 0 ? 'pointerdown' : step % 30 === 29 ? 'pointerup' : 'pointermove';
      plane.dispatchEvent(new PointerEvent(name, at));
    }`,
  },
  {
    title: 'other factors of 100,000 points',
    story: 'crowd',
    tab: 'latent',
    steps: 20,
    change: `(step) => {
      const select = ${within('factorize-latent')}.shadowRoot.querySelector('select');
      select.selectedIndex = 2 * (step % 2);
      select.dispatchEvent(new Event('change'));
    }`,
  },
  {
    title: 'pointing at 100,000 points',
    story: 'crowd',
    tab: 'latent',
    steps: 60,
    change: `(step) => {
      const plane = ${within('factorize-latent')}.shadowRoot.querySelector('factorize-latent-plot').shadowRoot.querySelector('.plane');
      const { left, top, width, height } = plane.getBoundingClientRect();
      const init = { clientX: left + width * (0.3 + 0.006 * step), clientY: top + height * 0.4, bubbles: true };
      plane.dispatchEvent(new PointerEvent('pointermove', init));
    }`,
  },
];

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

async function run(browser: Browser, address: string, { title, story, tab, change, steps }: Journey): Promise<void> {
  const shot = { story, tab, width: 1200, zoom: 1 };
  const { page } = await openStory(browser, address, shot, 'vscode-dark');
  await page.waitForTimeout(1500);
  const { frames, longTasks, longest, busy } = await measure(page, change, steps);
  const most = Math.max(0, ...longTasks);
  console.log(
    `| ${title} | ${quantile(frames, 0.5).toFixed(0)} | ${quantile(frames, 0.95).toFixed(0)} | ` +
      `${metrics.map((metric) => (busy[metric] / steps).toFixed(1)).join(' | ')} | ${longest.toFixed(0)} | ${longTasks.length}${most > 0 ? ` (${most.toFixed(0)} ms at most)` : ''} |`,
  );
  await page.close();
}

const { server, address } = await serve(0);
const browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumArguments });
const only = process.argv.slice(2);
console.log(
  `Chromium ${browser.version()}; ms from a change to after its frame, processor time a step and of the longest task, long tasks by the clock`,
);
console.log(
  '| what | median | 95 % | processor | of it script | style | layout | longest task | tasks of 50 ms or longer |',
);
console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
for (const journey of journeys)
  if (only.length === 0 || only.some((word) => journey.title.includes(word))) await run(browser, address, journey);
await browser.close();
server.close();
const kilobytes = (file: string): string => `${(statSync(path.join(dist, file)).size / 1024).toFixed(0)} KB`;
console.log(`page ${kilobytes('webview.js')}, charts when first shown ${kilobytes('webview-plot.js')}`);
