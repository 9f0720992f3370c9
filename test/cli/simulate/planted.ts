/** Bugs planted one at a time into the observations of a clean run, with the invariants that must turn red. */
import { expect } from 'vitest';
import type { StoredEvent } from '../../../src/adapters/postgres/checker.ts';
import type { Invariant } from '../../../src/cli/simulate/ledger.ts';
import type { Observations } from '../../../src/cli/simulate/observations.ts';
import type { EventType } from '../../../src/domain/events.ts';

function eventOf<T extends EventType>(
  run: Observations,
  type: T,
): Extract<StoredEvent, { type: T }> {
  const found = run.stored.events.find((event) => event.type === type);
  if (found === undefined) throw new Error(`the small run has no ${type}`);
  return found as Extract<StoredEvent, { type: T }>;
}

export interface Bug {
  name: string;
  plant: (run: Observations) => void;
  /** The invariants that must turn red, and no others. */
  red: Invariant[];
}

const first = <T>(items: readonly T[]): T => {
  const [item] = items;
  if (item === undefined) throw new Error('the small run has none');
  return item;
};

export const planted: Bug[] = [
  {
    name: 'a turn stored twice',
    plant: ({ stored }) => stored.turns.splice(1, 0, { ...first(stored.turns) }),
    red: ['I1', 'I2'],
  },
  {
    name: 'an acknowledged turn that is lost',
    plant: ({ stored }) => stored.turns.splice(3, 1),
    red: ['I1', 'I2'],
  },
  {
    name: 'a turn the API does not show',
    plant: ({ conversations }) => first(conversations).read.pop(),
    red: ['I1', 'I2'],
  },
  {
    name: 'a repeated turn that is answered differently',
    plant: ({ conversations }) => {
      const again = conversations[1]?.sent[1]?.replies[1];
      if (again !== undefined) again.body = { ...(again.body as object), epoch: 9 };
    },
    red: ['I1'],
  },
  {
    name: 'an event that the tenant feed skipped',
    plant: ({ feed }) => feed?.splice(4, 1),
    red: ['I1'],
  },
  {
    name: 'an event that the tenant feed gives too late',
    plant: ({ feed }) => feed?.splice(1, 0, ...feed.splice(0, 1)),
    red: ['I2'],
  },
  {
    name: 'an event that the stream repeats after it was resumed',
    plant: ({ conversations }) => {
      const { streamed } = first(conversations);
      streamed.splice(3, 0, { ...first(streamed) });
    },
    red: ['I1', 'I2'],
  },
  {
    name: 'two turns in the order of their arrival, not of their sending',
    plant: ({ stored, conversations }) => {
      const [one, two] = stored.turns;
      const { read, streamed, sent } = first(conversations);
      if (one === undefined || two === undefined) return;
      [one.id, two.id] = [two.id, one.id];
      [one.content, two.content] = [two.content, one.content];
      read.splice(0, 2, { ...one }, { ...two });
      const created = streamed.filter(({ type }) => type === 'turn.created').slice(0, 2);
      for (const [index, turn] of [one, two].entries()) {
        const envelope = created[index];
        if (envelope === undefined) continue;
        envelope.data = { data: { turn_id: turn.id, turn: index + 1, role: 'customer' } };
      }
      const rows = stored.events.filter((event) => event.type === 'turn.created').slice(0, 2);
      for (const [index, row] of rows.entries()) row.data.turn_id = index === 0 ? one.id : two.id;
      expect(sent.length).toBeGreaterThan(2);
    },
    red: ['I2'],
  },
  {
    name: 'a hole in the event log',
    plant: ({ stored }) => {
      const noted = stored.events.findIndex(({ type }) => type === 'turn.decided');
      stored.events.splice(noted, 1);
    },
    red: ['I2'],
  },
  {
    name: 'a text that was changed on its way',
    plant: ({ stored }) => (first(stored.turns).content += '!'),
    red: ['I3'],
  },
  {
    name: 'a turn that nobody sent',
    plant: ({ stored, conversations }) => {
      const turn = { ...first(stored.turns), id: 'ghost', sequence: 4 };
      stored.turns.splice(3, 0, turn);
      first(conversations).read.push({ ...turn });
    },
    red: ['I2', 'I3'],
  },
  {
    name: 'an epoch that is skipped',
    plant: (run) => {
      eventOf(run, 'conversation.owner_changed').data.epoch = 4;
    },
    red: ['I4'],
  },
  {
    name: 'a late assistant turn that is taken after the takeover',
    plant: ({ conversations, stored }) => {
      const late = first(conversations).sent.find((turn) => turn.late);
      if (late === undefined) return;
      late.replies = [{ status: 200, body: {} }];
      const turn = { ...first(stored.turns), id: late.id, content: late.content, role: late.role };
      stored.turns.splice(2, 0, turn);
    },
    red: ['I1', 'I2', 'I4'],
  },
  {
    name: 'a turn of the assistant while an agent owns the conversation',
    plant: (run) => {
      const reply = run.stored.events.find(
        (event) => event.type === 'turn.created' && event.data.role === 'agent',
      );
      if (reply?.type === 'turn.created') reply.data.role = 'assistant';
    },
    red: ['I4'],
  },
  {
    name: 'an agent who is given a second case over their capacity',
    plant: ({ stored }) => {
      const lease = first(stored.leases);
      stored.leases.push({ ...lease, id: 'l2', conversation: 'c2' });
    },
    red: ['I5'],
  },
  {
    name: 'a case with two agents',
    plant: ({ stored }) => {
      const lease = first(stored.leases);
      stored.leases.push({ ...lease, id: 'l2', agent: 'ben' });
    },
    red: ['I5'],
  },
  {
    name: 'a reading that shows an overloaded agent',
    plant: ({ loads }) => (first(loads).units = 2),
    red: ['I5'],
  },
  {
    name: 'a case taken by an offer that had lapsed',
    plant: ({ stored }) => (first(stored.offers).state = 'timeout'),
    red: ['I5'],
  },
  {
    name: 'a handoff that waits without a deadline',
    plant: ({ stored }) => {
      const { events, heads } = stored;
      const at = events.findIndex(({ type }) => type === 'outcome.recorded');
      events.splice(at, 3);
      const head = first(heads);
      head.deadline_at = null;
      head.version -= 3;
      stored.derived.outcomes = [];
    },
    // The shortened log no longer explains stream, feed and tables.
    red: ['I2', 'I6', 'I10'],
  },
  {
    name: 'a handoff whose outcome never came',
    plant: ({ conversations }) => (first(first(conversations).waits).ended = false),
    red: ['I6'],
  },
  {
    name: 'a message that was never sent',
    plant: ({ stored }) => Object.assign(first(stored.outbox), { sent_at: null, attempts: 0 }),
    red: ['I7'],
  },
  {
    name: 'a delivery with a new key for each attempt',
    plant: ({ stored }) => stored.deliveries.push({ ...first(stored.deliveries), id: 'd2' }),
    red: ['I7'],
  },
  {
    name: 'an alert that came early',
    plant: (run) => {
      const { data } = eventOf(run, 'sla.breached');
      data.late_ms = -500;
      first(run.stored.derived.alerts)['late_ms'] = -500;
    },
    red: ['I8'],
  },
  {
    name: 'an alert that came twice',
    plant: ({ stored }) => stored.derived.alerts.push({ ...first(stored.derived.alerts) }),
    red: ['I8', 'I10'],
  },
  {
    name: 'a clock that ended late without its alert',
    plant: (run) => {
      const stopped = run.stored.events.find(
        (event) => event.type === 'sla.stopped' && event.data.metric === 'resolution',
      );
      if (stopped?.type === 'sla.stopped') stopped.data.met = false;
    },
    red: ['I8'],
  },
  {
    name: 'a second outcome of the same handoff',
    plant: ({ stored }) => stored.derived.outcomes.push({ ...first(stored.derived.outcomes) }),
    red: ['I9', 'I10'],
  },
  {
    name: 'a lease that is never given back',
    plant: ({ stored }) => (first(stored.leases).released_at = null),
    red: ['I9'],
  },
  {
    name: 'a turn after the end without a reopening',
    plant: (run) => {
      const { events, heads } = run.stored;
      const turn = structuredClone(eventOf(run, 'turn.created'));
      const last = events.filter(({ conversation }) => conversation === 'c1').length;
      Object.assign(turn, { sequence: last + 1, data: { ...turn.data, turn: 4, epoch: 3 } });
      events.splice(last, 0, turn);
      first(heads).version += 1;
    },
    red: ['I1', 'I2', 'I9'],
  },
  {
    name: 'a derived row that differs from the log',
    plant: ({ stored }) => (first(stored.derived.handoffs)['queue'] = 'billing'),
    red: ['I10'],
  },
  {
    name: 'a derived row that is missing',
    plant: ({ stored }) => stored.derived.handoffs.pop(),
    red: ['I10'],
  },
  {
    name: 'a conversation that another tenant can read',
    plant: ({ trespasses }) => (first(trespasses).status = 200),
    red: ['I11'],
  },
  {
    name: 'a list that holds rows of another tenant',
    plant: ({ trespasses }) =>
      trespasses.push({ path: 'GET /v1/conversations', status: 200, leaked: ['c1'] }),
    red: ['I11'],
  },
  {
    name: 'a card number in an event',
    plant: (run) => {
      const [card = ''] = first(run.conversations).canaries;
      Object.assign(first(run.stored.decisions), { evidence: [{ value: card }] });
    },
    red: ['I12'],
  },
  {
    name: 'a wish for a person that was not followed',
    plant: ({ stored }) =>
      Object.assign(stored.decisions.find(({ conversation }) => conversation === 'c2') ?? {}, {
        action: 'handoff',
        reason: 'customer_request',
      }),
    red: ['I13'],
  },
  {
    name: 'a queue that the customer made up',
    plant: ({ stored }) => (stored.queues = ['billing']),
    red: ['I14'],
  },
  {
    name: 'a head row that grows without end',
    plant: ({ stored }) => (first(stored.heads).state_bytes = 40_000),
    red: ['I15'],
  },
];
