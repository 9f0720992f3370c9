/** Which reasons there are, and which of them a customer overrides. */
import { reasonWords, type Reason } from './words.ts';

/** Reasons that a customer who wants to stay with the assistant overrides. Duties, blocks and failures stay. */
const overridable: ReadonlySet<string> = new Set<Reason>([
  'frustration',
  'low_confidence',
  'repeated_correction',
  'urgency',
  'high_intent',
  'pending_clarification',
  'missing_knowledge',
]);

/** True for a reason of which a customer who wants to stay with the assistant may think otherwise. */
export function isOverridable(reason: Reason): boolean {
  return overridable.has(reason);
}

const tenantReason = /^x_[a-z0-9_]{1,48}$/;

/** True for a reason of the vocabulary or of a tenant (`x_...`). */
export function isReason(reason: unknown): reason is Reason {
  if (typeof reason !== 'string') return false;
  return (reasonWords as readonly string[]).includes(reason) || tenantReason.test(reason);
}
