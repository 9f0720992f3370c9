/**
 * The conversation in this page. G1 a message written is shown at once and stays until the stream gives it back; until
 * then it is in the outbox, over reloads and hours offline. G2 messages leave in the order in which they were written.
 */
import { call, follow, type Result, type Session } from './api.ts';
import type {
  Appearance,
  Channel,
  MeetingOptions,
  Message,
  Typing,
  VisitorFile,
  VisitorState,
} from './api-types.ts';
import { fetchFile, saveFile, type FilePlace, type TrayFile } from './files.ts';
import { openShelf, type Outgoing, type Shelf } from './shelf.ts';
import { Tray } from './tray.ts';
import { createEar, createPacer } from './typing.ts';

/** What the host page's tag says. */
export interface Settings {
  base: string;
  site: string;
  identity: string | null;
  language: string;
}

export interface ChatState {
  isOpen: boolean;
  messages: Message[];
  outbox: Outgoing[];
  tray: TrayFile[];
  /** Who writes just now. */
  typing: Typing | null;
  state: VisitorState | null;
  isOnline: boolean;
  /** The last thing that went wrong, in words of the server; empty when nothing did. */
  problem: string;
  unread: number;
  appearance: Appearance;
  options: MeetingOptions | null;
}

const pausesMs = [500, 1_000, 2_000, 5_000, 15_000];

