/**
 * Who a visitor is, signed by the host site: a JWT with HS256 and nothing else. The algorithm is fixed here and never
 * taken from the token; it must end within a day; secrets rotate by having two.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** What the host site says of its visitor. */
export interface SignedIdentity {
  subject: string;
  name?: string;
  email?: string;
  tier?: string;
}

/** A token that lives longer could be replayed for longer than anybody remembers. */
const longestLifeSeconds = 86_400;
const leewaySeconds = 60;
const maxTokenLength = 4_096;

function readPart(part: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function isSigned(text: string, signature: string, secrets: readonly string[]): boolean {
  const given = Buffer.from(signature, 'base64url');
  return secrets
    .map((secret) => createHmac('sha256', secret).update(text).digest())
    .some((wanted) => wanted.length === given.length && timingSafeEqual(wanted, given));
}

function isTimely(claims: Record<string, unknown>, nowSeconds: number): boolean {
  const { exp, nbf } = claims;
  if (typeof exp !== 'number' || exp + leewaySeconds < nowSeconds) return false;
  if (exp > nowSeconds + longestLifeSeconds + leewaySeconds) return false;
  return nbf === undefined || (typeof nbf === 'number' && nbf - leewaySeconds <= nowSeconds);
}

const text = (value: unknown, max: number): string | undefined =>
  typeof value === 'string' && value.length > 0 && value.length <= max && value.isWellFormed()
    ? value
    : undefined;

function identityIn(claims: Record<string, unknown>): SignedIdentity | null {
  const subject = text(claims['sub'], 256);
  if (subject === undefined) return null;
  const optional = { name: text(claims['name'], 200), email: text(claims['email'], 320) };
  const more = { ...optional, tier: text(claims['tier'], 64) };
  const given = Object.entries(more).filter(([, value]) => value !== undefined);
  return { subject, ...Object.fromEntries(given) };
}

/** The claims of a token whose signature is good; null otherwise. */
function signedClaims(token: string, secrets: readonly string[]): Record<string, unknown> | null {
  const [head = '', body = '', signature = '', more] = token.split('.');
  if (more !== undefined || token.length > maxTokenLength) return null;
  if (readPart(head)?.['alg'] !== 'HS256') return null;
  return isSigned(`${head}.${body}`, signature, secrets) ? readPart(body) : null;
}

/** The identity in a token for this site, or null for one that is forged, late, for another site, or too long-lived. */
export function readIdentity(
  token: string,
  expected: { site: string; secrets: readonly string[]; now: number },
): SignedIdentity | null {
  const claims = signedClaims(token, expected.secrets);
  if (claims === null || claims['aud'] !== expected.site) return null;
  return isTimely(claims, expected.now / 1000) ? identityIn(claims) : null;
}

/** Signs an identity as a host site does; for examples and tests, and for hosts that run Node. */
export function signIdentity(
  identity: SignedIdentity,
  by: { site: string; secret: string; now: number; lifeSeconds?: number },
): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const { subject, ...more } = identity;
  const exp = Math.floor(by.now / 1000) + (by.lifeSeconds ?? 3_600);
  const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ sub: subject, aud: by.site, exp, ...more })}`;
  return `${body}.${createHmac('sha256', by.secret).update(body).digest('base64url')}`;
}
