/** Holds a run up, and lets it go on: turned by whoever asked for the run, followed by the pool. */
export class PauseSwitch {
  private readonly followers = new Set<(paused: boolean) => void>();
  private on = false;

  get isPaused(): boolean {
    return this.on;
  }

  turn(paused: boolean): void {
    this.on = paused;
    for (const follow of this.followers) follow(paused);
  }

  /** Calls back on every turn until the returned function is called. */
  onTurn(follow: (paused: boolean) => void): () => void {
    this.followers.add(follow);
    return () => this.followers.delete(follow);
  }
}
