import { channel, mixed } from '../model/colorScale';
import type { LatentView } from '../model/choices';
import type { PictureColors } from '../model/gridPicture';
import type { Size } from '../model/latentPlane';
import type { LatentPoints } from '../model/latentPoints';
import type { Side } from './drawLatent';

/** Counts that have a shade of their own. */
const mostShades = 16;

/**
 * How many points lie in each 2 × 2 pixels, the more the stronger; columns over rows. Its memory is kept from frame to
 * frame: what a frame of a million pixels leaves behind would be collected while a hand moves them.
 */
export class Density {
  readonly canvas = document.createElement('canvas');
  private counts = new Uint16Array();
  private image: ImageData | null = null;

  draw(points: LatentPoints, sides: readonly Side[], view: LatentView, size: Size, colors: PictureColors): void {
    const { width, height } = size;
    const image = this.imageOf(size);
    const { counts } = this;
    const pixels = new Uint32Array(image.data.buffer).fill(pixelOf(colors.ground));
    const { scale } = view;
    const [left, top] = [width / 2 - view.centreX * scale, height / 2 + view.centreY * scale];
    for (const { from, to } of sides) {
      const shades = shadesOf(colors.ground, from < points.rows ? colors.negative : colors.positive);
      counts.fill(0);
      for (let p = from; p < to; p++) {
        const x = Math.floor(left + points.x[p]! * scale);
        const y = Math.floor(top - points.y[p]! * scale);
        if (x < 0 || y < 0 || x >= width - 1 || y >= height - 1) continue;
        const at = y * width + x;
        counts[at]!++;
        counts[at + 1]!++;
        counts[at + width]!++;
        counts[at + width + 1]!++;
      }
      for (let at = 0; at < counts.length; at++)
        if (counts[at]! > 0) pixels[at] = shades[Math.min(mostShades, counts[at]!)]!;
    }
    this.canvas.getContext('2d')?.putImageData(image, 0, 0);
  }

  private imageOf({ width, height }: Size): ImageData {
    if (this.image?.width !== width || this.image.height !== height) {
      this.image = new ImageData(width, height);
      this.counts = new Uint16Array(width * height);
      [this.canvas.width, this.canvas.height] = [width, height];
    }
    return this.image;
  }
}

/** The colour of each count: the ground for none, and the colour itself for many. */
function shadesOf(ground: string, color: string): Uint32Array {
  return Uint32Array.from({ length: mostShades + 1 }, (_, count) =>
    pixelOf(count === 0 ? ground : mixed(color, ground, Math.min(1, 0.45 + 0.14 * Math.log2(count)))),
  );
}

/** Opaque, as the bytes of an image are read on any machine that runs a browser: red first. */
function pixelOf(hex: string): number {
  const [red, green, blue] = [channel(hex, 0), channel(hex, 1), channel(hex, 2)];
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
