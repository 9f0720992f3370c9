import type { Command, CommandOf, CommandType } from '../../src/domain/commands.ts';
import type { ConversationState } from '../../src/domain/conversation.ts';
import type { DomainEvent, EventOf, EventType } from '../../src/domain/events.ts';
import type { ActivePolicy, Policy, SlaTarget } from '../../src/domain/policy.ts';
import type { Draft, Facts, StepContext } from '../../src/domain/step.ts';
import { takeTurns } from '../../src/domain/take-turns.ts';
import { announce, beginStep, transition } from '../../src/domain/transition.ts';
import type { Turn } from '../../src/domain/turn.ts';

/** Instants of the tables: seconds after the beginning, as epoch ms. */
export const second = 1_000;
export const begin = 1_700_000_000_000;

export const sla: SlaTarget[] = [
  { metric: 'time_to_human', target_seconds: 60, warn_at: [0.5, 0.8], on_breach: ['alert'] },
  { metric: 'first_response', target_seconds: 90, warn_at: [0.7], on_breach: ['alert'] },
  { metric: 'next_response', target_seconds: 45, warn_at: [], on_breach: ['alert'] },
  { metric: 'resolution', target_seconds: 600, warn_at: [0.9], on_breach: ['alert'] },
];

/** A small policy with a rule to hand off (`complaint` topic) and one to propose (`unsure` topic). */
export function policyWith(changes: Partial<Policy> = {}): ActivePolicy {
  const rule = { queue: 'billing', when: { feature: 'signal_topic', is: 'complaint' } };
  return {
    version: 3,
    policy: {
      name: 'table',
      default_language: 'en',
      rules: [
        { id: 'complaint', ...rule, action: 'handoff', reason: 'risk_topic', rank: 1 },
        {
          id: 'unsure',
          when: { feature: 'signal_topic', is: 'unsure' },
          action: 'propose',
          reason: 'low_confidence',
          rank: 2,
        },
      ],
      routing: { default_queue: 'general', by_reason: {}, by_topic: {} },
      sla,
      messages: { en: { handoff: 'A person of {queue} takes over', declined: 'As you wish' } },
      channels: ['chat', 'email'],
      proposal_cooldown_turns: 2,
      max_ai_turns: null,
      idle_close_seconds: 3_600,
      reopen_window_seconds: 7_200,
      handoff_expiry_seconds: 1_800,
      case_idle_seconds: 2_400,
      ...changes,
    },
  };
}

export const noFacts: Facts = {
  queues: { general: { wrapUpSeconds: 0 }, billing: { wrapUpSeconds: 30 } },
  offer: null,
  reservation: null,
  agentKnown: true,
};

type Body<T extends CommandType> = Omit<CommandOf<T>, 'id' | 'type' | 'actor'> &
  Partial<Pick<CommandOf<T>, 'id' | 'actor'>>;

/** A command by its own kind of actor unless another is given. */
export function command<T extends CommandType>(type: T, body: Body<T>): CommandOf<T> {
  const agent = 'agent' in body && typeof body.agent === 'string' ? body.agent : null;
  const actor =
    agent === null
      ? { kind: 'backend' as const, id: 'bot' }
      : { kind: 'agent' as const, id: agent };
  return { id: `${type}-1`, type, actor, ...body } as unknown as CommandOf<T>;
}

export function turn(id: string, more: Partial<Turn> = {}): Turn {
  return { id, role: 'customer', content: 'the parcel is blue', ...more };
}

/** Freezes all of a value, so that a step that changes its input throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}

export interface Outcome {
  refusal: string | null;
  events: DomainEvent[];
  say: string | null;
}

/** A conversation driven by hand: one command at a time, instants in seconds since it began. */
export class Story {
  state: ConversationState | null = null;
  events: DomainEvent[] = [];
  at = begin;
  policy: ActivePolicy;
  /** Counts when the first command makes the conversation. */
  arm: StepContext['arm'] = 'brief';
  private known = new Map<string, number>();
  private steps = 0;

  constructor(policy: Partial<Policy> = {}) {
    this.policy = policyWith(policy);
  }

  /** The state; the story must have begun. */
  get now(): ConversationState {
    if (this.state === null) throw new Error('the story has not begun');
    return this.state;
  }

  get handoff(): NonNullable<ConversationState['handoff']> {
    if (this.now.handoff === null) throw new Error('the story has no handoff');
    return this.now.handoff;
  }

  after(seconds: number): this {
    this.at += seconds * second;
    return this;
  }

  context(facts: Partial<Facts> = {}): StepContext {
    this.steps += 1;
    const step = String(this.steps);
    return deepFreeze({
      at: this.at,
      policy: this.policy,
      facts: { ...noFacts, ...facts },
      ids: {
        handoff: `ho_${step}`,
        promise: `pr_${step}`,
        note: `nt_${step}`,
        meeting: `mt_${step}`,
      },
      arm: this.arm,
    });
  }

