/** I6 no limbo, I8 alerts, I9 outcomes, I13 a person is reachable, I14 only what is configured. */
import type { StoredEvent } from '../../adapters/postgres/checker.ts';
import { finalHandoffStates, reasonWords, type ClockMetric } from '../../domain/words.ts';
import { ofType, type ConversationEvidence } from './evidence.ts';
import { enter, type Ledger } from './ledger.ts';
import type { Observations } from './observations.ts';

const finalTypes: readonly string[] = finalHandoffStates.map((state) => `handoff.${state}`);

function handoffIn(event: StoredEvent): string | null {
  return 'handoff_id' in event.data ? event.data.handoff_id : null;
}

/** The events of one handoff, in order. */
function storyOf(events: readonly StoredEvent[], handoff: string): StoredEvent[] {
  return events.filter((event) => handoffIn(event) === handoff);
}

function isFinal(story: readonly StoredEvent[]): boolean {
  return story.some(({ type }) => finalTypes.includes(type));
}

function checkLiveness(ledger: Ledger, evidence: ConversationEvidence): void {
  for (const { data } of ofType(evidence.events, 'handoff.requested')) {
    const final = isFinal(storyOf(evidence.events, data.handoff_id));
    enter(ledger, 'I6', {
      subject: evidence.id,
      holds: final || (evidence.head?.deadline_at ?? null) !== null,
      otherwise: `handoff ${data.handoff_id} is not in a final state and no deadline is armed`,
    });
  }
  for (const { handoff, ended, waitedMs } of evidence.played?.waits ?? [])
    enter(ledger, 'I6', {
      subject: evidence.id,
      holds: ended,
      otherwise: `handoff ${handoff} had no outcome after ${waitedMs} ms`,
    });
}

interface ClockStory {
  metric: ClockMetric;
  dueAt: number;
  started: StoredEvent;
  stopped: Extract<StoredEvent, { type: 'sla.stopped' }> | null;
  alerts: Extract<StoredEvent, { type: 'sla.warning' | 'sla.breached' }>[];
}

/** The clocks of a handoff: each from its start to its stop, with what it said in between. */
function clocksOf(story: readonly StoredEvent[]): ClockStory[] {
  const clocks: ClockStory[] = [];
  const running = (metric: ClockMetric): ClockStory | undefined =>
    clocks.findLast((clock) => clock.metric === metric && clock.stopped === null);
  for (const event of story) {
    if (event.type === 'sla.started') {
      const { metric, due_at: dueAt } = event.data;
      clocks.push({ metric, dueAt, started: event, stopped: null, alerts: [] });
    }
    if (event.type === 'sla.stopped') {
      const clock = running(event.data.metric);
      if (clock !== undefined) clock.stopped = event;
    }
    if (event.type === 'sla.warning' || event.type === 'sla.breached')
      running(event.data.metric)?.alerts.push(event);
  }
  return clocks;
}

function thresholdOf(alert: ClockStory['alerts'][number]): string {
  return alert.type === 'sla.breached' ? 'breached' : `warning:${alert.data.fraction}`;
}

function checkAlert(ledger: Ledger, subject: string, alert: ClockStory['alerts'][number]): void {
  const early =
    alert.data.late_ms < 0 || (alert.type === 'sla.breached' && alert.at < alert.data.due_at);
  enter(ledger, 'I8', {
    subject,
    holds: !early,
    otherwise: `event ${alert.sequence}: ${thresholdOf(alert)} of ${alert.data.metric} came early`,
  });
}

function checkClock(ledger: Ledger, subject: string, clock: ClockStory): void {
  const thresholds = clock.alerts.map(thresholdOf);
  const breached = thresholds.includes('breached');
  const met = clock.stopped?.data.met ?? null;
  enter(ledger, 'I8', {
    subject,
    holds: new Set(thresholds).size === thresholds.length,
    otherwise: `${clock.metric} gave an alert twice: ${thresholds.join(', ')}`,
  });
  if (met !== null)
    enter(ledger, 'I8', {
      subject,
      holds: met !== breached,
      otherwise: `${clock.metric} ended ${met ? 'in time' : 'late'} and ${breached ? 'has' : 'has no'} breach`,
    });
  for (const alert of clock.alerts) checkAlert(ledger, subject, alert);
}

function checkAlerts(
  ledger: Ledger,
  evidence: ConversationEvidence,
  observations: Observations,
): void {
  const { id: subject, events } = evidence;
  for (const { data } of ofType(events, 'handoff.requested')) {
    const clocks = clocksOf(storyOf(events, data.handoff_id));
    for (const clock of clocks) checkClock(ledger, subject, clock);
    const starts = clocks.filter((clock) => clock.metric === 'time_to_human').length;
    enter(ledger, 'I8', {
      subject,
      holds: starts <= 1,
      otherwise: `time_to_human of handoff ${data.handoff_id} started ${starts} times`,
    });
  }
  const alerts = events.filter(({ type }) => type === 'sla.warning' || type === 'sla.breached');
  for (const { sequence } of alerts) {
    const rows = observations.stored.derived.alerts.filter(
      (row) => row['conversation'] === subject && row['sequence'] === sequence,
    );
    enter(ledger, 'I8', {
      subject,
      holds: rows.length === 1,
      otherwise: `event ${sequence} has ${rows.length} rows of alerts`,
    });
  }
}

