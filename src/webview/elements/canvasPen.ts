import type { Place } from '../model/latentPlane';
import type { Pen } from '../model/pen';

/** Draws on a canvas whose unit is a pixel of the page. */
export class CanvasPen implements Pen {
  constructor(private readonly context: CanvasRenderingContext2D) {
    context.textBaseline = 'middle';
  }

  line(from: Place, to: Place, color: string, width: number, opacity: number): void {
    const { context } = this;
    context.strokeStyle = color;
    context.lineWidth = width;
    context.globalAlpha = opacity;
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
    context.globalAlpha = 1;
  }

  triangle(corners: readonly [Place, Place, Place], color: string): void {
    const { context } = this;
    context.fillStyle = color;
    context.beginPath();
    for (const { x, y } of corners) context.lineTo(x, y);
    context.fill();
  }

  disc(at: Place, radius: number, color: string): void {
    this.context.fillStyle = color;
    this.circle(at, radius);
    this.context.fill();
  }

  ring(at: Place, radius: number, color: string): void {
    this.context.strokeStyle = color;
    this.context.lineWidth = 1.5;
    this.circle(at, radius);
    this.context.stroke();
  }

  rectangle(left: number, top: number, width: number, height: number, color: string, opacity: number): void {
    const { context } = this;
    context.fillStyle = color;
    context.globalAlpha = opacity;
    context.fillRect(left, top, width, height);
    context.globalAlpha = 1;
  }

  text(left: number, middle: number, written: string, color: string): void {
    this.context.fillStyle = color;
    this.context.fillText(written, left, middle);
  }

  private circle({ x, y }: Place, radius: number): void {
    this.context.beginPath();
    this.context.arc(x, y, radius, 0, 2 * Math.PI);
  }
}
