/** I7 everything sent, I11 tenants apart, I12 nothing secret kept, I15 everything bounded. */
import type { ConversationEvidence } from './evidence.ts';
import { enter, type Ledger } from './ledger.ts';
import type { Observations } from './observations.ts';

/** The head row's state is read and written with every command: it must stay small (I15). */
const maxStateBytes = 32 * 1024;

function checkDeliveries(ledger: Ledger, { stored }: Observations): void {
  for (const message of stored.outbox)
    enter(ledger, 'I7', {
      subject: `outbox ${message.id}`,
      holds: message.sent_at !== null || (message.attempts > 0 && message.last_error !== null),
      otherwise: `${message.signal} was neither sent nor tried`,
    });
  const keys = new Set<string>();
  for (const { id, idempotency_key: key, state, attempts } of stored.deliveries) {
    enter(ledger, 'I7', {
      subject: `delivery ${id}`,
      holds: !keys.has(key) && (state === 'pending' || attempts > 0),
      otherwise: `${state} after ${attempts} attempts in the ledger${keys.has(key) ? ', under a key used before' : ''}`,
    });
    keys.add(key);
  }
}

function checkTenants(ledger: Ledger, { trespasses }: Observations): void {
  for (const { path, status, leaked } of trespasses)
    enter(ledger, 'I11', {
      subject: path,
      holds: leaked.length === 0 && (status === 404 || (status === 200 && isList(path))),
      otherwise: `answered ${status} to another tenant's key${leaked.length > 0 ? ` and gave away ${leaked.join(', ')}` : ''}`,
    });
}

/** A list is there for every tenant; what counts is that nothing of ours is in it. */
function isList(path: string): boolean {
  return /^GET \/v1\/[a-z-]+(\?|$)/.test(path);
}

function checkSecrets(ledger: Ledger, observations: Observations): void {
  const { stored, conversations } = observations;
  const secrets = conversations.flatMap(({ id, canaries }) =>
    canaries.map((secret) => ({ id, secret })),
  );
  if (secrets.length === 0) return;
  const places: [string, string][] = [
    ...Object.entries(stored).map(([table, rows]): [string, string] => [
      table,
      JSON.stringify(rows),
    ]),
    ['API', JSON.stringify(conversations.map(({ read }) => read))],
    ['streams', JSON.stringify(conversations.map(({ streamed }) => streamed))],
  ];
  for (const { id, secret } of secrets)
    for (const [place, text] of places)
      enter(ledger, 'I12', {
        subject: id,
        holds: !text.includes(secret),
        otherwise: `a planted secret of ${secret.length} characters stands in ${place}`,
      });
}

function checkBounds(ledger: Ledger, all: readonly ConversationEvidence[], wakeups: number): void {
  for (const { id, head } of all)
    if (head !== undefined)
      enter(ledger, 'I15', {
        subject: id,
        holds: head.state_bytes <= maxStateBytes,
        otherwise: `the head's state has ${head.state_bytes} bytes`,
      });
  enter(ledger, 'I15', {
    subject: 'wakeups',
    holds: wakeups === 0,
    otherwise: `${wakeups} wake-ups are left over`,
  });
}

/** Checks I7, I11, I12 and I15. */
export function checkBoundaries(
  ledger: Ledger,
  all: readonly ConversationEvidence[],
  observations: Observations,
): void {
  checkDeliveries(ledger, observations);
  checkTenants(ledger, observations);
  checkSecrets(ledger, observations);
  checkBounds(ledger, all, observations.stored.wakeups);
}
