import type { CellRef } from '../../protocol/panel';
import { columnStart, nearestStart, shiftInto } from '../model/gridGeometry';
import type { GridDrawing } from './gridDrawing';
import { pageSize } from './frameSizes';
import { rowHeight } from './gridStyles';

/** What of a grid is seen, in pixels. It is kept, since asking the page for it has the page laid out. */
export class GridPort {
  left = 0;
  top = 0;
  width = 0;
  height = 0;
  /** Of all that can be scrolled to. */
  private total = 0;
  page = pageSize();

  constructor(private readonly scroller: HTMLElement) {}

  /** Takes the size of what scrolls, as it was observed; true where nothing was seen before. */
  resize({ width, height }: DOMRectReadOnly): boolean {
    const isFirst = this.width === 0;
    this.width = width;
    this.height = height;
    this.page = pageSize();
    this.scroller.style.setProperty('--seen', `${width}px`);
    this.showEdges();
    return isFirst;
  }

  /** Reads what is scrolled to; true where that is new. */
  read(): boolean {
    const { left, top } = this;
    this.left = this.scroller.scrollLeft;
    this.top = this.scroller.scrollTop;
    this.showEdges();
    return left !== this.left || top !== this.top;
  }

  /** Scrolls to a place; true where it was another. */
  moveTo(left: number, top: number): boolean {
    if (this.left === left && this.top === top) return false;
    if (this.left !== left) this.scroller.scrollLeft = left;
    if (this.top !== top) this.scroller.scrollTop = top;
    [this.left, this.top] = [left, top];
    this.showEdges();
    return true;
  }

  /** Has a column begin at the row labels where a scroll came to rest within one, unless that is at its end. */
  settle({ columns, labelWidth }: GridDrawing): void {
    const most = labelWidth + columns.total - this.width;
    if (columns.count === 0 || this.left >= most - 1) return;
    const left = Math.min(most, nearestStart(columns, this.left));
    if (Math.abs(left - this.left) >= 1) this.scroller.scrollTo({ left });
  }

  /** Sets how large all of it is. */
  extend(width: number, height: number): void {
    this.total = width;
    this.scroller.style.setProperty('--whole', `${height}px`);
    this.showEdges();
  }

  private showEdges(): void {
    this.scroller.toggleAttribute('data-scrolled', this.left > 0);
    this.scroller.toggleAttribute('data-more', this.left + this.width < this.total - 1);
  }

  /** Scrolls to a cell, or to the label of a column where its row is −1: within the grid, so that the page stays where it is. */
  reveal({ row, column }: CellRef, { columns, labelWidth }: GridDrawing): void {
    if (this.width === 0 || column >= columns.count) return;
    // Labels of rows are always in sight, as those of columns are.
    const left = column < 0 ? this.left + labelWidth : labelWidth + columns.left(column);
    const right = column < 0 ? left : left + columns.width(column);
    const across = shiftInto(left, right, this.left + labelWidth, this.left + this.width);
    const top = rowHeight * (row + 1);
    const down = row < 0 ? 0 : shiftInto(top, top + rowHeight, this.top + rowHeight, this.top + this.height);
    const most = Math.max(0, labelWidth + columns.total - this.width);
    const moved = across === 0 ? this.left : Math.min(most, columnStart(columns, this.left + across, column));
    this.moveTo(moved, this.top + down);
  }
}
