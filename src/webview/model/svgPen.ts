import type { Place } from './latentPlane';
import type { Pen } from './pen';
import { faint, svgRectangle, svgText } from './svg';

const round = (length: number): number => Math.round(100 * length) / 100;

/** Writes what is drawn as parts of an SVG picture. */
export class SvgPen implements Pen {
  readonly parts: string[] = [];

  line(from: Place, to: Place, color: string, width: number, opacity: number): void {
    const ends = `x1="${round(from.x)}" y1="${round(from.y)}" x2="${round(to.x)}" y2="${round(to.y)}"`;
    this.parts.push(`<line ${ends} stroke="${color}" stroke-width="${width}"${faint('stroke', opacity)}/>`);
  }

  triangle(corners: readonly [Place, Place, Place], color: string): void {
    const places = corners.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ');
    this.parts.push(`<polygon points="${places}" fill="${color}"/>`);
  }

  disc({ x, y }: Place, radius: number, color: string): void {
    this.parts.push(`<circle cx="${round(x)}" cy="${round(y)}" r="${radius}" fill="${color}"/>`);
  }

  ring({ x, y }: Place, radius: number, color: string): void {
    this.parts.push(
      `<circle cx="${round(x)}" cy="${round(y)}" r="${radius}" fill="none" stroke="${color}" stroke-width="1.5"/>`,
    );
  }

  rectangle(left: number, top: number, width: number, height: number, color: string, opacity: number): void {
    this.parts.push(svgRectangle(round(left), round(top), round(width), height, color, opacity));
  }

  text(left: number, middle: number, written: string, color: string): void {
    this.parts.push(svgText(round(left), round(middle + 4), written, color, 'start'));
  }
}
