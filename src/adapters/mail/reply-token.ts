/**
 * Reply addresses: `support+r.TOKEN@example.com`. The token is 130 bits of an HMAC over the conversation, so it can't be
 * guessed, and the same conversation always has the same. It stands in Message-IDs too: some programs answer to `From`.
 */
import { createHmac, hkdfSync } from 'node:crypto';
import type { ConversationRef } from '../../domain/ids.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const tokenLength = 26;

function base32(bytes: Buffer): string {
  let bits = 0;
  let value = 0;
  let text = '';
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(value >> bits) & 31] ?? '';
    }
  }
  return text;
}

/** Makes tokens under one master key. */
export function tokenMaker(masterKey: Buffer): (ref: ConversationRef) => string {
  const key = Buffer.from(hkdfSync('sha256', masterKey, '', 'baton reply address', 32));
  return ({ tenant, conversation }) =>
    base32(createHmac('sha256', key).update(`${tenant}/${conversation}`).digest()).slice(
      0,
      tokenLength,
    );
}

/** The parts of an address of ours. */
export interface MailIdentity {
  /** For people; may be empty. */
  name: string;
  local: string;
  domain: string;
}

/** Reads `Support <support@example.com>` or the address alone; the configuration has checked the form. */
export function mailIdentity(from: string): MailIdentity {
  const match = /^(?:(.*?)\s*<)?([^<>@\s]+)@([^<>@\s]+?)>?$/.exec(from);
  const [, name = '', local = '', domain = ''] = match ?? [];
  return { name, local: local.toLowerCase(), domain: domain.toLowerCase() };
}

/** Where the customer's answer goes. */
export function replyAddress(identity: MailIdentity, token: string): string {
  return `${identity.local}+r.${token}@${identity.domain}`;
}

/** The Message-ID of a delivery: the same for every attempt. */
export function messageIdOf(identity: MailIdentity, key: string, token: string): string {
  return `<${key.replace(/^msg_/, '').slice(0, 24)}.${token}@${identity.domain}>`;
}

/** A Message-ID that no mail has, under which programs gather a conversation that did not begin by mail. */
export function rootIdOf(identity: MailIdentity, token: string): string {
  return `<conversation.${token}@${identity.domain}>`;
}

const inAddress = new RegExp(`\\+r\\.([a-z2-7]{${tokenLength}})@`, 'g');
const inMessageId = new RegExp(`\\.([a-z2-7]{${tokenLength}})@`, 'g');

/** Tokens in addresses a mail was sent to, then those in the ids it answers. */
export function tokensIn(recipients: readonly string[], messageIds: readonly string[]): string[] {
  const found = [
    ...recipients.flatMap((text) => [...text.toLowerCase().matchAll(inAddress)]),
    ...messageIds.flatMap((text) => [...text.matchAll(inMessageId)]),
  ];
  return [...new Set(found.map((match) => match[1] ?? ''))].slice(0, 20);
}
