/**
 * Calls back once for many requests: at the next frame, or after a moment where the tab is hidden
 * and gets no frames.
 */
export class Frame {
  private pending = false;

  constructor(private readonly callback: () => void) {}

  request(): void {
    if (this.pending) return;
    this.pending = true;
    const run = () => {
      if (!this.pending) return;
      this.pending = false;
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      this.callback();
    };
    const frame = requestAnimationFrame(run);
    const timer = setTimeout(run, 250);
  }
}