function checkOutcome(
  ledger: Ledger,
  evidence: ConversationEvidence,
  handoff: string,
  observations: Observations,
): void {
  const { id: subject, events } = evidence;
  const story = storyOf(events, handoff);
  const recorded = ofType(story, 'outcome.recorded').length;
  const rows = observations.stored.derived.outcomes.filter((row) => row['handoff'] === handoff);
  const expected = isFinal(story) || recorded > 0 ? 1 : 0;
  enter(ledger, 'I9', {
    subject,
    holds: recorded === expected && rows.length === expected,
    otherwise: `handoff ${handoff}: ${recorded} outcomes in the log, ${rows.length} in the table, not ${expected}`,
  });
  if (expected === 0) return;
  for (const clock of clocksOf(story))
    if (clock.metric === 'time_to_human' || clock.metric === 'resolution')
      enter(ledger, 'I9', {
        subject,
        holds: clock.stopped !== null,
        otherwise: `${clock.metric} of handoff ${handoff} runs on after its outcome`,
      });
}

function checkSilence(ledger: Ledger, { id: subject, events }: ConversationEvidence): void {
  let resolved = false;
  for (const event of events) {
    if (event.type === 'conversation.resolved' || event.type === 'conversation.reopened') {
      resolved = event.type === 'conversation.resolved';
      if (resolved) enter(ledger, 'I9', { subject, holds: true, otherwise: '' });
    }
    if (!resolved || event.type !== 'turn.created') continue;
    enter(ledger, 'I9', {
      subject,
      holds: false,
      otherwise: `event ${event.sequence}: a turn of ${event.data.role} after the end, without a reopening`,
    });
  }
}

function checkReleases(ledger: Ledger, observations: Observations): void {
  const { leases, heads, derived } = observations.stored;
  const open = new Set(
    derived.handoffs
      .filter((row) => !finalTypes.includes(`handoff.${String(row['state'])}`))
      .map((row) => row['conversation']),
  );
  const known = new Set(heads.map((head) => head.id));
  for (const lease of leases)
    enter(ledger, 'I9', {
      subject: lease.conversation,
      holds:
        lease.released_at !== null ||
        (open.has(lease.conversation) && known.has(lease.conversation)),
      otherwise: `lease ${lease.id} of ${lease.agent} was never released`,
    });
}

function checkReachable(ledger: Ledger, evidence: ConversationEvidence): void {
  const requested = ofType(evidence.events, 'handoff.requested');
  if (evidence.played?.askedForHuman === true)
    enter(ledger, 'I13', {
      subject: evidence.id,
      holds: requested.length > 0,
      otherwise: 'a person was asked for and there is no handoff',
    });
  for (const { turn, action, reason } of evidence.decisions)
    if (action === 'handoff' && reason === 'customer_request')
      enter(ledger, 'I13', {
        subject: evidence.id,
        holds: requested.some(({ data }) => data.turn <= turn),
        otherwise: `turn ${turn} was decided as the customer's wish for a person and there is no handoff`,
      });
}

function isReason(reason: string): boolean {
  return (reasonWords as readonly string[]).includes(reason) || reason.startsWith('x_');
}

function checkConfigured(
  ledger: Ledger,
  evidence: ConversationEvidence,
  observations: Observations,
): void {
  const { queues, agents } = observations.stored;
  const isPriority = (value: number): boolean =>
    Number.isInteger(value) && value >= 1 && value <= 5;
  for (const event of evidence.events) {
    if (event.type === 'handoff.requested' || event.type === 'handoff.queued') {
      const { queue, priority } = event.data;
      const reason = 'reason' in event.data ? event.data.reason : 'api_request';
      enter(ledger, 'I14', {
        subject: evidence.id,
        holds: queues.includes(queue) && isPriority(priority) && isReason(reason),
        otherwise: `event ${event.sequence}: queue ${queue}, priority ${priority}, reason ${reason}`,
      });
    }
    if (event.type === 'handoff.offered' || event.type === 'handoff.accepted')
      enter(ledger, 'I14', {
        subject: evidence.id,
        holds: agents.some(({ id }) => id === event.data.agent),
        otherwise: `event ${event.sequence}: there is no agent ${event.data.agent}`,
      });
  }
}

/** Checks I6, I8, I9, I13 and I14. */
export function checkHandoffs(
  ledger: Ledger,
  all: readonly ConversationEvidence[],
  observations: Observations,
): void {
  for (const evidence of all) {
    checkLiveness(ledger, evidence);
    checkAlerts(ledger, evidence, observations);
    for (const { data } of ofType(evidence.events, 'handoff.requested'))
      checkOutcome(ledger, evidence, data.handoff_id, observations);
    checkSilence(ledger, evidence);
    checkReachable(ledger, evidence);
    checkConfigured(ledger, evidence, observations);
  }
  checkReleases(ledger, observations);
}
