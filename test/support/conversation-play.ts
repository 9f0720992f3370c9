import fc from 'fast-check';
import type { Command } from '../../src/domain/commands.ts';
import { nextDeadline, type ConversationState } from '../../src/domain/conversation.ts';
import type { DomainEvent } from '../../src/domain/events.ts';
import type { SlaAction } from '../../src/domain/policy-sla.ts';
import type { Facts } from '../../src/domain/step.ts';
import { command, second, sla, Story, tick, turn } from './domain.ts';

/** One thing somebody does; the kinds are played against a reference model of offers, as Postgres would decide. */
export interface Move {
  kind: (typeof kinds)[number];
  agent: 'ann' | 'bob';
  seconds: number;
  number: number;
}
const kinds = [
  'customer',
  'complaint',
  'unsure',
  'yes',
  'assistant',
  'lateAssistant',
  'numbered',
  'requestHuman',
  'answerYes',
  'answerNo',
  'cancel',
  'channel',
  'offer',
  'accept',
  'reject',
  'claim',
  'push',
  'reply',
  'note',
  'transferQueue',
  'transferAgent',
  'returnToAi',
  'snooze',
  'resolve',
  'deadline',
  'unavailable',
] as const;

type OfferRow = NonNullable<Facts['offer']>;

export class Play {
  readonly story: Story;
  private offers = new Map<string, OfferRow>();
  private count = 0;

  constructor(actions: SlaAction[]) {
    this.story = new Story({ sla: sla.map((target) => ({ ...target, on_breach: actions })) });
  }

  do(move: Move): { events: DomainEvent[]; refusal: string | null } {
    this.count += 1;
    this.story.after(move.seconds);
    const { given, facts } = this.commandOf(move);
    return this.story.take({ ...given, id: `c${this.count}` }, facts);
  }

  /** Advances to the next deadline, if there is one. */
  wait(): DomainEvent[] {
    const due = nextDeadline(this.story.now);
    if (due === null) return [];
    this.story.at = Math.max(this.story.at, due);
    return this.story.take(tick, this.deadlineFacts()).events;
  }

  private commandOf(move: Move): { given: Command; facts: Partial<Facts> } {
    const { agent, kind } = move;
    if (kind === 'offer') return { given: this.makeOffer(agent), facts: {} };
    if (kind === 'accept' || kind === 'reject') return this.answerOffer(agent, kind);
    if (kind === 'deadline') return { given: tick, facts: this.deadlineFacts() };
    return { given: this.plain(move), facts: { reservation: 'reserved' } };
  }

  private makeOffer(agent: string): Command {
    const id = `of${this.count}`;
    const handoffId = this.story.state?.handoff?.id ?? 'ho_none';
    this.offers.set(id, {
      id,
      handoffId,
      agent,
      state: 'pending',
      timeoutSeconds: 20,
      awaited: true,
    });
    return command('offerMade', {
      offer_id: id,
      handoff_id: handoffId,
      agent,
      timeout_seconds: 20,
    });
  }

  private answerOffer(agent: string, kind: 'accept' | 'reject'): ReturnType<Play['commandOf']> {
    const row = [...this.offers.values()].filter((offer) => offer.agent === agent).at(-1);
    if (row?.state === 'pending') row.state = kind === 'accept' ? 'accepted' : 'rejected';
    const body = { offer_id: row?.id ?? 'of_none', agent };
    const given = kind === 'accept' ? command('acceptOffer', body) : command('rejectOffer', body);
    return { given, facts: { offer: row === undefined ? null : { ...row } } };
  }

  private deadlineFacts(): Partial<Facts> {
    const open = this.story.state?.handoff?.offer;
    const row = open ? this.offers.get(open.id) : undefined;
    if (row === undefined || !open || open.expiresAt > this.story.at) return {};
    if (row.state === 'pending') row.state = 'timeout';
    return { offer: { ...row } };
  }

  private plain({ kind, agent, number }: Move): Command {
    const id = `t${this.count}`;
    const other = agent === 'ann' ? 'bob' : 'ann';
    const epoch = this.story.state?.epoch ?? 1;
    const said = (more: Parameters<typeof turn>[1]): Command =>
      command('turn', { turns: [turn(id, more)] });
    const commands: Partial<Record<Move['kind'], Command>> = {
      customer: said({}),
      complaint: said({ signals: { topic: 'complaint' } }),
      unsure: said({ signals: { topic: 'unsure' } }),
      yes: said({ content: 'yes please' }),
      assistant: said({ role: 'assistant', epoch }),
      lateAssistant: said({ role: 'assistant', epoch: Math.max(1, epoch - 1), sequence: number }),
      numbered: said({ sequence: number }),
      requestHuman: command('requestHuman', {}),
      answerYes: command('answerProposal', { answer: 'yes' }),
      answerNo: command('answerProposal', { answer: 'no' }),
      cancel: command('cancelHandoff', {}),
      channel: command('chooseChannel', { channel: 'email' }),
      claim: command('claim', { agent }),
      push: command('claim', { agent, actor: { kind: 'supervisor', id: 'sue' } }),
      reply: command('reply', { id, agent, content: 'hello' }),
      note: command('note', { agent, content: 'a note' }),
      transferQueue: command('transfer', { agent, to_queue: 'general' }),
      transferAgent: command('transfer', { agent, to_agent: other }),
      returnToAi: command('returnToAi', { agent, summary: 'done' }),
      snooze: command('snooze', { agent, until_at: this.story.at + 100 * second }),
      resolve: command('resolve', { agent, outcome: 'resolved' }),
      unavailable: command('agentUnavailable', { agent, cause: 'silent' }),
    };
    return commands[kind] ?? tick;
  }
}

const someMove: fc.Arbitrary<Move> = fc.record({
  kind: fc.constantFrom(...kinds, 'offer', 'accept', 'accept', 'reply', 'complaint', 'deadline'),
  agent: fc.constantFrom('ann' as const, 'ann' as const, 'bob' as const),
  seconds: fc.oneof(fc.constant(0), fc.nat(15), fc.nat(120), fc.constantFrom(700, 2_500, 9_000)),
  number: fc.integer({ min: 1, max: 9 }),
});
export const someMoves = fc.array(someMove, { minLength: 1, maxLength: 22 });
export const someActions = fc.subarray<SlaAction>([
  'alert',
  'reassign',
  'raise_priority',
  'widen',
  'overflow',
  'offer_channel',
]);

/** Sees each step, with the state before it (null before the first). */
export type Look = (
  step: { before: ConversationState | null; events: DomainEvent[]; refusal: string | null },
  story: Story,
) => void;

/** Plays the moves, looking at each step with the state before it (null before the first). */
export function play(moves: Move[], actions: SlaAction[], look: Look): Play {
  const acts = new Play(actions);
  acts.story.say(turn('t0'));
  for (const move of moves) {
    const before = acts.story.state;
    const { events, refusal } = acts.do(move);
    look({ before, events, refusal }, acts.story);
  }
  return acts;
}
