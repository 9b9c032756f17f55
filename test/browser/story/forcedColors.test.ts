// The panel where the system forces its colours on every page, as Windows' contrast themes do.
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { eventually } from '../../host/eventually';
import { storyStage } from './stage';

type Rgb = readonly [number, number, number];

/** What is asked of elements in the page. */
interface Styled {
  readonly ownerDocument: {
    readonly defaultView: {
      getComputedStyle(element: Styled): { getPropertyValue(name: string): string };
    };
  };
}
interface Drawn {
  readonly width: number;
  readonly height: number;
  getContext(kind: '2d'): {
    getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray };
  };
}

describe('the panel in the colours of the system, on the story page', () => {
  const stage = storyStage();

  const force = (forcedColors: 'active' | 'none'): Promise<void> =>
    stage.page.emulateMedia({ forcedColors, colorScheme: 'dark' });

  async function open(story: string, tab: string): Promise<void> {
    await stage.open(story, tab);
    await force('active');
  }

  const styleOf = (of: Locator, property: string): Promise<string> =>
    of.evaluate(
      (element: Styled, name: string) =>
        element.ownerDocument.defaultView.getComputedStyle(element).getPropertyValue(name),
      property,
    );

  const colorOf = async (of: Locator, property: string): Promise<Rgb> => rgb(await styleOf(of, property));

  /** A system colour, as the page has it now. */
  async function system(name: string): Promise<Rgb> {
    const color = await stage.page.evaluate<string>(`(() => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.color = '${name}';
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color;
    })()`);
    return rgb(color);
  }

  /** The colours that a canvas shows, each as #rrggbb. */
  async function painted(canvas: Locator): Promise<ReadonlySet<string>> {
    const colors = await canvas.evaluate((element: Drawn) => {
      const { data } = element.getContext('2d').getImageData(0, 0, element.width, element.height);
      return [...new Set(new Uint32Array(data.buffer))];
    });
    return new Set(colors.map((one) => hex([one & 255, (one >> 8) & 255, (one >> 16) & 255])));
  }

  it('the chosen tab and the focus on it are told from the others', async () => {
    await open('ratings', 'missing');
    const chosen = stage.tab('Missing cells');
    const line = 'border-bottom-color';
    assert.deepEqual(await colorOf(chosen, line), await system('Highlight'));
    assert.deepEqual(await colorOf(stage.tab('Factors'), line), await system('Canvas'));
    assert.equal(await styleOf(chosen, 'outline-style'), 'none');
    await stage.tabTo(chosen);
    assert.deepEqual(
      [await styleOf(chosen, 'outline-style'), await styleOf(chosen, 'outline-width')],
      ['solid', '2px'],
    );
    assert.deepEqual(await colorOf(chosen, 'outline-color'), await system('Highlight'));
  });

  it('the chosen one of a few choices and of a menu is told from the others', async () => {
    await open('ratings', 'reconstruction');
    const chosen = stage.page.getByRole('radio', { name: 'Side by side' });
    const other = stage.page.getByRole('radio', { name: 'Original' });
    assert.deepEqual(await colorOf(chosen, 'background-color'), await system('Highlight'));
    assert.deepEqual(await colorOf(chosen, 'color'), await system('HighlightText'));
    assert.notDeepEqual(await colorOf(other, 'background-color'), await system('Highlight'));
    await stage.button(/^More/).click();
    const items = stage.page.getByRole('menuitem');
    assert.deepEqual(await colorOf(items.first(), 'background-color'), await system('Highlight'));
    assert.notDeepEqual(await colorOf(items.nth(1), 'background-color'), await system('Highlight'));
  });

  it('cells keep their colours by value, and every number on one a contrast of 4.5 at least', async () => {
    await open('ratings', 'factors');
    const grounds = new Set<string>();
    const cells = stage.page.locator('factorize-factors [role=gridcell]');
    await cells.first().waitFor();
    for (const cell of await cells.all()) {
      const ground = await colorOf(cell, 'background-color');
      grounds.add(ground.join(' '));
      if (!/\b[pn]\d\b/.test((await cell.getAttribute('class')) ?? '')) continue;
      const ratio = contrast(await colorOf(cell, 'color'), ground);
      assert.ok(ratio >= 4.5, `${await cell.innerText()} has a contrast of ${ratio.toFixed(2)}.`);
    }
    assert.ok(grounds.size > 8, `${grounds.size} colours`);
  });

  it('intervals are drawn in colours that differ from the ground, and so is progress', async () => {
    await open('ratings', 'missing');
    const range = stage.page.locator('.interval .range').first();
    assert.deepEqual(await colorOf(range, 'stroke'), await system('LinkText'));
    assert.deepEqual(await colorOf(stage.page.locator('.interval .value').first(), 'fill'), await system('CanvasText'));
  });

  it('the latent space is drawn in the colours of the system, then of the theme, then of the next: it kept those it was first seen in', async () => {
    await open('ratings', 'latent');
    const canvas = stage.page.locator('factorize-latent-plot canvas').first();
    const expected = await Promise.all(
      ['Canvas', 'CanvasText', 'LinkText'].map(async (name) => hex(await system(name))),
    );
    await eventually('the colours of the system', async () => {
      const seen = await painted(canvas);
      assert.deepEqual(
        expected.filter((one) => !seen.has(one)),
        [],
      );
    });
    await force('none');
    const ground = hex(await colorOf(stage.page.locator('body'), 'background-color'));
    await eventually('the colours of the theme', async () => {
      const seen = await painted(canvas);
      assert.ok(seen.has(ground) && !seen.has(expected[2]!), [...seen].slice(0, 5).join(' '));
    });
    await stage.page.evaluate("document.documentElement.dataset.theme = 'vscode-light'");
    await eventually('the colours of another theme', async () => assert.ok(!(await painted(canvas)).has(ground)));
  });
});

/** A computed colour: rgb(), or what a mixture is, color(srgb). */
function rgb(color: string): Rgb {
  const scale = color.startsWith('color(srgb') ? 255 : 1;
  const [red, green, blue] = (color.match(/-?[\d.]+/g) ?? []).map((one) => Math.round(scale * Number(one)));
  assert.ok(red !== undefined && green !== undefined && blue !== undefined, color);
  return [red, green, blue];
}

function hex(color: Rgb): string {
  return `#${color.map((one) => one.toString(16).padStart(2, '0')).join('')}`;
}

/** Source: WCAG 2.2, contrast ratio and relative luminance. */
function contrast(a: Rgb, b: Rgb): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((one, other) => other - one);
  return (lighter! + 0.05) / (darker! + 0.05);
}

function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((one) => {
    const share = one / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
