import { faults } from '../../matrix/faults';
import type { PictureColors } from './gridPicture';

/** The theme's colours as they stand at an element. */
export function colorsAt(element: Element): PictureColors {
  const style = getComputedStyle(element);
  const color = (name: string): string => hexOf(style.getPropertyValue(name).trim() || style.color);
  return {
    ground: color('--ground'),
    ink: color('--ink'),
    quiet: color('--quiet'),
    positive: color('--positive'),
    negative: color('--negative'),
  };
}

/** Any colour that CSS knows, also one of the system's, as every reader of SVG knows it. */
export function plainColor(color: string): string {
  const { context } = canvasOf(1, 1);
  context.fillStyle = color;
  return context.fillStyle;
}

/** Any colour that CSS knows as #rrggbb. */
function hexOf(color: string): string {
  const { context } = canvasOf(1, 1);
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
  return `#${[red, green, blue].map((channel) => (channel ?? 0).toString(16).padStart(2, '0')).join('')}`;
}

/** Dots of a PNG for each pixel, so that it stays sharp where it is enlarged or printed; fewer where it is very large. */
const density = 2;
const mostDots = 32_000_000;

/** A picture of SVG's own as PNG. Throws the fault `unexpected` where the page cannot draw it. */
export async function pngOf(svg: string): Promise<Uint8Array> {
  const image = new Image();
  image.src = dataUri(svg);
  await image.decode();
  const scale = Math.min(density, Math.sqrt(mostDots / (image.width * image.height)));
  const { canvas, context } = canvasOf(Math.ceil(scale * image.width), Math.ceil(scale * image.height));
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  if (blob === null) throw faults.unexpected('the picture could not be drawn');
  return new Uint8Array(await blob.arrayBuffer());
}

/** A picture as an address that holds the picture itself. */
export function dataUri(svg: string): string {
  const bytes = new TextEncoder().encode(svg);
  return `data:image/svg+xml;base64,${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
}

function canvasOf(
  width: number,
  height: number,
): { readonly canvas: HTMLCanvasElement; readonly context: CanvasRenderingContext2D } {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext('2d');
  if (context === null) throw faults.unexpected('the page has no canvas to draw on');
  return { canvas, context };
}
