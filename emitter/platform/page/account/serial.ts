/**
 * Runs `work` when it is asked to, one run at a time: however often it is asked meanwhile, one more
 * run follows. So news that comes faster than it can be looked at never stops anybody from looking.
 */
export class Serial {
  private isRunning = false;
  private isAskedAgain = false;

  constructor(private readonly work: () => Promise<void>) {}

  ask(): void {
    if (this.isRunning) this.isAskedAgain = true;
    else void this.run();
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    do {
      this.isAskedAgain = false;
      await this.work().catch(() => undefined);
    } while (this.isAskedAgain);
    this.isRunning = false;
  }
}