function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `w_${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

function turnOf({ id, content, files = [] }: Outgoing): object {
  const attachments = files.map((file) => file.id);
  return { id, content, ...(attachments.length > 0 && { attachments }) };
}

export class Chat {
  state: ChatState;
  readonly shelf: Shelf;
  private readonly settings: Settings;
  private readonly listeners = new Set<() => void>();
  private token: string | null = null;
  private last = 0;
  private isFlushing = false;
  private readonly wakers = new Set<() => void>();
  private isStopped = false;
  private readonly stopped = new AbortController();
  private readonly pacer = createPacer();
  private readonly hearTyping = createEar((typing) => {
    this.set({ typing });
  });
  readonly tray = new Tray(
    () => this.place(),
    (tray) => {
      this.set({ tray });
    },
  );

  constructor(settings: Settings) {
    this.settings = settings;
    this.shelf = openShelf(settings.site);
    this.state = {
      isOpen: false,
      messages: [],
      outbox: this.shelf.outbox(),
      tray: [],
      typing: null,
      state: null,
      isOnline: false,
      problem: '',
      unread: 0,
      appearance: {},
      options: null,
    };
    window.addEventListener('online', this.hurry);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Connects, and connects again, until `stop`. */
  async run(): Promise<void> {
    for (let tries = 0; !this.isStopped; tries += 1) {
      if (await this.connectOnce()) tries = -1;
      this.set({ isOnline: false });
      await this.pause(pausesMs[Math.min(Math.max(tries, 0), pausesMs.length - 1)] ?? 0);
    }
  }

  stop(): void {
    this.isStopped = true;
    window.removeEventListener('online', this.hurry);
    this.stopped.abort();
    this.hurry();
  }

  open(isOpen: boolean): void {
    this.set({ isOpen, ...(isOpen && { unread: 0 }) });
  }

  send(content: string): void {
    const text = content.trim();
    const files = this.tray.empty();
    if (text === '' && files.length === 0) return;
    const message = { id: newId(), content: text, ...(files.length > 0 && { files }) };
    this.keepOutbox([...this.state.outbox, message]);
    this.shelf.keepDraft('');
    this.pacer.reset();
    void this.flush();
  }

  /** Takes back a message that was refused. */
  takeBack(id: string): void {
    this.keepOutbox(this.state.outbox.filter((message) => message.id !== id));
  }

  /** Saves a file of the conversation on the visitor's machine. */
  async save(file: VisitorFile): Promise<void> {
    const content = await this.fetch(file);
    if (content !== null) saveFile(content, file.name);
  }

  /** Puts the whole of a long text in the place of its beginning. */
  async readWhole({ id, whole }: Message): Promise<void> {
    const text = whole && (await (await this.fetch(whole))?.text());
    if (text === undefined || text === null) return;
    const messages = this.state.messages.map((message) =>
      message.id === id ? { ...message, content: text, whole: null } : message,
    );
    this.set({ messages });
  }

  /** Tells the agent that the visitor writes, now and then. */
  type(): void {
    const isHeard = this.state.isOnline && this.state.state?.owner === 'agent';
    if (isHeard && this.pacer.isDue()) void this.request('/typing', {});
  }

  askForPerson = (): Promise<void> => this.act('/handoff', {});
  cancel = (): Promise<void> => this.act('/handoff/cancel', {});
  answer = (answer: 'yes' | 'no'): Promise<void> => this.act('/proposal', { answer });
  leave = (details: { email?: string; phone?: string }): Promise<void> =>
    this.act('/details', details);
  cancelMeeting = (): Promise<void> => this.act('/meeting/cancel', {});

  async choose(channel: Channel): Promise<void> {
    await this.act('/channel', { channel });
    if (channel === 'meeting') await this.readOptions();
  }

  async book(starts: string): Promise<void> {
    await this.act('/meeting', { starts });
    await this.readOptions();
  }

  async readOptions(): Promise<void> {
    const result = await this.request<MeetingOptions>('/meeting/options');
    if (result.kind === 'ok') this.set({ options: result.body });
  }

  /** Whether it was taken. */
  async rate(score: number): Promise<boolean> {
    await this.act('/rating', { score });
    return this.state.problem === '';
  }

  private place(): FilePlace | null {
    return this.token === null ? null : { base: this.settings.base, token: this.token };
  }

  private async fetch(file: VisitorFile): Promise<Blob | null> {
    const place = this.place();
    const content = place && (await fetchFile(place, file));
    this.set({ problem: content === null ? '…' : '' });
    return content;
  }

  private async act(path: string, body: object): Promise<void> {
    const result = await this.request<{ state?: VisitorState }>(path, body);
    if (result.kind === 'ok') {
      this.set({ problem: '' });
      if (result.body.state !== undefined) this.takeState(result.body.state);
    } else this.set({ problem: result.kind === 'refused' ? result.detail : '…' });
  }

  private async request<T>(path: string, body?: object): Promise<Result<T>> {
    if (this.token === null) return { kind: 'again', afterMs: 0 };
    return call<T>(this.settings.base, path, {
      token: this.token,
      ...(body !== undefined && { body }),
    });
  }

  /** Whether a stream was open. */
  private async connectOnce(): Promise<boolean> {
    if (this.token === null && !(await this.openSession())) return false;
    if (this.token === null) return false;
    const run = { wasOpen: false };
    const place = { token: this.token, after: this.last, signal: this.stopped.signal };
    const end = await follow(this.settings.base, place, {
      onOpen: () => {
        run.wasOpen = true;
        this.set({ isOnline: true, problem: '' });
        void this.flush();
      },
      onMessage: (message) => {
        this.takeMessage(message);
      },
      onState: (state) => {
        this.takeState(state);
      },
      onTyping: (typing) => {
        this.hearTyping(typing);
      },
    });
    if (end === 'stranger') this.forget();
    return run.wasOpen;
  }

  private async openSession(): Promise<boolean> {
    const { base, site, identity, language } = this.settings;
    const kept = this.shelf.token();
    const result = await call<Session>(base, '/session', {
      body: {
        site,
        ...(kept !== null && { token: kept.value }),
        ...(identity !== null && { identity }),
        ...(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?$/.test(language) && { language }),
        time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      },
    });
    if (result.kind !== 'ok') {
      if (result.kind === 'refused') this.set({ problem: result.detail });
      if (result.kind === 'stranger') this.shelf.keepToken(null);
      return false;
    }
    const { token, identified, appearance } = result.body;
    // What another person of this browser wrote and did not send is not this one's.
    if (kept !== null && kept.value !== token && kept.identified) this.keepOutbox([]);
    this.token = token;
    this.shelf.keepToken({ value: token, identified });
    this.set({ appearance });
    return true;
  }

  private forget(): void {
    this.token = null;
    this.last = 0;
    this.shelf.keepToken(null);
    this.tray.empty();
    this.set({ messages: [], state: null });
  }

  private takeMessage(message: Message): void {
    if (message.sequence <= this.last) return;
    this.last = message.sequence;
    const { outbox, messages, isOpen, unread } = this.state;
    const isOwn = message.role === 'customer';
    if (message.role === 'agent') this.hearTyping(null);
    this.set({
      messages: [...messages, message],
      ...(!isOwn && !isOpen && { unread: unread + 1 }),
    });
    if (outbox.some(({ id }) => id === message.id)) this.takeBack(message.id);
  }

  private takeState(state: VisitorState): void {
    if (state.version >= (this.state.state?.version ?? 0)) this.set({ state });
  }

  /** One at a time and in order: what is not taken stays first. */
  private async flush(): Promise<void> {
    if (this.isFlushing) return;
    this.isFlushing = true;
    const sent = new Set<string>();
    for (;;) {
      const next = this.state.outbox.find(
        ({ id, refused }) => !sent.has(id) && refused === undefined,
      );
      if (next === undefined || !this.state.isOnline) break;
      const { id } = next;
      const result = await this.request<object>('/turns', turnOf(next));
      if (result.kind === 'ok') sent.add(id);
      else if (result.kind === 'refused') this.markRefused(id, result.detail);
      else await this.pause(result.kind === 'again' ? result.afterMs : 0);
      if (result.kind === 'stranger') break;
    }
    this.isFlushing = false;
  }

  private markRefused(id: string, refused: string): void {
    this.keepOutbox(
      this.state.outbox.map((message) => (message.id === id ? { ...message, refused } : message)),
    );
  }

  private keepOutbox(outbox: Outgoing[]): void {
    this.shelf.keepOutbox(outbox);
    this.set({ outbox });
  }

  private readonly hurry = (): void => {
    for (const wake of [...this.wakers]) wake();
  };

  /** Ends early when the browser says that it is online again. */
  private pause(ms: number): Promise<void> {
    if (this.isStopped) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.wakers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.wakers.add(wake);
    });
  }

  private set(change: Partial<ChatState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of [...this.listeners]) listener();
  }
}
