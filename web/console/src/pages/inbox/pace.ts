/** How often a customer is told that the agent types: now and then, and at once with a new message. */

/** A sign holds for six seconds; while somebody goes on typing, the next one comes before that. */
const everyMs = 3_000;

/** When it is time to tell of one conversation at a time. */
export class Pace {
  private told = { conversation: '', at: 0 };

  /** Whether to tell now; what is due is taken as told. */
  isDue(conversation: string, now: number): boolean {
    if (this.told.conversation === conversation && now - this.told.at < everyMs) return false;
    this.told = { conversation, at: now };
    return true;
  }

  /** A message has ended the typing for the customer: the next one begins anew. */
  sent(): void {
    this.told = { conversation: '', at: 0 };
  }
}
