/** What came by mail and what was made of it; in demo mode also what would have gone out. */
import { findThread, listMails } from '../adapters/postgres/mails.ts';
import { tokensIn } from '../adapters/mail/reply-token.ts';
import { inboundMailRecord, mailQuery, outboxMail } from '../contract/mails.ts';
import { listOf } from '../contract/fields.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint, ok } from './endpoint.ts';

const common = {
  method: 'get',
  tag: 'Mail',
  roles: ['operator', 'admin'],
  update: null,
  repetition: 'none',
  status: 200,
} as const;

/** The sink is one for all tenants; a mail belongs to the tenant whose conversation its reply token names. */
async function outboxOf(deps: ApiDeps, tenant: string) {
  const own = [];
  for (const mail of deps.outbox?.() ?? []) {
    const [token = ''] = tokensIn([mail.reply_to], [mail.message_id]);
    const thread = await findThread(deps.pool, token);
    if (thread?.tenant === tenant) own.push({ ...mail, conversation_id: thread.conversation });
  }
  return own;
}

export const mailEndpoints = [
  endpoint({
    ...common,
    path: '/v1/mails/outbox',
    operationId: 'listOutbox',
    tellsTexts: true,
    summary:
      'Demo mode: the last mails that would have gone out, newest first. Empty with a mail server.',
    answer: listOf(outboxMail),
    handle: async ({ caller, deps }) => ok({ data: await outboxOf(deps, caller.tenant) }),
  }),
  endpoint({
    ...common,
    path: '/v1/mails/inbound',
    operationId: 'listInboundMails',
    summary: 'Mails that came and what was made of each, newest first; no text of them.',
    query: mailQuery,
    answer: listOf(inboundMailRecord),
    handle: async ({ caller, deps, query }) =>
      ok({ data: await listMails(deps.pool, caller.tenant, query.limit ?? 50) }),
  }),
];
