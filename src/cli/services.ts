/** Builds the API and the worker over the parts of a process. */
import { fileURLToPath } from 'node:url';
import type { EraserParts } from '../workers/erase-conversation.ts';
import { decodePayloads } from '../adapters/crypto/codec-server.ts';
import { createConnectorAsk } from '../adapters/crm/connector-lookup.ts';
import { createCustomerLookup, type CustomerLookup } from '../adapters/crm/customer-lookup.ts';
import { createHttpAsk } from '../adapters/crm/http-lookup.ts';
import { createIdentityProvider } from '../adapters/oidc/identity-provider.ts';
import { createModelBriefWriter } from '../adapters/llm/brief-writer.ts';
import { createOpinionAsker } from '../adapters/llm/opinion.ts';
import { createSuggestionWriter } from '../adapters/llm/suggestion-writer.ts';
import { audit } from '../adapters/postgres/audit.ts';
import { backtestGate } from '../adapters/postgres/policy-gate.ts';
import type { ReviewSettings } from '../adapters/postgres/review-settings.ts';
import { inTransaction } from '../adapters/postgres/pool.ts';
import { syncReviewSchedule } from '../adapters/temporal/review-schedule.ts';
import type { ReceiveMail } from '../adapters/mail/receive.ts';
import { createLive } from '../api/live.ts';
import type { ApiDeps, Decoded, DecodeCall } from '../api/deps.ts';
import { createOpinions } from '../api/opinion.ts';
import { startApi, type RunningApi } from '../api/server.ts';
import type { Config } from '../config.ts';
import { startWorker, type RunningWorker } from '../workers/worker.ts';
import { openIntentReader } from './intent-model.ts';
import { modelOptions } from './model-options.ts';
import { keyringOf, type Parts } from './parts.ts';
import { followRiskModel, type ModelChange } from './followed-model.ts';
import { readStaticFiles } from './static-files.ts';
import { connectorDoorsOf, connectorPartsOf } from './connectors.ts';
import { attachmentsOf, mailReceiverOf, organizerOf, personMailOf } from './mail.ts';
import { ratingTokensOf } from './ratings.ts';
import { sendersOf } from './senders.ts';
import { version } from './version.ts';

const consoleFolder = fileURLToPath(new URL('../console/', import.meta.url));
const widgetFolder = fileURLToPath(new URL('../widget/', import.meta.url));

/** Starts the worker of this process. */
export async function runWorker(config: Config, parts: Parts): Promise<RunningWorker> {
  const options = modelOptions(config);
  const writer = options === null ? null : createModelBriefWriter(options);
  return startWorker({
    connection: await parts.nativeConnection(),
    namespace: parts.places.namespace,
    taskQueue: config.taskQueue,
    pool: parts.pool,
    databaseUrl: parts.places.databaseUrl,
    dataConverter: parts.dataConverter,
    conversations: parts.conversations,
    readIntent: await openIntentReader(config),
    writeModelBrief:
      writer === null ? null : (input, signal) => writer.writeModelBrief(input, signal),
    risk: await followRiskModel(config.riskModel, (change) => tellOfModel(parts, change)),
    maxCachedWorkflows: config.maxCachedWorkflows,
    delivery: {
      senders: sendersOf(config, parts),
      leaseMs: config.delivery.leaseMs,
      retentionDays: config.delivery.retentionDays,
    },
    mailbox: mailboxOf(config, parts),
    eraser: eraserOf(config, parts),
    reviews: { sendReport: personMailOf(config), publicUrl: config.publicUrl },
    log: parts.log,
  });
}

function tellOfModel({ log }: Parts, change: ModelChange): void {
  if ('version' in change) log.info(change, 'a new risk model decides');
  else log.warn(change, 'the risk model was replaced by something else; the one before decides on');
}

/** What an erasure reaches: rows, files, keys and histories of this installation. */
export function eraserOf(config: Config, parts: Parts): EraserParts {
  return {
    pool: parts.pool,
    client: parts.client,
    keyring: keyringOf(parts.places.masterKeys),
    attachments: attachmentsOf(config),
    now: () => Date.now(),
  };
}

const hourMs = 3_600_000;

/** The schedule follows the settings; the rounds run on the workers' task queue. */
async function planReviews(
  config: Config,
  parts: Parts,
  tenant: string,
  settings: ReviewSettings,
): Promise<void> {
  await syncReviewSchedule(parts.client, config.taskQueue, {
    tenant,
    dueMs: settings.due_hours * hourMs,
    reportMs: settings.report_hours * hourMs,
    enabled: settings.enabled,
    timeZone: settings.time_zone,
    hour: settings.hour,
  });
}

/** The mailbox this process reads, if one is configured. */
function mailboxOf(
  config: Config,
  parts: Parts,
): { url: string; receive: ReceiveMail } | undefined {
  const url = config.delivery.mail.imapUrl;
  const receive = mailReceiverOf(config, parts);
  return url === undefined || receive === undefined ? undefined : { url, receive };
}

/** The doors for systems without a key. */
function inboundOf(config: Config, parts: Parts): NonNullable<ApiDeps['inbound']> {
  const secret = config.delivery.mail.inboundSecret;
  const receive = mailReceiverOf(config, parts);
  const { hook } = connectorDoorsOf(config, parts);
  return secret === undefined || receive === undefined
    ? { hook }
    : { hook, mail: { secret, receive } };
}

function ratingsOf(parts: Parts): Pick<ApiDeps, 'ratings'> {
  const ratings = ratingTokensOf(parts);
  return ratings === undefined ? {} : { ratings };
}

/**
 * Opens payloads of the caller's tenant. Each conversation that was opened is in the audit log before the answer leaves;
 * without the audit there is no answer.
 */
