/** Calls back once for many requests, a fixed time after the first of them. */
export class Soon {
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly afterMs: number,
    private readonly callback: () => void,
  ) {}

  request(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.callback();
    }, this.afterMs);
  }
}
