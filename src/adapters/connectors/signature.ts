/** Signatures as Slack and Chatwoot make them: HMAC-SHA256 in hex over a time and the raw body. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from './connector.ts';

const toleranceSeconds = 5 * 60;

export interface HmacScheme {
  /** Headers of the time, in seconds, and of the signature. */
  timeHeader: string;
  signatureHeader: string;
  /** What stands before the digest. */
  prefix: string;
  /** What is signed before the body. */
  before: (time: string) => string;
}

/** Whether the request was signed with the secret, within five minutes. */
export function isHmacSigned(scheme: HmacScheme, secret: string, request: Request): boolean {
  const at = request.headers[scheme.timeHeader] ?? '';
  const given = Buffer.from(request.headers[scheme.signatureHeader] ?? '');
  if (!/^\d{1,12}$/.test(at) || Math.abs(request.now / 1000 - Number(at)) > toleranceSeconds)
    return false;
  const digest = createHmac('sha256', secret)
    .update(scheme.before(at))
    .update(request.body)
    .digest('hex');
  const expected = Buffer.from(`${scheme.prefix}${digest}`);
  return given.byteLength === expected.byteLength && timingSafeEqual(given, expected);
}
