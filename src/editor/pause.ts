/** Waits until nobody has called `extend` for a while; `over` resolves then, or when it is ended at once. */
export class Pause {
  readonly over: Promise<void>;
  private timer: NodeJS.Timeout | undefined;
  private resolve: () => void = () => undefined;

  constructor(private readonly milliseconds: number) {
    this.over = new Promise((resolve) => (this.resolve = resolve));
    this.extend();
  }

  extend(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.resolve, this.milliseconds);
  }

  end(): void {
    clearTimeout(this.timer);
    this.resolve();
  }
}
