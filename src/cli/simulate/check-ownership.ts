/** I4 one owner, I5 capacity: swept over the event log, the leases and the readings taken while the run went on. */
import type { StoredEvent, StoredLease } from '../../adapters/postgres/checker.ts';
import { fateOf, ofType, type ConversationEvidence } from './evidence.ts';
import { enter, type Ledger } from './ledger.ts';
import type { Observations, SentTurn } from './observations.ts';

interface Ownership {
  owner: string;
  ownerId: string | null;
  epoch: number;
  at: number;
}

type TurnCreated = Extract<StoredEvent, { type: 'turn.created' }>;

function mayWrite({ data }: TurnCreated, now: Ownership): boolean {
  if (data.epoch !== now.epoch) return false;
  if (data.role === 'customer') return true;
  if (data.role === 'agent') return now.owner === 'agent' && now.ownerId === data.actor;
  return now.owner === 'ai';
}

function checkOwners(ledger: Ledger, evidence: ConversationEvidence): void {
  const { id: subject, events } = evidence;
  let now: Ownership = { owner: 'ai', ownerId: null, epoch: 1, at: 0 };
  for (const event of events) {
    if (event.type === 'conversation.owner_changed') {
      const { owner, owner_id: ownerId, epoch } = event.data;
      enter(ledger, 'I4', {
        subject,
        holds: epoch === now.epoch + 1 && event.at >= now.at,
        otherwise: `event ${event.sequence}: owner ${owner} at epoch ${epoch} follows epoch ${now.epoch}`,
      });
      now = { owner, ownerId, epoch, at: event.at };
    }
    if (event.type === 'turn.created')
      enter(ledger, 'I4', {
        subject,
        holds: mayWrite(event, now),
        otherwise: `event ${event.sequence}: a turn of ${event.data.role} at epoch ${event.data.epoch} while ${now.owner} owns epoch ${now.epoch}`,
      });
  }
  checkHead(ledger, evidence, now);
}

function checkHead(
  ledger: Ledger,
  { id: subject, head }: ConversationEvidence,
  now: Ownership,
): void {
  enter(ledger, 'I4', {
    subject,
    holds: head?.owner === now.owner && head.epoch === now.epoch,
    otherwise: `the head says ${head?.owner ?? 'nothing'} at epoch ${head?.epoch ?? 0}, the log ${now.owner} at ${now.epoch}`,
  });
}

function checkMuted(ledger: Ledger, evidence: ConversationEvidence, sent: SentTurn): void {
  const suppressed = ofType(evidence.events, 'turn.suppressed').some(
    ({ data }) => data.turn_id === sent.id,
  );
  const stored = evidence.turns.some((turn) => turn.id === sent.id);
  const refused = sent.replies.every(({ status }) => status === 409);
  enter(ledger, 'I4', {
    subject: evidence.id,
    holds: refused && suppressed && !stored,
    otherwise: `the late turn ${sent.id} was ${refused ? 'refused' : 'accepted'}, ${suppressed ? '' : 'not '}recorded as suppressed, ${stored ? 'in' : 'not in'} the transcript`,
  });
}

/** Instants of the log come from several workers, whose clocks may differ by this much, ms. */
const clockSlackMs = 100;
interface Holding {
  agent: string;
  conversation: string;
  from: number;
  to: number;
  units: number;
}

function leaseHolding(lease: StoredLease): Holding {
  const { agent, conversation, units, created_at: from, released_at: to } = lease;
  return { agent, conversation, units, from, to: to ?? Infinity };
}

/** Who held the conversation when, as the log tells it; the end of wrap-up is the end of the holding. */
function holdingsOf(evidence: ConversationEvidence, unitsOf: (agent: string) => number): Holding[] {
  const holdings: Holding[] = [];
  let open: Holding | null = null;
  const close = (instant: number): void => {
    if (open !== null) holdings.push({ ...open, to: instant });
    open = null;
  };
  for (const { type, at, data } of evidence.events) {
    if (type === 'conversation.owner_changed') {
      close(at);
      if (data.owner === 'agent') {
        const agent = data.owner_id ?? '';
        const from = at + clockSlackMs;
        open = { agent, conversation: evidence.id, from, to: Infinity, units: unitsOf(agent) };
      }
    }
    if (type === 'handoff.completed' || type === 'handoff.abandoned') close(at);
  }
  close(Infinity);
  return holdings;
}

