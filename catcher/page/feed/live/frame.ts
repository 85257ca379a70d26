/**
 * Calls back once for many requests: at the next frame, or after a moment where the tab is hidden
 * and gets no frames. The callback says for how many milliseconds it wants to rest afterwards.
 */
export class Frame {
  private pending = false;
  private restUntil = 0;

  constructor(private readonly callback: () => number) {}

  request(): void {
    if (this.pending) return;
    this.pending = true;
    const rest = this.restUntil - performance.now();
    if (rest > 0) setTimeout(() => this.atNextFrame(), rest);
    else this.atNextFrame();
  }

  private atNextFrame(): void {
    const run = () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      this.pending = false;
      this.restUntil = this.callback() + performance.now();
    };
    const frame = requestAnimationFrame(run);
    const timer = setTimeout(run, 250);
  }
}
