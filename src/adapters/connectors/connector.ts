/** What every connector is: a few calls over HTTP, each safe to repeat as far as the other side allows. */
import type { AttemptOutcome } from '../../domain/delivery.ts';
import type { SafeFetch, SafeRequest } from '../http/safe-fetch.ts';
import type { ReadEvent } from '../postgres/events-read.ts';
import { httpOutcome, unreachableOutcome } from '../http/outcome.ts';

/** The other side of one connector. */
export interface Remote<C> {
  config: C;
  /** The secret of a name; throws where the tenant has none of it. */
  secret: (name: string) => string;
  fetch: SafeFetch;
}

/** An event on its way to the other side. */
export interface ConnectorItem {
  event: ReadEvent;
  /** The delivery's key, where the other side takes one. */
  key: string;
  /** It was tried before, perhaps with success: look for the key there before it is said again. */
  repeated: boolean;
  /** What the conversation is called there; null while it is not known there. */
  externalId: string | null;
  customer: { name?: string; email?: string };
  /** The lines of the brief, for `handoff.briefed`. */
  brief: string[];
  /** The transcript so far, for what begins there with a handoff. */
  transcript: { role: string; content: string }[];
  consoleUrl: string;
}

/** A delivery that taught us the other side's name for the conversation. */
export type Delivered = { outcome: AttemptOutcome; externalId?: string };

/** What a request of the other side asks of a conversation, by our id or by theirs. */
export type Wish = { at: { conversation: string } | { externalId: string } } & (
  | {
      kind: 'customer_turn';
      id: string;
      content: string;
      name?: string;
      email?: string;
      create: boolean;
    }
  | { kind: 'agent_reply'; id: string; agent: string; content: string }
  | { kind: 'accept'; agent: string }
);

export interface Request {
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  now: number;
}

/** What to answer, and what to do first; null when it was not signed as it should be. */
export type Received = { answer: object; wishes: Wish[] } | null;

/** Why a wish was not done, for whoever wrote there. */
export interface RefusedWish {
  externalId: string;
  text: string;
}

/** What a CRM knows of a person; each is null where it knows nothing. */
export interface Contact {
  tier: string | null;
  value: number | null;
  /** The address of whoever looks after them. */
  ownerEmail: string | null;
  openTickets: number | null;
}

export interface Connector<C> {
  /** Whether the other side can be reached with these secrets. */
  test: (remote: Remote<C>) => Promise<AttemptOutcome>;
  deliver?: (remote: Remote<C>, item: ConnectorItem) => Promise<Delivered>;
  receive?: (remote: Remote<C>, request: Request) => Received;
  /** Says beside the conversation there, not to the customer, that something was not done. */
  tellRefusal?: (remote: Remote<C>, refused: RefusedWish) => Promise<AttemptOutcome>;
  /** Who has this address there; null: nobody, or it does not say. Each request ends within `timeoutMs`. */
  lookUp?: (remote: Remote<C>, email: string, timeoutMs: number) => Promise<Contact | null>;
}

/** It stands there from an attempt before. */
export function saidBefore(externalId?: string): Delivered {
  const outcome = { kind: 'delivered', status: null } as const;
  return externalId === undefined ? { outcome } : { outcome, externalId };
}

/** The ticket's priority there: the most urgent first. */
export function priorityOf(
  data: unknown,
  words: readonly [string, string, string, string],
): string {
  const priority = Number(field(data, 'priority')) || 3;
  return words[Math.min(Math.max(priority, 1), words.length) - 1] ?? words[2];
}

/** A list in a JSON object; empty where it is none. */
export function listIn(value: unknown, name: string): unknown[] {
  const found = (value as Record<string, unknown> | null)?.[name];
  return Array.isArray(found) ? found : [];
}

/** Nothing to tell the other side of this event. */
export const nothingToDo: Delivered = { outcome: { kind: 'delivered', status: null } };

export interface JsonAnswer {
  outcome: AttemptOutcome;
  /** The body where it was taken and is an object. */
  body: Record<string, unknown>;
}

const usualTimeoutMs = 12_000;

function objectOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** One JSON call; a `Retry-After` and every failure come out as an outcome, never as a throw. */
export async function callJson(
  fetch: SafeFetch,
  url: string,
  call: {
    method: SafeRequest['method'];
    headers: Record<string, string>;
    body?: unknown;
    timeoutMs?: number;
  },
): Promise<JsonAnswer> {
  try {
    const answer = await fetch(url, {
      method: call.method,
      headers: { accept: 'application/json', 'content-type': 'application/json', ...call.headers },
      ...(call.body !== undefined && { body: JSON.stringify(call.body) }),
      timeoutMs: call.timeoutMs ?? usualTimeoutMs,
    });
    const outcome = httpOutcome(answer);
    return { outcome, body: outcome.kind === 'delivered' ? objectOf(answer.body) : {} };
  } catch (error) {
    return { outcome: unreachableOutcome(error), body: {} };
  }
}

/** A field of a JSON object as text; empty where it is none. */
export function field(value: unknown, ...path: string[]): string {
  let found: unknown = value;
  for (const name of path)
    found =
      typeof found === 'object' && found !== null
        ? (found as Record<string, unknown>)[name]
        : undefined;
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}
