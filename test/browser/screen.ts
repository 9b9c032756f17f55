import type { Locator } from 'playwright-core';

/** A rectangle on the screen, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export async function isFocused(row: Locator): Promise<boolean> {
  return /\bfocused\b/.test((await row.getAttribute('class')) ?? '');
}

export function middle(box: Box): { x: number; y: number } {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

export function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** A number as the page writes it, with the minus sign of mathematics. */
export function numberOf(text: string): number {
  return Number(text.replaceAll('−', '-'));
}
