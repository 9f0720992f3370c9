import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import {
  deliveryConfig,
  deliveryProblems,
  deliveryVariables,
  type DeliveryConfig,
} from './config-delivery.ts';
import { oidcConfig, signInProblems, signInVariables, type OidcConfig } from './config-sign-in.ts';

/**
 * The only reader of `process.env`. Every variable is declared once in `variables`; the same names
 * stand in `.env.example`. The Temporal connection itself is read by `@temporalio/envconfig`.
 */

/** Read by `@temporalio/envconfig` wherever a connection is opened; here only noticed. */
const temporalVariables = [
  'TEMPORAL_ADDRESS',
  'TEMPORAL_NAMESPACE',
  'TEMPORAL_API_KEY',
  'TEMPORAL_PROFILE',
  'TEMPORAL_CONFIG_FILE',
  'TEMPORAL_TLS',
  'TEMPORAL_TLS_SERVER_CA_CERT_PATH',
  'TEMPORAL_TLS_CLIENT_CERT_PATH',
  'TEMPORAL_TLS_CLIENT_KEY_PATH',
  'TEMPORAL_TLS_SERVER_NAME',
] as const;

/** A secret may also be given as the path of a file, under its name followed by `_FILE`. */
const secretVariables = [
  'DATABASE_URL',
  'BATON_MASTER_KEYS',
  'LLM_API_KEY',
  'BATON_CONNECTOR_SECRETS',
  'SMTP_URL',
  'IMAP_URL',
  'BATON_INBOUND_MAIL_SECRET',
  'CRM_LOOKUP_TOKEN',
  'BATON_OIDC_CLIENT_SECRET',
] as const;

/** One key that wraps the data keys of conversations. */
export interface MasterKey {
  readonly id: string;
  /** 32 bytes. */
  readonly key: Buffer;
}

const port = (fallback: number) =>
  z
    .string()
    .default(String(fallback))
    .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65535, {
      error: 'must be a port, a whole number from 0 to 65535 (0 picks a free one)',
    })
    .transform(Number);

