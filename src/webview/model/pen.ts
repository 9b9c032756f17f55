import type { Place } from './latentPlane';

/** What the plane is drawn with: a canvas, or the text of an SVG picture. Lengths are in pixels. */
export interface Pen {
  line(from: Place, to: Place, color: string, width: number, opacity: number): void;
  /** Filled. */
  triangle(corners: readonly [Place, Place, Place], color: string): void;
  disc(at: Place, radius: number, color: string): void;
  ring(at: Place, radius: number, color: string): void;
  rectangle(left: number, top: number, width: number, height: number, color: string, opacity: number): void;
  /** Begins at `left`, and has its middle at `middle`. */
  text(left: number, middle: number, written: string, color: string): void;
}

/** From one place to another, with a head; nothing where they are the same. */
export function drawArrow(pen: Pen, from: Place, to: Place, color: string): void {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length < 1) return;
  const [ux, uy] = [dx / length, dy / length];
  const head = Math.min(8, length);
  pen.line(from, { x: to.x - 0.7 * head * ux, y: to.y - 0.7 * head * uy }, color, 1.25, 1);
  const base = { x: to.x - head * ux, y: to.y - head * uy };
  const [across, up] = [0.4 * head * uy, 0.4 * head * ux];
  pen.triangle([to, { x: base.x - across, y: base.y + up }, { x: base.x + across, y: base.y - up }], color);
}
