import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';

const folder = path.resolve(__dirname, 'looks');
const actualFolder = path.resolve(__dirname, '../screenshots/looks');

/** A picture is kept at half its size, and compared by the mean colours of squares of this side, in its pixels. */
const side = 8;
/** How far the mean of a channel may be off, of 255: letters drawn by another version of a font move it by less. */
const mostOff = 26;
/** The share of squares that may be farther off. */
const mostSquares = 0.004;

/** How two pictures differ. */
export interface Difference {
  /** The share of squares whose colour is off. */
  readonly share: number;
  /** The farthest that one is off, of 255. */
  readonly farthest: number;
}

/** Pictures compared with those that are kept, by a page of the browser's own: it reads, scales and writes PNG. */
export class Looks {
  private constructor(
    private readonly page: Page,
    private readonly isUpdate: boolean,
  ) {}

  static async open(browser: Browser, isUpdate: boolean): Promise<Looks> {
    const looks = new Looks(await browser.newPage(), isUpdate);
    await looks.page.evaluate(inPage);
    return looks;
  }

  /** Whether the fonts of the kept pictures are here: with others, every line breaks elsewhere. */
  async hasFonts(): Promise<boolean> {
    return this.page.evaluate<boolean>("window.isInstalled('DejaVu Sans') && window.isInstalled('DejaVu Sans Mono')");
  }

  /**
   * What is wrong with a picture beside the one that is kept under this name; null where nothing is. Keeps it instead
   * where pictures are updated. One that differs is left in test/browser/screenshots/looks.
   */
  async complaint(name: string, picture: Buffer): Promise<string | null> {
    const kept = path.join(folder, `${name}.png`);
    const half = await this.page.evaluate<string>(`window.halved(${quoted(picture)})`);
    if (this.isUpdate) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(kept, half, 'base64');
      return null;
    }
    if (!existsSync(kept)) return `There is no picture of it: npm run panel:looks keeps one.`;
    const { share, farthest } = await this.difference(readFileSync(kept), Buffer.from(half, 'base64'));
    if (share <= mostSquares) return null;
    mkdirSync(actualFolder, { recursive: true });
    writeFileSync(path.join(actualFolder, `${name}.png`), half, 'base64');
    return (
      `It looks unlike test/browser/story/looks/${name}.png: ${(100 * share).toFixed(1)} % of its squares are off, ` +
      `one by ${farthest.toFixed(0)}. If it should, npm run panel:looks keeps the new picture.`
    );
  }

  /** Of two pictures of half size; all of it where their sizes differ. */
  async difference(one: Buffer, other: Buffer): Promise<Difference> {
    return this.page.evaluate<Difference>(`window.difference(${quoted(one)}, ${quoted(other)}, ${side}, ${mostOff})`);
  }

  async close(): Promise<void> {
    await this.page.close();
  }
}

function quoted(picture: Buffer): string {
  return JSON.stringify(picture.toString('base64'));
}

/** What runs in the page. */
const inPage = `(() => {
  const read = async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    return createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  };
  const drawn = (bitmap, width, height) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width, height];
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    return canvas;
  };
  window.halved = async (base64) => {
    const bitmap = await read(base64);
    const canvas = drawn(bitmap, Math.round(bitmap.width / 2), Math.round(bitmap.height / 2));
    return canvas.toDataURL('image/png').split(',')[1];
  };
  const means = (bitmap, side) => {
    const { width, height } = bitmap;
    const { data } = drawn(bitmap, width, height).getContext('2d').getImageData(0, 0, width, height);
    const [across, down] = [Math.ceil(width / side), Math.ceil(height / side)];
    const sums = new Float64Array(4 * across * down);
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) {
        const to = 4 * (Math.floor(y / side) * across + Math.floor(x / side));
        for (let channel = 0; channel < 3; channel++) sums[to + channel] += data[4 * (y * width + x) + channel];
        sums[to + 3]++;
      }
    return sums;
  };
  window.difference = async (one, other, side, mostOff) => {
    const [a, b] = [await read(one), await read(other)];
    if (a.width !== b.width || a.height !== b.height) return { share: 1, farthest: 255 };
    const [left, right] = [means(a, side), means(b, side)];
    let [off, farthest] = [0, 0];
    for (let at = 0; at < left.length; at += 4) {
      let most = 0;
      for (let channel = 0; channel < 3; channel++)
        most = Math.max(most, Math.abs(left[at + channel] / left[at + 3] - right[at + channel] / right[at + 3]));
      if (most > mostOff) off++;
      farthest = Math.max(farthest, most);
    }
    return { share: off / (left.length / 4), farthest };
  };
  window.isInstalled = (font) => {
    const context = document.createElement('canvas').getContext('2d');
    const widthIn = (family) => {
      context.font = '40px ' + family;
      return context.measureText('Residual 3.14 mmmiii').width;
    };
    return widthIn('"' + font + '", serif') === widthIn('"' + font + '", cursive') &&
      widthIn('"' + font + '", serif') !== widthIn('"no such font", serif');
  };
})()`;
