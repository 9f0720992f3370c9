/** One conversation as it is played: posts steps, follows the stream, keeps what the page shows. */
import { newKey } from '../../api/new-key.ts';
import type {
  AgentRecord,
  Answer,
  BriefRecord,
  ConversationEvent,
  ConversationHead,
  DecisionRecord,
  KpiReport,
  Outcome,
  Problem,
  Verdict,
} from './api-types.ts';
import { request, type Result } from './api.ts';
import { follow } from './follow.ts';
import { customer, nextStep, resolution, type Step } from './story.ts';
import { freshId, idInAddress, initial, webAddress, type PlayState } from './play-state.ts';
import { fold } from './view.ts';

const paceMs = 900;
const catchUpMs = 5_000;
const offerWaitMs = 90_000;

/** A store for `useSyncExternalStore`; one per page. */
export class Play {
  private state: PlayState;
  private readonly listeners = new Set<() => void>();
  private stopFollowing: (() => void) | null = null;

  constructor() {
    const known = idInAddress();
    this.state = initial(known ?? freshId());
    if (known !== null) this.open();
    void this.readAgents();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getState = (): PlayState => this.state;

  /** The step that comes next; null at the end. */
  next(): Step | null {
    return nextStep(this.state.view, this.state.conversation);
  }

  /** Leaves this conversation as it is and begins another. */
  startAgain(): void {
    this.close();
    const { agents } = this.state;
    this.state = { ...initial(freshId()), agents };
    window.history.replaceState(null, '', window.location.pathname);
    this.emit();
  }

  /** Does one step; nothing while another one runs. */
  async step(): Promise<void> {
    const step = this.next();
    if (step === null || this.state.busy) return;
    await this.guarded(() => this.perform(step));
  }

  /** Step after step until the end, a problem, or `pause`. */
  async playToEnd(): Promise<void> {
    const { conversation } = this.state;
    this.set({ playing: true });
    while (this.isPlaying(conversation) && this.next() !== null) {
      await this.step();
      await pause(paceMs);
    }
    if (this.state.conversation === conversation) this.set({ playing: false });
  }

  pause(): void {
    this.set({ playing: false });
  }

  /** Posts a message in the reader's own words as the customer. */
  async sendOwn(content: string): Promise<boolean> {
    const id = `own-${newKey()}`;
    return this.guarded(() => this.postTurn({ id, role: 'customer', content }));
  }

  async accept(offer: string): Promise<boolean> {
    return this.guarded(() => this.answerOffer(offer, 'accept'));
  }

  async decline(offer: string): Promise<boolean> {
    return this.guarded(() => this.answerOffer(offer, 'reject'));
  }

  /** The agent writes; the suggested reply has an id of its own, so that the story knows it was sent. */
  async reply(content: string): Promise<boolean> {
    const step = this.next();
    const id = step?.kind === 'reply' ? step.id : `own-${newKey()}`;
    return this.guarded(() => this.postReply(id, content));
  }

  async resolve(outcome: Outcome, verdict: Verdict): Promise<boolean> {
    return this.guarded(() => this.command('resolve', { outcome, verdict }));
  }

  private isPlaying(conversation: string): boolean {
    const { playing, problem, conversation: current } = this.state;
    return playing && problem === null && current === conversation;
  }

  private async guarded(work: () => Promise<Problem | null>): Promise<boolean> {
    if (this.state.busy) return false;
    const { conversation } = this.state;
    this.set({ busy: true, problem: null });
    const problem = await work();
    if (this.state.conversation === conversation) this.set({ busy: false, problem });
    return problem === null;
  }

  private perform(step: Step): Promise<Problem | null> {
    switch (step.kind) {
      case 'turn': {
        const { turn, id } = step;
        return this.postTurn({ id, ...turn });
      }
      case 'late':
        return this.postLate(step);
      case 'accept':
        return this.answerOffer(step.offer, 'accept');
      case 'wait':
        return this.waitForOffer();
      case 'reply':
        return this.postReply(step.id, step.content);
      case 'resolve':
        return this.command('resolve', resolution);
    }
  }

  private async postTurn(turn: {
    id: string;
    role: string;
    content: string;
  }): Promise<Problem | null> {
    const { view } = this.state;
    const first = view.turns.length === 0;
    const epoch = turn.role === 'customer' ? {} : { epoch: view.epoch };
    const body = { turn: { ...turn, ...epoch }, ...(first && { customer }) };
    const result = await request<Answer>('POST', this.path('/turns'), body);
    if (!result.ok) return result.problem;
    this.open();
    await this.until(() => this.state.view.turns.some(({ id }) => id === turn.id), catchUpMs);
    return null;
  }

  /** The assistant lost the conversation: being refused is what this step shows. */
  private async postLate(step: { id: string; content: string }): Promise<Problem | null> {
    const turn = { id: step.id, role: 'assistant', content: step.content, epoch: 1 };
    const result = await request<Answer>('POST', this.path('/turns'), { turn });
    if (!result.ok && result.problem.code !== 'not_owner') return result.problem;
    await this.until(() => this.state.view.suppressed > 0, catchUpMs);
    return null;
  }

  private async answerOffer(offer: string, answer: 'accept' | 'reject'): Promise<Problem | null> {
    const path = `/v1/offers/${encodeURIComponent(offer)}/${answer}`;
    const result = await request<Answer>('POST', path, {});
    return this.settle(result, () => this.state.view.handoffs.at(-1)?.offer?.id !== offer);
  }

  private async waitForOffer(): Promise<Problem | null> {
    const { conversation } = this.state;
    const changed = () => this.state.conversation !== conversation || this.next()?.kind !== 'wait';
    await this.until(changed, offerWaitMs);
    if (changed()) return null;
    return {
      title: 'No agent is free',
      status: 0,
      detail: 'Every agent is offline, full, or let the offer pass. Start again, or wait a little.',
      code: 'no_agent',
    };
  }

  private async postReply(id: string, content: string): Promise<Problem | null> {
    const body = { id, content };
    const result = await request<Answer>('POST', this.path('/replies'), body);
    return this.settle(result, () => this.state.view.turns.some((turn) => turn.id === id));
  }

  private async command(name: string, body: object): Promise<Problem | null> {
    const result = await request<Answer>('POST', this.path(`/${name}`), body);
    return this.settle(result, () => this.state.view.resolved);
  }

  private async settle(result: Result<Answer>, seen: () => boolean): Promise<Problem | null> {
    if (!result.ok) return result.problem;
    await this.until(seen, catchUpMs);
    return null;
  }

  private path(rest: string): string {
    return `/v1/conversations/${this.state.conversation}${rest}`;
  }

  private open(): void {
    if (this.stopFollowing !== null) return;
    window.history.replaceState(null, '', `#${this.state.conversation}`);
    this.stopFollowing = follow(this.state.conversation, {
      position: () => this.state.view.sequence,
      onEvent: (event) => this.take(event),
      onConnected: (connected) => this.set({ connected }),
      onEnd: (problem) => {
        if (problem.code === 'not_found') this.startAgain();
        else this.set({ problem });
      },
    });
    void this.readHead();
  }

  private close(): void {
    this.stopFollowing?.();
    this.stopFollowing = null;
  }

  private take(event: ConversationEvent): void {
    if (event.conversation_id !== this.state.conversation) return;
    this.set({ view: fold(this.state.view, event) });
    if (event.type === 'turn.decided') void this.readDecisions(event.data.turn);
    if (event.type === 'handoff.briefed') void this.readBrief();
    if (event.type === 'outcome.recorded') void this.readKpis();
  }

  private async readHead(): Promise<void> {
    const { conversation } = this.state;
    const head = await request<ConversationHead>('GET', this.path(''));
    if (head.ok && this.state.conversation === conversation)
      this.set({ temporalUrl: webAddress(head.body.temporal?.ui_url) });
  }

  private async readDecisions(turn: number): Promise<void> {
    const { conversation } = this.state;
    const path = this.path(`/decisions?after=${turn - 1}&limit=1`);
    const page = await request<{ data: DecisionRecord[] }>('GET', path);
    if (!page.ok || this.state.conversation !== conversation) return;
    const read = Object.fromEntries(page.body.data.map((decision) => [decision.turn, decision]));
    this.set({ decisions: { ...this.state.decisions, ...read } });
  }

  private async readBrief(): Promise<void> {
    const { conversation } = this.state;
    const brief = await request<BriefRecord>('GET', this.path('/brief'));
    if (brief.ok && this.state.conversation === conversation) this.set({ brief: brief.body });
  }

  private async readKpis(): Promise<void> {
    const kpis = await request<KpiReport>('GET', '/v1/kpis');
    if (kpis.ok) this.set({ kpis: kpis.body });
  }

  private async readAgents(): Promise<void> {
    const page = await request<{ data: AgentRecord[] }>('GET', '/v1/agents');
    if (!page.ok) return;
    this.set({ agents: Object.fromEntries(page.body.data.map(({ id, name }) => [id, name])) });
  }

  private until(seen: () => boolean, ms: number): Promise<void> {
    if (seen()) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        window.clearTimeout(timer);
        remove();
        resolve();
      };
      const timer = window.setTimeout(done, ms);
      const remove = this.subscribe(() => {
        if (seen()) done();
      });
    });
  }

  private set(change: Partial<PlayState>): void {
    this.state = { ...this.state, ...change };
    this.emit();
  }

  private emit(): void {
    for (const listener of [...this.listeners]) listener();
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    window.setTimeout(resolve, ms);
  });
}