const url = (protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be a URL that begins with ${protocols.map((name) => `${name}//`).join(' or ')}`,
  });

const name = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, {
  error: 'must be 1 to 64 letters, digits, dots, underscores or hyphens',
});

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most, {
      error: `must be a whole number from ${least} to ${most}`,
    })
    .transform(Number);

const share = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .refine((text) => /^(0(\.\d{1,6})?|1(\.0{1,6})?)$/.test(text), {
      error: 'must be a number from 0 to 1, such as 0.7',
    })
    .transform(Number);

const masterKeyFix =
  'must be a comma list of id:key, each key 32 bytes in base64 (make one: openssl rand -base64 32)';

/** Reads `id:base64,id:base64`; undefined when any part is malformed or an id comes twice. */
export function parseMasterKeys(text: string): readonly MasterKey[] | undefined {
  const keys = text.split(',').map((part): MasterKey | undefined => {
    const match = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]{43}=)$/.exec(part.trim());
    const [, id, encoded] = match ?? [];
    if (id === undefined || encoded === undefined) return undefined;
    return { id, key: Buffer.from(encoded, 'base64') };
  });
  const good = keys.filter((key) => key !== undefined);
  const distinct = new Set(good.map((key) => key.id));
  return good.length === keys.length && distinct.size === good.length ? good : undefined;
}

const masterKeys = z.string().transform((text, context): readonly MasterKey[] => {
  const keys = parseMasterKeys(text);
  if (keys !== undefined) return keys;
  context.addIssue({ code: 'custom', message: masterKeyFix });
  return z.NEVER;
});

const variables = z.object({
  BATON_HOME: z.string().default('.baton'),
  BATON_TASK_QUEUE: name.default('baton'),
  BATON_SECOND_OPINION: z
    .enum(['true', 'false'], { error: 'must be true or false' })
    .default('false'),
  BATON_API_HOST: z.string().default('127.0.0.1'),
  BATON_API_PORT: port(8787),
  BATON_PUBLIC_URL: url(['http:', 'https:']).optional(),
  BATON_TRUSTED_PROXIES: wholeNumber(0, 10).default(0),
  BATON_SESSIONS_PER_MINUTE: wholeNumber(1, 1_000_000).default(1_200),
  BATON_MASTER_KEYS: masterKeys.optional(),
  BATON_MAX_CACHED_WORKFLOWS: wholeNumber(0, 1_000_000).optional(),
  BATON_INTENT_MODEL: z.string().optional(),
  BATON_INTENT_CONFIDENCE: share('0.7'),
  BATON_LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'must be one of trace, debug, info, warn, error, fatal, silent',
    })
    .default('info'),
  BATON_RISK_MODEL: z.string().optional(),
  BATON_METRICS_TOKEN: z.string().min(16).optional(),
  DATABASE_URL: url(['postgres:', 'postgresql:']).optional(),
  BATON_POSTGRES_PORT: port(5499),
  BATON_TEMPORAL_PORT: port(7233),
  BATON_TEMPORAL_UI_PORT: port(8233),
  BATON_TEMPORAL_UI_URL: url(['http:', 'https:']).optional(),
  LLM_BASE_URL: url(['http:', 'https:']).optional(),
  LLM_API_KEY: z.string().optional(),
  LLM_MODEL: z.string().optional(),
  LLM_TIMEOUT_MS: wholeNumber(100, 600_000).default(20_000),
  ...deliveryVariables,
  ...signInVariables,
  TEMPORAL_ADDRESS: z.string().optional(),
  TEMPORAL_NAMESPACE: z.string().optional(),
  TEMPORAL_PROFILE: z.string().optional(),
  TEMPORAL_CONFIG_FILE: z.string().optional(),
});

type Variables = z.infer<typeof variables>;

/** Every variable Baton understands, for the check against `.env.example` and for `doctor`. */
export const configVariables: readonly string[] = [
  ...new Set([
    ...Object.keys(variables.shape),
    ...temporalVariables,
    ...secretVariables.map((secret) => `${secret}_FILE`),
  ]),
].sort();

/** One mistake in the environment: the variable, and what to write instead. */
export interface ConfigProblem {
  readonly variable: string;
  readonly message: string;
}

/** All mistakes of one environment at once. Values are not repeated: they may be secrets. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    const lines = problems.map(({ variable, message }) => `  ${variable} ${message}`);
    super(`The configuration has ${problems.length} mistake(s):\n${lines.join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** The process's configuration. Addresses without a value are filled in by whoever starts a part. */
export interface Config {
  /** Absolute path of the folder with data, caches and generated secrets. */
  readonly home: string;
  readonly taskQueue: string;
  readonly apiHost: string;
  readonly apiPort: number;
  /** Without a trailing slash. */
  readonly publicUrl: string;
  /** How many proxies stand before the API and write X-Forwarded-For; 0: the header is not believed. */
  readonly trustedProxies: number;
  /** How many sessions of the widget one address may open a minute, also all at once. */
  readonly sessionsPerMinute: number;
  /** The first encrypts, all decrypt. Undefined: `start` generates one into `home`. */
  readonly masterKeys: readonly MasterKey[] | undefined;
  readonly maxCachedWorkflows: number | undefined;
  /** A model file made by `baton train --task handoff`; undefined: the shipped one. */
  readonly riskModel: string | undefined;
  /** Bearer token of `/metrics`; undefined: there is no such address. */
  readonly metricsToken: string | undefined;
  readonly logLevel: Variables['BATON_LOG_LEVEL'];
  /** Undefined: `start` runs its own Postgres on `postgresPort`. */
  readonly databaseUrl: string | undefined;
  readonly postgresPort: number;
  readonly temporal: {
    /** An address, profile or config file is given: `start` runs no server of its own. */
    readonly external: boolean;
    readonly namespace: string | undefined;
    readonly port: number;
    readonly uiPort: number;
    /** Without a trailing slash; undefined when the UI of an outside server is not known. */
    readonly uiUrl: string | undefined;
  };
  readonly intentModel: {
    /** Absolute path of a model file; undefined: the intent is what the bot says. */
    readonly file: string | undefined;
    /** Below this probability the model says nothing. */
    readonly leastConfidence: number;
  };
  readonly llm: {
    /** Undefined: no model, the deterministic forms are used. */
    readonly baseUrl: string | undefined;
    readonly apiKey: string | undefined;
    readonly model: string | undefined;
    readonly timeoutMs: number;
    /** Whether the model is asked for its opinion on customers' turns. */
    readonly secondOpinion: boolean;
  };
  readonly delivery: DeliveryConfig;
  /** Undefined: people come in by password or link only. */
  readonly oidc: OidcConfig | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the whole configuration, or throws one `ConfigError` naming every mistake.
 * An empty variable counts as absent.
 */
export function loadConfig(env: Environment = process.env): Config {
  const problems: ConfigProblem[] = [];
  const parsed = variables.safeParse(withSecretsFromFiles(env, problems));
  for (const issue of parsed.error?.issues ?? []) {
    problems.push({ variable: String(issue.path[0]), message: issue.message });
  }
  if (parsed.data !== undefined) problems.push(...togetherProblems(parsed.data));
  if (parsed.data === undefined || problems.length > 0) throw new ConfigError(problems);
  return toConfig(parsed.data);
}

/** The environment for a child process: this one's, with `overrides` on top. */
export function childEnvironment(overrides: Environment = {}): NodeJS.ProcessEnv {
  return { ...process.env, ...overrides };
}

function withSecretsFromFiles(env: Environment, problems: ConfigProblem[]): Environment {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ''));
  for (const secret of secretVariables) {
    const variable = `${secret}_FILE`;
    const file = given[variable];
    if (file === undefined) continue;
    if (given[secret] !== undefined) {
      problems.push({ variable, message: `is given together with ${secret}: keep one of the two` });
    } else if (!existsSync(file)) {
      problems.push({ variable, message: `names a file that does not exist: ${file}` });
    } else {
      readSecret({ variable, file, secret }, given, problems);
    }
  }
  return given;
}

function readSecret(
  { variable, file, secret }: { variable: string; file: string; secret: string },
  given: Record<string, string | undefined>,
  problems: ConfigProblem[],
): void {
  try {
    given[secret] = readFileSync(file, 'utf8').trim();
  } catch {
    problems.push({ variable, message: `names a file that cannot be read: ${file}` });
  }
}

function togetherProblems(values: Variables): ConfigProblem[] {
  const others = [...deliveryProblems(values), ...signInProblems(values)];
  if (values.BATON_SECOND_OPINION === 'true' && values.LLM_BASE_URL === undefined)
    others.push({ variable: 'BATON_SECOND_OPINION', message: 'needs a model: set LLM_BASE_URL' });
  if (values.LLM_BASE_URL === undefined || values.LLM_MODEL !== undefined) return others;
  return [
    ...others,
    { variable: 'LLM_MODEL', message: 'is needed when LLM_BASE_URL is set: name the model' },
  ];
}

function toConfig(values: Variables): Config {
  const external =
    values.TEMPORAL_ADDRESS ?? values.TEMPORAL_PROFILE ?? values.TEMPORAL_CONFIG_FILE;
  const ownUi = `http://127.0.0.1:${values.BATON_TEMPORAL_UI_PORT}`;
  const uiUrl = values.BATON_TEMPORAL_UI_URL ?? (external === undefined ? ownUi : undefined);
  const apiUrl = `http://${values.BATON_API_HOST}:${values.BATON_API_PORT}`;
  return Object.freeze({
    home: path.resolve(values.BATON_HOME),
    taskQueue: values.BATON_TASK_QUEUE,
    apiHost: values.BATON_API_HOST,
    apiPort: values.BATON_API_PORT,
    publicUrl: withoutSlash(values.BATON_PUBLIC_URL ?? apiUrl),
    trustedProxies: values.BATON_TRUSTED_PROXIES,
    sessionsPerMinute: values.BATON_SESSIONS_PER_MINUTE,
    masterKeys: values.BATON_MASTER_KEYS && Object.freeze(values.BATON_MASTER_KEYS),
    maxCachedWorkflows: values.BATON_MAX_CACHED_WORKFLOWS,
    riskModel: values.BATON_RISK_MODEL,
    metricsToken: values.BATON_METRICS_TOKEN,
    logLevel: values.BATON_LOG_LEVEL,
    databaseUrl: values.DATABASE_URL,
    postgresPort: values.BATON_POSTGRES_PORT,
    temporal: Object.freeze({
      external: external !== undefined,
      namespace: values.TEMPORAL_NAMESPACE,
      port: values.BATON_TEMPORAL_PORT,
      uiPort: values.BATON_TEMPORAL_UI_PORT,
      uiUrl: uiUrl === undefined ? undefined : withoutSlash(uiUrl),
    }),
    intentModel: Object.freeze({
      file: values.BATON_INTENT_MODEL && path.resolve(values.BATON_INTENT_MODEL),
      leastConfidence: values.BATON_INTENT_CONFIDENCE,
    }),
    llm: Object.freeze({
      baseUrl: values.LLM_BASE_URL,
      apiKey: values.LLM_API_KEY,
      model: values.LLM_MODEL,
      timeoutMs: values.LLM_TIMEOUT_MS,
      secondOpinion: values.BATON_SECOND_OPINION === 'true',
    }),
    delivery: deliveryConfig(values),
    oidc: oidcConfig(values),
  });
}

function withoutSlash(address: string): string {
  return address.replace(/\/+$/, '');
}
