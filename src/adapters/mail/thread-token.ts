/** Which token leads back to a conversation: of mails, and of invitations that are not mailed. */
import type { ConversationRef } from '../../domain/ids.ts';
import { hashOf, threadOf, type KnownThread } from '../postgres/mails.ts';
import type { Pool } from '../postgres/pool.ts';
import { replyAddress, type MailIdentity } from './reply-token.ts';

export interface TokenParts {
  pool: Pool;
  /** One per master key, the newest first. */
  tokenMakers: readonly ((ref: ConversationRef) => string)[];
}

/** The token of the conversation's thread, else a new one, also after a master key was taken away. Writes nothing. */
export async function threadToken(
  { pool, tokenMakers }: TokenParts,
  ref: ConversationRef,
): Promise<{ token: string; known: KnownThread | undefined }> {
  const known = await threadOf(pool, ref);
  const tokens = tokenMakers.map((make) => make(ref));
  const token = tokens.find((each) => known?.tokenHash.equals(hashOf(each))) ?? tokens[0] ?? '';
  return { token, known };
}

/**
 * The organizer of a conversation's meetings: its own reply address, in the invitation that is mailed and in the one that
 * is downloaded. A calendar takes a change or a cancellation from the organizer of the first invitation only (RFC 5546).
 */
export async function organizerAddress(
  parts: TokenParts & { identity: MailIdentity },
  ref: ConversationRef,
): Promise<string> {
  const { token } = await threadToken(parts, ref);
  return replyAddress(parts.identity, token);
}
