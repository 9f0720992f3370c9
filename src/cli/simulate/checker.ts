/** The invariant checker: compares what was observed from outside with what is stored, invariant by invariant. */
import { checkBoundaries } from './check-boundaries.ts';
import { checkDerived } from './check-derived.ts';
import { checkHandoffs } from './check-handoffs.ts';
import { checkOwnership } from './check-ownership.ts';
import { checkTranscripts } from './check-transcript.ts';
import { gather } from './evidence.ts';
import { newLedger, type Ledger } from './ledger.ts';
import type { Observations } from './observations.ts';

/** Checks every invariant that can be read off database, API and streams. Pure: the same observations, the same counts. */
export function checkObservations(observations: Observations): Ledger {
  const ledger = newLedger();
  const all = gather(observations);
  checkTranscripts(ledger, all, observations);
  checkOwnership(ledger, all, observations);
  checkHandoffs(ledger, all, observations);
  checkDerived(ledger, all, observations.stored);
  checkBoundaries(ledger, all, observations);
  return ledger;
}