  /** Takes a command as `commit` does; a refusal keeps the state. */
  take(given: Command, facts: Partial<Facts> = {}): Outcome {
    const before = deepFreeze(this.state);
    if (given.type === 'turn') return this.keep(this.takeTurns(given, facts));
    const step = transition(before, deepFreeze(given), this.context(facts));
    if (step.refusal !== null) return { refusal: step.refusal.code, events: [], say: null };
    return this.keep(step.draft);
  }

  /** Turns of one command; `id`s are theirs. */
  say(...turns: Turn[]): Outcome {
    return this.take(command('turn', { turns }));
  }

  private takeTurns(given: CommandOf<'turn'>, facts: Partial<Facts>): Draft {
    const context = this.context(facts);
    const draft = beginStep(this.state, context);
    if (this.state === null) announce(draft);
    const { taken } = takeTurns(draft, context, deepFreeze(given), this.known);
    for (const each of taken) this.known.set(each.turn.id, each.sequence);
    return draft;
  }

  private keep(draft: Draft): Outcome {
    this.state = draft.state;
    this.events = [...this.events, ...draft.events];
    return { refusal: null, events: draft.events, say: draft.say };
  }
}

export function types(events: readonly DomainEvent[]): EventType[] {
  return events.map((each) => each.type);
}

export function ofType<T extends EventType>(events: readonly DomainEvent[], type: T) {
  return events
    .filter((each) => each.type === type)
    .map((each) => each.data) as EventOf<T>['data'][];
}

/** What Postgres says of an agent's offer. */
export const offerFacts = (
  story: Story,
  agent: string,
  state: NonNullable<Facts['offer']>['state'],
) => ({
  offer: {
    id: `of_${agent}`,
    handoffId: story.handoff.id,
    agent,
    state,
    timeoutSeconds: 20,
    awaited: true,
  },
});

export function makeOffer(story: Story, agent: string): Outcome {
  const { id } = story.handoff;
  return story.take(
    command('offerMade', {
      offer_id: `of_${agent}`,
      handoff_id: id,
      agent,
      timeout_seconds: 20,
      actor: { kind: 'system', id: 'matching' },
    }),
  );
}

export function accept(story: Story, agent: string): Outcome {
  return story.take(
    command('acceptOffer', { offer_id: `of_${agent}`, agent }),
    offerFacts(story, agent, 'accepted'),
  );
}

export const stages = [
  'pending',
  'proposal',
  'queued',
  'offered',
  'accepted',
  'active',
  'snoozed',
  'wrapping',
  'resolved',
] as const;
export type Stage = (typeof stages)[number];

/** Each stage one command after the one it leads on from; every story has queue `billing`, agent `ann`. */
const onward: Record<Stage, (story: Story) => void> = {
  pending: (story) => story.say(turn('t1')),
  proposal: (story) => story.say(turn('t2', { signals: { topic: 'unsure' } })),
  queued: (story) => story.say(turn('t3', { signals: { topic: 'complaint' } })),
  offered: (story) => makeOffer(story, 'ann'),
  accepted: (story) => accept(story, 'ann'),
  active: (story) => story.take(command('reply', { id: 'r1', agent: 'ann', content: 'hello' })),
  snoozed: (story) =>
    story.take(command('snooze', { agent: 'ann', until_at: story.at + 300 * second })),
  wrapping: (story) => story.take(command('resolve', { agent: 'ann', outcome: 'resolved' })),
  resolved: (story) =>
    story.after(30).take(command('deadlineReached', { actor: { kind: 'system', id: 'x' } })),
};
const ways: Record<Stage, Stage[]> = {
  pending: ['pending'],
  proposal: ['pending', 'proposal'],
  queued: ['pending', 'queued'],
  offered: ['pending', 'queued', 'offered'],
  accepted: ['pending', 'queued', 'offered', 'accepted'],
  active: ['pending', 'queued', 'offered', 'accepted', 'active'],
  snoozed: ['pending', 'queued', 'offered', 'accepted', 'active', 'snoozed'],
  wrapping: ['pending', 'queued', 'offered', 'accepted', 'active', 'wrapping'],
  resolved: ['pending', 'queued', 'offered', 'accepted', 'active', 'wrapping', 'resolved'],
};

/** A conversation that has come as far as the stage. */
export function storyAt(stage: Stage, policy: Partial<Policy> = {}): Story {
  const story = new Story(policy);
  for (const step of ways[stage]) onward[step](story);
  return story;
}

export const tick = command('deadlineReached', { actor: { kind: 'system', id: 'deadline' } });
