/** What the API is built from; given by whoever starts it. */
import type { ConversationClient } from '../client/conversation-client.ts';
import type { AttachmentStore } from '../adapters/files/attachment-store.ts';
import type { PersonMail } from '../adapters/mail/smtp.ts';
import type { ReceiveMail } from '../adapters/mail/receive.ts';
import type { SunkMail } from '../adapters/mail/sink.ts';
import type { IdentityProvider } from '../adapters/oidc/identity-provider.ts';
import type { Identity } from '../adapters/postgres/api-keys.ts';
import type { Keyring } from '../adapters/crypto/envelope.ts';
import type { RatingTokens } from '../adapters/crypto/rating-token.ts';
import type { CustomerLookup } from '../adapters/crm/customer-lookup.ts';
import type { PolicyCheck } from '../adapters/postgres/policy-checks.ts';
import type { StoredConnector } from '../adapters/postgres/connectors.ts';
import type { AttemptOutcome } from '../domain/delivery.ts';
import type { ConversationRef } from '../domain/ids.ts';
import type { ReviewSettings } from '../adapters/postgres/review-settings.ts';
import type { Pool } from '../adapters/postgres/pool.ts';
import type { SuggestInput, Suggestion } from '../domain/suggest.ts';
import type { Live } from './live.ts';
import type { Opinions } from './opinion.ts';

export interface ApiConfig {
  /** What others reach the API under, without a trailing slash; https makes cookies secure. */
  publicUrl: string;
  version: string;
  /** Requests of one key: how many at once, and how many per second in the long run. */
  rateLimit: { burst: number; perSecond: number };
  /** How many proxies before the API write X-Forwarded-For; the header is believed as far as they wrote it. */
  trustedProxies: number;
  /** Sessions of the widget that one address may open a minute, also all at once. */
  sessionsPerMinute: number;
  /** Checks every answer against its schema; a difference is a 500. For tests and development. */
  checkAnswers: boolean;
}

/** The outcome of decoding payloads for the Temporal UI. */
export type Decoded =
  | {
      kind: 'decoded';
      body: object;
      /** Why payloads came back as they were. */
      notes: readonly { index: number; code: string }[];
    }
  | { kind: 'refused'; reason: 'malformed' | 'too_large' | 'wrong_namespace' };

export interface DecodeCall {
  caller: Identity;
  namespace: string | undefined;
  body: unknown;
}

/** A request of another system to a connector, unchecked. */
export interface HookRequest {
  connector: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** The demo of one tenant, where this process plays one. */
export interface Demo {
  tenant: string;
  state: () => { playing: boolean; customers: number; filling: boolean };
  /** Lets simulated customers come, or no more; those who are there finish their sentence. */
  play: (playing: boolean) => Promise<void>;
  /** Stops the demo and removes all it made; how many conversations that were. */
  clear: (by: string) => Promise<number>;
}

export interface StaticFile {
  body: Buffer;
  type: string;
}

export interface ApiDeps {
  pool: Pool;
  /** Opens and seals secrets that sign for a tenant. */
  keyring: Keyring;
  /** Checks before a policy is activated, beside those of every installation; a back-test stands here. */
  policyChecks?: readonly PolicyCheck[];
  /** Makes the schedule of a tenant's weekly review as its settings say. Absent: nobody schedules. */
  planReviews?: (tenant: string, settings: ReviewSettings) => Promise<void>;
  conversations: ConversationClient;
  attachments: AttachmentStore;
  live: Live;
  config: ApiConfig;
  /** Epoch ms. */
  now: () => number;
  health: () => Promise<{ postgres: boolean; temporal: boolean }>;
  /** Without a trailing slash; null when it is not known. */
  temporalUiUrl: string | null;
  temporalNamespace: string;
  /** A model's suggestions; null when it fails or invents, and then templates answer. Absent: no model. */
  writeSuggestions?: (
    input: SuggestInput,
  ) => Promise<{ writer: string; suggestions: Suggestion[] } | null>;
  /** A model's second opinion on customers' turns. Absent: nobody is asked. */
  opinions?: Opinions;
  /** Opens payloads; the audit of what was opened is its own. Absent: no codec route. */
  decodePayloads?: (call: DecodeCall) => Promise<Decoded>;
  /** Asks the tenant's CRM; within its limit, null is unknown. Absent: nothing is asked. */
  lookUpCustomer?: CustomerLookup;
  /** Bearer token of `/metrics`; absent: there is no such address. */
  metricsToken?: string;
  /** Signs and reads rating links; absent: there are none. */
  ratings?: RatingTokens;
  /** What systems without a key of ours may post: mails, and what connectors are sent. */
  inbound?: {
    mail?: { secret: string; receive: ReceiveMail };
    hook?: (request: HookRequest) => Promise<object>;
  };
  /** Whether the other side of a connector answers. */
  testConnector?: (connector: StoredConnector) => Promise<AttemptOutcome>;
  /** Proves people's addresses at sign-in. Absent: password and link only. */
  identityProvider?: IdentityProvider;
  /** Where a customer's calendar answers to an invitation. Absent: no mail comes in. */
  organizerOf?: (ref: ConversationRef) => Promise<string>;
  /** Mails an invitation. Absent where no mail leaves: the link is then given to who invites. */
  sendInvitation?: (mail: PersonMail) => Promise<AttemptOutcome>;
  /** Demo mode: the mails that would have gone out. */
  outbox?: () => readonly SunkMail[];
  /** The demo, where this process plays one. */
  demo?: Demo;
  /** The console's files by path, such as `/index.html`. */
  staticFiles?: ReadonlyMap<string, StaticFile>;
  /** Writes one unexpected fault to the log; never gets a body or a secret. */
  onFault: (fault: { error: unknown; requestId: string; operation: string }) => void;
}
