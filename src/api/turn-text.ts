/** Text on its way in: masked before anything stores it, long text kept by reference (I12). */
import { addAttachment } from '../adapters/postgres/attachments.ts';
import { maxTurnBytes } from '../contract/turns.ts';
import type { CustomerFacts } from '../domain/commands.ts';
import { maskJson, maskText } from '../domain/mask.ts';
import { BatonError } from '../errors.ts';
import { hashId } from './command.ts';
import type { ApiDeps } from './deps.ts';

/** Longest text that travels in a message to a workflow, in UTF-16 units. */
const maxInlineText = 16_384;

/** Free JSON with every text in it masked. */
export function maskedRecord(
  value: Record<string, unknown>,
  pointer: string,
): Record<string, unknown> {
  const masked = maskJson(value);
  if (masked.kind === 'masked') return masked.value as Record<string, unknown>;
  const message = masked.reason === 'too_deep' ? 'nest it less deeply' : 'it holds too many values';
  throw new BatonError('invalid_request', `${pointer} is too large an object: ${message}`, {
    fields: [{ pointer, code: masked.reason, message }],
  });
}

/** Masked text; past 256 KB it is refused. */
export function maskedText(content: string, what: string): string {
  if (Buffer.byteLength(content) > maxTurnBytes)
    throw new BatonError('payload_too_large', `${what} may have at most ${maxTurnBytes} bytes`);
  return maskText(content).text;
}

function cut(text: string): string {
  const head = text.slice(0, maxInlineText);
  return head.isWellFormed() ? head : head.slice(0, -1);
}

/** The text as it travels: whole, or its beginning and the id under which the whole is stored. */
export async function inlineText(
  deps: ApiDeps,
  tenant: string,
  text: string,
): Promise<{ content: string; content_ref?: string }> {
  if (text.length <= maxInlineText) return { content: text };
  const content = Buffer.from(text);
  // The same text has the same id, so a retry stores nothing twice and sends the same command.
  const stored = await deps.attachments.put(tenant, content, hashId('tx', tenant, text));
  await addAttachment(deps.pool, tenant, {
    ...stored,
    name: 'turn.txt',
    mediaType: 'text/plain; charset=utf-8',
  });
  return { content: cut(text), content_ref: stored.id };
}

/** What is known of the customer, with free attributes masked. */
export function maskedCustomer(customer: CustomerFacts): CustomerFacts {
  if (customer.attributes === undefined) return customer;
  return { ...customer, attributes: maskedRecord(customer.attributes, '/customer/attributes') };
}
