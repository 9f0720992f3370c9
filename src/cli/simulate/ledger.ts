/** Counts per invariant how many facts were checked and how many were wrong, with a few examples of the wrong ones. */
export const checkedInvariants = [
  'I1',
  'I2',
  'I3',
  'I4',
  'I5',
  'I6',
  'I7',
  'I8',
  'I9',
  'I10',
  'I11',
  'I12',
  'I13',
  'I14',
  'I15',
] as const;
export type Invariant = (typeof checkedInvariants)[number];

export interface Violation {
  invariant: Invariant;
  subject: string;
  detail: string;
}

export interface Ledger {
  checked: Record<Invariant, number>;
  violations: Record<Invariant, number>;
  examples: Violation[];
}

const examplesEach = 5;

function zeros(): Record<Invariant, number> {
  const counts = checkedInvariants.map((name) => [name, 0] as const);
  return Object.fromEntries(counts) as Record<Invariant, number>;
}

/** An empty ledger. */
export function newLedger(): Ledger {
  return { checked: zeros(), violations: zeros(), examples: [] };
}

/** One fact of an invariant about a subject (a conversation, a handoff, an agent): it holds, or why it is wrong. */
export interface Fact {
  subject: string;
  holds: boolean;
  otherwise: string;
}

/** Enters one fact. */
export function enter(ledger: Ledger, invariant: Invariant, fact: Fact): void {
  ledger.checked[invariant] += 1;
  if (fact.holds) return;
  ledger.violations[invariant] += 1;
  if (ledger.violations[invariant] > examplesEach) return;
  ledger.examples.push({ invariant, subject: fact.subject, detail: fact.otherwise });
}
