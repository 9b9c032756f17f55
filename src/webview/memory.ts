import type { PageMemory } from './vscodeApi';

/**
 * Keeps what the page remembers: with the window at once, so that nothing is lost where the page is hidden or goes, and
 * with the host, for another webview, one message at a time. What changes while one is under way goes with the next.
 */
export class MemoryKeeper {
  /** What the host has not been told yet. */
  private untold: PageMemory | null = null;
  private isTelling = false;

  constructor(
    private readonly keep: (memory: PageMemory) => void,
    /** Resolves, or rejects, when the host has answered. */
    private readonly tell: (memory: PageMemory) => Promise<unknown>,
  ) {}

  remember(memory: PageMemory): void {
    this.keep(memory);
    this.untold = memory;
    if (!this.isTelling) void this.tellAll();
  }

  /** Tells what is left at once: the page may be on its way out. */
  hurry(): void {
    if (this.untold !== null) void this.tellNewest(this.untold);
  }

  private async tellAll(): Promise<void> {
    this.isTelling = true;
    while (this.untold !== null) await this.tellNewest(this.untold);
    this.isTelling = false;
  }

  private async tellNewest(memory: PageMemory): Promise<void> {
    this.untold = null;
    // Should it not arrive, a webview that the page moves to begins at the first tab.
    await this.tell(memory).catch(() => undefined);
  }
}
