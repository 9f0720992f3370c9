import { describe, expect, it } from 'vitest';
import {
  dispositionOf,
  plainAddress,
  type MailContext,
  type MailFacts,
} from '../../src/domain/inbound-mail.ts';

const facts: MailFacts = {
  from: 'kim@example.org',
  ambiguousFrom: false,
  autoSubmitted: null,
  precedence: null,
  listId: false,
  isReport: false,
  hasAutoHeader: false,
  dmarc: null,
  hasText: true,
  isCalendarReply: false,
};
const none = { inThread: 0, fromSender: 0, inTenant: 0 };
const context: MailContext = {
  ownAddresses: ['support@example.com', 'ana@example.com'],
  thread: { address: 'kim@example.org' },
  recent: none,
};

describe('a mail', () => {
  it.each([
    ['with the token from the right address is a reply', {}, {}, 'reply'],
    ['without a token begins a conversation', {}, { thread: null }, 'new'],
    ['with the token from somebody in Cc is kept out', { from: 'eve@example.org' }, {}, 'stranger'],
    ['that fails DMARC is kept out, token or not', { dmarc: 'fail' }, {}, 'forged'],
    ['that passes DMARC goes its way', { dmarc: 'pass' }, {}, 'reply'],
    ['that poses as an agent is kept out', { from: 'ana@example.com' }, {}, 'own_address'],
    [
      'from ourselves is kept out',
      { from: 'support@example.com' },
      { thread: null },
      'own_address',
    ],
    ['from nobody is kept out', { from: null }, {}, 'no_sender'],
    ['from two senders is kept out', { ambiguousFrom: true }, {}, 'no_sender'],
    ['that answers by itself is dropped', { autoSubmitted: 'auto-replied' }, {}, 'auto_reply'],
    ['that says it does not answer by itself is taken', { autoSubmitted: 'no' }, {}, 'reply'],
    [
      'of an answering machine that says so elsewhere is dropped',
      { hasAutoHeader: true },
      {},
      'auto_reply',
    ],
    ['of a list is dropped', { listId: true }, { thread: null }, 'list'],
    ['in bulk is dropped', { precedence: 'bulk' }, { thread: null }, 'list'],
    ['that reports a failure is a bounce', { isReport: true, from: null }, {}, 'bounce'],
    [
      'past the bound of its conversation is a loop',
      {},
      { recent: { ...none, inThread: 30 } },
      'loop',
    ],
    [
      'past the bound of its sender is not taken',
      {},
      { thread: null, recent: { ...none, fromSender: 10 } },
      'limited',
    ],
    [
      'past the bound of the tenant is not taken',
      {},
      { thread: null, recent: { ...none, inTenant: 500 } },
      'limited',
    ],
    [
      'that brings the answer of a calendar is that',
      { isCalendarReply: true },
      {},
      'calendar_reply',
    ],
    [
      'of a calendar is read though a machine sent it',
      { isCalendarReply: true, autoSubmitted: 'auto-generated', hasText: false },
      {},
      'calendar_reply',
    ],
    [
      'of a calendar from somebody else is kept out',
      { isCalendarReply: true, from: 'eve@example.org' },
      {},
      'stranger',
    ],
    [
      'of a calendar without a token is kept out',
      { isCalendarReply: true },
      { thread: null },
      'stranger',
    ],
    [
      'that reports a failure and holds an invitation is a bounce',
      { isCalendarReply: true, isReport: true },
      {},
      'bounce',
    ],
    ['without text and files says nothing', { hasText: false }, {}, 'empty'],
  ] as const)('%s', (_promise, mail, known, disposition) => {
    expect(dispositionOf({ ...facts, ...mail }, { ...context, ...known })).toBe(disposition);
  });
});

describe('an address', () => {
  it.each([
    'a@b@c',
    'a b@c.de',
    'a@c.de\r\nBcc: x@y.z',
    '"a\\r\\n"@c.de',
    'group: a@b.c;',
    '',
    '@',
    `${'a'.repeat(65)}@b.c`,
  ])('that could be read as more than one recipient is none: %j', (text) => {
    expect(plainAddress(text)).toBeNull();
  });

  it('is compared in lower case', () => {
    expect(plainAddress(' Kim@Example.ORG ')).toBe('kim@example.org');
  });
});