export async function decode(
  parts: Pick<Parts, 'keys' | 'pool' | 'places'>,
  call: DecodeCall,
): Promise<Decoded> {
  const { namespace } = parts.places;
  const { keys, pool } = parts;
  const { tenant, id: actor, role } = call.caller;
  const request = { tenant, namespace: call.namespace ?? namespace, body: call.body };
  const result = await decodePayloads({ keys, namespace }, request);
  if (result.kind === 'decoded' && result.opened.length > 0)
    await inTransaction(pool, async (connection) => {
      for (const { conversation: subject } of result.opened)
        await audit(connection, {
          tenant,
          actor,
          action: 'payloads.decoded',
          subject,
          detail: { role },
        });
    });
  return result;
}

async function isAnswering(probe: () => Promise<unknown>): Promise<boolean> {
  return probe().then(
    () => true,
    () => false,
  );
}

/** Asks the CRM that the tenant connected, else the one that the operator names. */
function lookUpOf(config: Config, { pool }: Parts): CustomerLookup {
  const { crm, crmLimitMs } = config.delivery;
  const parts = connectorPartsOf(config);
  const otherwise = crm && createHttpAsk({ ...crm, fetch: parts.fetch });
  const ask = createConnectorAsk({ ...parts, pool, otherwise });
  return createCustomerLookup({ ask, withinMs: crmLimitMs });
}

function organizersOf(config: Config, parts: Parts): Pick<ApiDeps, 'organizerOf'> {
  const find = organizerOf(config, parts);
  return find === undefined ? {} : { organizerOf: find };
}

/** An agent waits for suggestions: a model that needs longer is replaced by templates. */
const suggestionTimeoutMs = 6_000;

/** The model that drafts replies, where one is configured. */
function suggestionsOf(config: Config, parts: Parts): Pick<ApiDeps, 'writeSuggestions'> {
  const options = modelOptions(config);
  if (options === null) return {};
  const timeoutMs = Math.min(options.timeoutMs, suggestionTimeoutMs);
  const write = createSuggestionWriter({ ...options, timeoutMs });
  return {
    writeSuggestions: (input) =>
      write(input).catch((error: unknown) => {
        const cause = error instanceof Error ? error.message : String(error);
        parts.log.warn({ cause }, 'the model did not draft replies; templates do');
        return null;
      }),
  };
}

/** The model's second opinion, where one is configured and switched on. */
function opinionsOf(config: Config, parts: Parts): Pick<ApiDeps, 'opinions'> {
  const options = modelOptions(config);
  if (options === null || !config.llm.secondOpinion) return {};
  const ask = createOpinionAsker(
    options,
    (failure) => {
      parts.log.warn(failure, 'the model gave no second opinion; the turn goes on without');
    },
    () => Date.now(),
  );
  return { opinions: createOpinions(ask) };
}

/** Who proves people's addresses, where a provider is configured. */
function identityOf({ oidc, publicUrl }: Config): Pick<ApiDeps, 'identityProvider'> {
  if (oidc === undefined) return {};
  return { identityProvider: createIdentityProvider(oidc, `${publicUrl}/auth/oidc/callback`) };
}

/** Invitations leave by mail, but not into the sink of `start`: there nobody would read them. */
function invitationsOf(config: Config, outbox: ApiDeps['outbox']): Pick<ApiDeps, 'sendInvitation'> {
  const send = outbox === undefined ? personMailOf(config) : null;
  return send === null ? {} : { sendInvitation: send };
}

function settingsOf({ publicUrl, trustedProxies, sessionsPerMinute }: Config): ApiDeps['config'] {
  const rateLimit = { burst: 400, perSecond: 200 };
  return { publicUrl, version, rateLimit, trustedProxies, sessionsPerMinute, checkAnswers: false };
}

/** Starts the API of this process, with the console's pages if they are built. */
export async function runApi(
  config: Config,
  parts: Parts,
  ui: { temporalUiUrl: string | null } & Pick<ApiDeps, 'outbox' | 'demo'>,
): Promise<RunningApi> {
  const deps: ApiDeps = {
    pool: parts.pool,
    keyring: keyringOf(parts.places.masterKeys),
    conversations: parts.conversations,
    attachments: attachmentsOf(config),
    live: createLive(parts.pool),
    config: settingsOf(config),
    now: () => Date.now(),
    health: async () => ({
      postgres: await isAnswering(() => parts.pool.query('select 1')),
      temporal: await isAnswering(() => parts.connection.workflowService.getSystemInfo({})),
    }),
    inbound: inboundOf(config, parts),
    planReviews: (tenant, settings) => planReviews(config, parts, tenant, settings),
    ...(config.metricsToken !== undefined && { metricsToken: config.metricsToken }),
    ...ratingsOf(parts),
    policyChecks: [backtestGate(parts.pool, () => Date.now())],
    ...suggestionsOf(config, parts),
    ...opinionsOf(config, parts),
    testConnector: connectorDoorsOf(config, parts).testConnector,
    ...(ui.outbox && { outbox: ui.outbox }),
    ...(ui.demo && { demo: ui.demo }),
    temporalUiUrl: ui.temporalUiUrl,
    temporalNamespace: parts.places.namespace,
    decodePayloads: (call) => decode(parts, call),
    lookUpCustomer: lookUpOf(config, parts),
    ...organizersOf(config, parts),
    ...identityOf(config),
    ...invitationsOf(config, ui.outbox),
    staticFiles: new Map([
      ...(await readStaticFiles(consoleFolder)),
      ...(await readStaticFiles(widgetFolder)),
    ]),
    onFault: ({ error, requestId, operation }) => {
      const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      parts.log.error({ requestId, operation, cause }, 'a request failed');
    },
  };
  return startApi(deps, { host: config.apiHost, port: config.apiPort });
}
