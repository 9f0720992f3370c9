/** `baton migrate`, `baton login-link`, `baton rewrap-keys` and `baton doctor`. */
import pc from 'picocolors';
import { migrate } from '../adapters/postgres/migrate.ts';
import { rewrapDataKeys } from '../adapters/crypto/data-key-store.ts';
import {
  auditCapacity,
  repairCapacity,
  type CapacityFinding,
} from '../adapters/postgres/capacity-audit.ts';
import { createPool } from '../adapters/postgres/pool.ts';
import { sealStoredSecrets } from '../adapters/postgres/stored-secrets.ts';
import { createLoginToken } from '../adapters/postgres/sign-in.ts';
import { addUser, type PersonRole } from '../adapters/postgres/users.ts';
import { checkParts } from '../adapters/stack/doctor.ts';
import type { PartReport } from '../adapters/stack/part-report.ts';
import {
  registerSearchAttributes,
  searchAttributeKinds,
} from '../adapters/temporal/search-attributes.ts';
import type { Config } from '../config.ts';
import { createLogger } from '../workers/telemetry.ts';
import { CommandError } from './command-error.ts';
import { say, sayJson } from './output.ts';
import { keyringOf, openParts } from './parts.ts';
import { findPlaces } from './places.ts';
import { insistTenant } from './tenant-option.ts';

/** Applies missing migrations and registers the search attributes. Safe to run twice. */
export async function runMigrations(config: Config, options: { json: boolean }): Promise<void> {
  const places = await findPlaces(config);
  const parts = await openParts(config, places, createLogger(config.logLevel, 'migrate'));
  try {
    const migrations = await migrate(parts.pool);
    const keyring = keyringOf(places.masterKeys);
    const secrets = await sealStoredSecrets({ pool: parts.pool, keyring });
    const attributes = await registerSearchAttributes(parts.connection, places.namespace);
    if (options.json) sayJson({ migrations, secrets, search_attributes: attributes });
    else {
      say(listOf('migrations applied', migrations));
      if (secrets.sealed > 0) say(`secrets sealed by the first master key: ${secrets.sealed}`);
      say(listOf('search attributes registered', attributes));
    }
  } finally {
    await parts.close();
  }
}

function listOf(title: string, names: string[]): string {
  return `${title}: ${names.length === 0 ? 'none were missing' : names.join(', ')}`;
}

/** Prints a one-time link for the console of a tenant. */
export async function printLoginLink(
  config: Config,
  options: { tenant: string; json: boolean },
): Promise<void> {
  const { tenant } = options;
  insistTenant(tenant);
  const places = await findPlaces(config);
  const parts = await openParts(config, places, createLogger(config.logLevel, 'login-link'));
  try {
    const token = await createLoginToken(parts.pool, { tenant, role: 'admin' });
    const link = `${config.publicUrl}/login?token=${token}`;
    if (options.json) sayJson({ login_link: link });
    else say(link);
  } finally {
    await parts.close();
  }
}

/** Who is to be added. */
export interface UserOptions {
  email: string;
  name: string;
  role: PersonRole;
  agent?: string;
  tenant: string;
  json: boolean;
}

/** Adds a person of the console, and prints the one-time link by which they come in and set a password. */
export async function addPerson(config: Config, options: UserOptions): Promise<void> {
  const { tenant, role, agent, email, name } = options;
  if ((role === 'agent') !== (agent !== undefined))
    throw new CommandError(
      'A person of role agent works as one agent, and nobody else does.',
      'Give --agent ID with --role agent, and only then.',
    );
  if (!/^[^@\s]+@[^@\s]+$/.test(email))
    throw new CommandError(`${email} is not an e-mail address.`, 'Give --email NAME@HOST.');
  const places = await findPlaces(config);
  const parts = await openParts(config, places, createLogger(config.logLevel, 'user'));
  try {
    const user = { tenant, role, email, name, agent: agent ?? null, createdBy: 'command line' };
    const id = await addUser(parts.pool, user);
    if (id === undefined)
      throw new CommandError(`${email} is added already.`, 'Each address has one account.');
    const login = { tenant, role, user: id, ...(agent !== undefined && { agent }) };
    const token = await createLoginToken(parts.pool, login);
    const link = `${config.publicUrl}/login?token=${token}`;
    if (options.json) sayJson({ user: id, login_link: link });
    else say(link);
  } finally {
    await parts.close();
  }
}

