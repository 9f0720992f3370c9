/**
 * The pause after a failed commit: one retry, later each time, so that an outage of hours does not fill the history.
 * Somebody who waits for an answer shortens it to the first step: they must learn of the outage within seconds.
 */
const firstMs = 1_000;
/** Longer, and work waits long after the store is back; shorter, and a day of outage comes near the history limit. */
const longestMs = 30_000;

export class Pause {
  private failedAt: number | null = null;
  private failures = 0;

  failed(at: number): void {
    this.failedAt = at;
    this.failures += 1;
  }

  succeeded(): void {
    this.failedAt = null;
    this.failures = 0;
  }

  /** Until when nothing is tried, epoch ms; null when the last commit went well. */
  until(somebodyWaits: boolean): number | null {
    if (this.failedAt === null) return null;
    const doublings = somebodyWaits ? 0 : Math.min(this.failures - 1, 10);
    return this.failedAt + Math.min(longestMs, firstMs * 2 ** doublings);
  }
}
