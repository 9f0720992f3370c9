/**
 * Links by which a customer rates without signing in: the conversation, and 130 bits of an HMAC over it that nobody can
 * guess. A link opens nothing else: with it one can rate, not read.
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { isId, type ConversationRef } from '../../domain/ids.ts';

const signatureLength = 22;

/** Where a conversation is rated: the address with its token. */
export type RatingPage = (ref: ConversationRef) => string;

/** Makes and reads tokens of rating links. */
export interface RatingTokens {
  tokenFor: (ref: ConversationRef) => string;
  /** Null for a token that was not made here. */
  refOf: (token: string) => ConversationRef | null;
}

function signature(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('base64url').slice(0, signatureLength);
}

function isSame(left: string, right: string): boolean {
  return left.length === right.length && timingSafeEqual(Buffer.from(left), Buffer.from(right));
}

/** Tokens under the newest master key; those of every other one are read as well. */
export function ratingTokens(masterKeys: readonly [Buffer, ...Buffer[]]): RatingTokens {
  const keys = masterKeys.map((key) =>
    Buffer.from(hkdfSync('sha256', key, '', 'baton rating link', 32)),
  );
  return {
    tokenFor: ({ tenant, conversation }) => {
      const place = `${tenant}.${conversation}`;
      return `${place}.${signature(keys[0] ?? Buffer.alloc(32), place)}`;
    },
    refOf: (token) => {
      const [tenant, conversation, signed = '', ...rest] = token.split('.');
      if (rest.length > 0 || !isId(tenant) || !isId(conversation)) return null;
      const place = `${tenant}.${conversation}`;
      return keys.some((key) => isSame(signature(key, place), signed))
        ? { tenant, conversation }
        : null;
    },
  };
}
