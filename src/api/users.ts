/** People of the console: invite, change, let out. For admins. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { addUser, changeUser, inviteUser, listUsers } from '../adapters/postgres/users.ts';
import { id, listOf } from '../contract/fields.ts';
import { userChange, userInvite, userInvited, userRecord } from '../contract/users.ts';
import { invitationMail } from '../domain/invitation.ts';
import { BatonError } from '../errors.ts';
import type { Caller } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { created, endpoint, ok } from './endpoint.ts';

type Invited = z.output<typeof userInvited>;

const params = z.strictObject({ id });
const common = { tag: 'Users', roles: ['admin'], update: null } as const;

function missing(user: string): BatonError {
  return new BatonError('not_found', `no user ${user}`);
}

/**
 * Sent while the admin waits, and not by the ledger of deliveries: the link is a secret that is kept nowhere, and who
 * sees that the mail did not leave has the link at once.
 */
async function mailed(
  deps: ApiDeps,
  to: { email: string; link: string; expiresAt: string },
): Promise<boolean> {
  if (deps.sendInvitation === undefined) return false;
  const mark = createHash('sha256').update(to.link).digest('hex').slice(0, 32);
  const messageId = `<invitation-${mark}@${new URL(deps.config.publicUrl).hostname}>`;
  const outcome = await deps.sendInvitation({ to: to.email, messageId, ...invitationMail(to) });
  return outcome.kind === 'delivered';
}

async function invite(deps: ApiDeps, caller: Caller, user: string): Promise<Invited> {
  const who = { tenant: caller.tenant, id: user, by: caller.id };
  const invitation = await inviteUser(deps.pool, who);
  if (invitation === undefined) throw missing(user);
  const { token, expiresAt } = invitation;
  const link = `${deps.config.publicUrl}/login?token=${token}`;
  const isMailed = await mailed(deps, { email: invitation.user.email, link, expiresAt });
  return {
    ...invitation.user,
    invitation: { mailed: isMailed, link: isMailed ? null : link, expires_at: expiresAt },
  };
}

const withoutSecrets = (answer: Invited): Invited => ({
  ...answer,
  invitation: { ...answer.invitation, link: null },
});

export const userEndpoints = [
  endpoint({
    ...common,
    method: 'get',
    path: '/v1/users',
    operationId: 'listUsers',
    summary: 'People of the console, those who are out included.',
    repetition: 'none',
    status: 200,
    answer: listOf(userRecord),
    handle: async ({ caller, deps }) => ok({ data: await listUsers(deps.pool, caller.tenant) }),
  }),
  endpoint({
    ...common,
    method: 'post',
    path: '/v1/users',
    operationId: 'inviteUser',
    summary: 'Add a person and mail them a link that is good once, for three days.',
    repetition: 'key',
    body: userInvite,
    status: 201,
    answer: userInvited,
    withoutSecrets,
    handle: async ({ caller, deps, body }) => {
      const { tenant, id: createdBy } = caller;
      const person = { ...body, agent: body.agent ?? null, tenant, createdBy };
      const user = await addUser(deps.pool, person);
      if (user === undefined)
        throw new BatonError('already_exists', `${body.email} has an account already`);
      return created(await invite(deps, caller, user));
    },
  }),
  endpoint({
    ...common,
    method: 'post',
    path: '/v1/users/{id}/invitation',
    operationId: 'repeatInvitation',
    summary: 'A new link for a person; the ones before are good no more.',
    repetition: 'key',
    params,
    status: 201,
    answer: userInvited,
    withoutSecrets,
    handle: async ({ caller, deps, params: path }) => created(await invite(deps, caller, path.id)),
  }),
  endpoint({
    ...common,
    method: 'patch',
    path: '/v1/users/{id}',
    operationId: 'changeUser',
    summary: 'Change name, role or agent, deactivate or activate; sessions end with it.',
    repetition: 'natural',
    params,
    body: userChange,
    status: 200,
    answer: userRecord,
    handle: async ({ caller, deps, params: path, body }) => {
      const change = { ...body, tenant: caller.tenant, id: path.id, by: caller.id };
      const [record] = (await changeUser(deps.pool, change))
        ? await listUsers(deps.pool, caller.tenant, path.id)
        : [];
      if (record === undefined) throw missing(path.id);
      return ok(record);
    },
  }),
];