/** The greatest sum of units held at once. */
export function peakOf(holdings: readonly Holding[]): number {
  const steps = holdings
    .filter(({ from, to }) => to > from)
    .flatMap(({ from, to, units }) => [
      { at: from, change: units },
      { at: to, change: -units },
    ])
    .sort((a, b) => a.at - b.at || a.change - b.change);
  let load = 0;
  let peak = 0;
  for (const { change } of steps) {
    load += change;
    peak = Math.max(peak, load);
  }
  return peak;
}

function by<T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups];
}

function checkCapacity(ledger: Ledger, observations: Observations, holdings: Holding[]): void {
  const capacities = new Map(observations.stored.agents.map(({ id, capacity }) => [id, capacity]));
  const leases = observations.stored.leases.map(leaseHolding);
  const sources: [string, Holding[]][] = [
    ['leases', leases],
    ['event log', holdings],
  ];
  for (const [source, all] of sources) {
    for (const [agent, held] of by(all, (one) => one.agent)) {
      const [peak, capacity] = [peakOf(held), capacities.get(agent) ?? 0];
      enter(ledger, 'I5', {
        subject: agent,
        holds: peak <= capacity,
        otherwise: `${source}: ${peak} units at once, capacity ${capacity}`,
      });
    }
    for (const [conversation, held] of by(all, (one) => one.conversation))
      enter(ledger, 'I5', {
        subject: conversation,
        holds: peakOf(held.map((one) => ({ ...one, units: 1 }))) <= 1,
        otherwise: `${source}: with two agents at once`,
      });
  }
}

function checkSamples(ledger: Ledger, observations: Observations): void {
  for (const { agent, units, capacity, conversations } of observations.loads)
    enter(ledger, 'I5', {
      subject: agent,
      holds: units <= capacity && new Set(conversations).size === conversations.length,
      otherwise: `a reading shows ${units} units of ${capacity} on ${conversations.length} leases`,
    });
}

function checkClaims(
  ledger: Ledger,
  evidence: ConversationEvidence,
  observations: Observations,
): void {
  const accepted = ofType(evidence.events, 'handoff.accepted');
  const taken = new Set<string>();
  for (const { data, sequence } of accepted) {
    const { offer_id: id, agent } = data;
    if (id === null) continue;
    const offer = observations.stored.offers.find((one) => one.id === id);
    const won = offer?.agent === agent && offer.state === 'accepted' && !taken.has(id);
    taken.add(id);
    enter(ledger, 'I5', {
      subject: evidence.id,
      holds: won,
      otherwise: `event ${sequence}: ${agent} took the case by offer ${id}, which is ${offer?.state ?? 'not there'} for ${offer?.agent ?? 'nobody'}`,
    });
  }
}

/** Checks I4 and I5. */
export function checkOwnership(
  ledger: Ledger,
  all: readonly ConversationEvidence[],
  observations: Observations,
): void {
  const units = new Map(
    observations.stored.leases.map((lease) => [
      `${lease.conversation}/${lease.agent}`,
      lease.units,
    ]),
  );
  const holdings: Holding[] = [];
  for (const evidence of all) {
    checkOwners(ledger, evidence);
    for (const sent of evidence.played?.sent ?? [])
      if (sent.late || fateOf(sent) === 'refused') checkMuted(ledger, evidence, sent);
    checkClaims(ledger, evidence, observations);
    holdings.push(...holdingsOf(evidence, (agent) => units.get(`${evidence.id}/${agent}`) ?? 1));
  }
  checkCapacity(ledger, observations, holdings);
  checkSamples(ledger, observations);
}