/** Says for each part whether it is well and how to mend it; the exit code tells whether all are. */
export async function runDoctor(
  config: Config,
  options: { json: boolean; fix: boolean },
): Promise<number> {
  const reports = [
    ...(await checkParts(config, { searchAttributes: Object.keys(searchAttributeKinds) })),
    ...(await checkCapacity(config, options.fix)),
  ];
  const well = reports.every((report) => report.ok);
  if (options.json) sayJson({ ok: well, parts: reports });
  else
    for (const { part, ok, detail, fix } of reports) {
      say(`${ok ? pc.green('ok  ') : pc.red('ill ')} ${part.padEnd(20)} ${detail}`);
      if (fix !== undefined) say(`     ${' '.repeat(20)} ${pc.bold('mend:')} ${fix}`);
    }
  return well ? 0 : 1;
}

/** Leases, offers and queue against who owns what. Says nothing where there is no database to look at. */
async function checkCapacity(config: Config, fix: boolean): Promise<PartReport[]> {
  const places = await findPlaces(config).catch(() => undefined);
  if (places === undefined) return [];
  const pool = createPool(places.databaseUrl, { max: 1 });
  try {
    const mended = fix ? await repairCapacity(pool) : [];
    return [capacityReport(await auditCapacity(pool), mended.length)];
  } catch {
    return []; // the part `postgres` says why
  } finally {
    await pool.end();
  }
}

function capacityReport(found: CapacityFinding[], mended: number): PartReport {
  const part = 'capacity';
  const done = mended === 0 ? '' : `${mended} mended; `;
  if (found.length === 0)
    return { part, ok: true, detail: `${done}leases, offers and queues agree with their owners` };
  const detail = `${done}${found
    .slice(0, 5)
    .map(({ tenant, kind, subject }) => `${kind} ${tenant}/${subject}`)
    .join(', ')}${found.length > 5 ? ` and ${found.length - 5} more` : ''}`;
  const isLowered = found.every(({ kind }) => kind === 'over_capacity');
  return {
    part,
    ok: isLowered,
    detail: isLowered ? `${detail}: capacity was lowered below what they hold` : detail,
    ...(isLowered ? {} : { fix: 'Run `baton doctor --fix`; each repair goes to the audit log.' }),
  };
}

/**
 * Wraps every data key and seals every secret anew with the first master key; afterwards the older master keys may be
 * taken away.
 */
export async function rewrapKeys(config: Config, options: { json: boolean }): Promise<void> {
  const places = await findPlaces(config);
  const pool = createPool(places.databaseUrl, { max: 2 });
  try {
    const keyring = keyringOf(places.masterKeys);
    const report = await rewrapDataKeys(pool, keyring);
    const secrets = await sealStoredSecrets({ pool, keyring });
    const failed = report.failed + secrets.failed;
    if (options.json) sayJson({ ...report, secrets });
    else {
      say(`data keys wrapped anew: ${report.rewrapped}; left as they were: ${report.failed}`);
      say(`secrets sealed anew: ${secrets.sealed}; left as they were: ${secrets.failed}`);
    }
    if (failed > 0)
      throw new CommandError(
        `${failed} data keys or secrets are closed by a master key that is not configured.`,
        'Keep the old master keys in BATON_MASTER_KEYS, behind the new first one, and run this again.',
      );
  } finally {
    await pool.end();
  }
}
