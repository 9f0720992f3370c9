/** The one timer of a conversation. Re-armed only for a sooner instant: later ones are looked at when it rings. */
import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import { workflowTime } from './clock.ts';

export class Alarm {
  private scope: CancellationScope | null = null;
  private ringsAt: number | null = null;
  private rang = false;

  /** Whether it rang since last asked. */
  takeRing(): boolean {
    const { rang } = this;
    this.rang = false;
    return rang;
  }

  get hasRung(): boolean {
    return this.rang;
  }

  /** Makes sure that it rings no later than `at`; null leaves it as it is. */
  setFor(at: number | null): void {
    if (at === null || !this.isTooLateFor(at)) return;
    this.cancel();
    this.ringsAt = at;
    const scope = new CancellationScope();
    this.scope = scope;
    void scope.run(async () => this.ring(scope, at)).catch(ignoreCancellation);
  }

  /** Whether it would not ring by `at`. */
  isTooLateFor(at: number | null): boolean {
    return at !== null && (this.ringsAt === null || this.ringsAt > at);
  }

  cancel(): void {
    this.scope?.cancel();
    this.scope = null;
    this.ringsAt = null;
  }

  private async ring(scope: CancellationScope, at: number): Promise<void> {
    await sleep(Math.max(1, at - workflowTime()), { summary: 'next deadline' });
    if (this.scope !== scope) return;
    this.scope = null;
    this.ringsAt = null;
    this.rang = true;
  }
}

function ignoreCancellation(error: unknown): void {
  if (!isCancellation(error)) throw error;
}
