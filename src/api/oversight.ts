/** What operators and supervisors look at beside the floor: audit log, alerts, skills, the installation. */
import type { z } from 'zod';
import { readAlerts } from '../adapters/postgres/alerts-read.ts';
import { readAudit } from '../adapters/postgres/audit-read.ts';
import { listSkills } from '../adapters/postgres/skills-read.ts';
import { listOf, pageOf } from '../contract/fields.ts';
import {
  alertQuery,
  alertRecord,
  auditQuery,
  auditRecord,
  installationRecord,
  skillRecord,
} from '../contract/oversight.ts';
import type { Role } from '../domain/words.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint, ok } from './endpoint.ts';

const watchers: readonly Role[] = ['supervisor', 'operator', 'admin'];
const operators: readonly Role[] = ['operator', 'admin'];
const read = { method: 'get', update: null, repetition: 'none', status: 200 } as const;
const defaultLimit = 50;

function installationOf(
  { config, ...deps }: ApiDeps,
  health: { postgres: boolean; temporal: boolean },
): z.output<typeof installationRecord> {
  return {
    version: config.version,
    public_url: config.publicUrl,
    temporal: {
      namespace: deps.temporalNamespace,
      ui_url: deps.temporalUiUrl,
      codec_endpoint: deps.decodePayloads === undefined ? null : `${config.publicUrl}/codec`,
    },
    health,
    demo: deps.demo !== undefined,
  };
}

export const oversightEndpoints = [
  endpoint({
    ...read,
    path: '/v1/audit-log',
    operationId: 'listAuditLog',
    summary: 'Who changed what, and when; latest first.',
    tag: 'Oversight',
    roles: operators,
    query: auditQuery,
    answer: pageOf(auditRecord),
    handle: async ({ caller, deps, query }) => {
      const { limit = defaultLimit, ...filter } = query;
      return ok(await readAudit(deps.pool, caller.tenant, { ...filter, limit }));
    },
  }),
  endpoint({
    ...read,
    path: '/v1/alerts',
    operationId: 'listAlerts',
    summary: 'Warnings and breaches of clocks, latest first.',
    tag: 'Oversight',
    roles: watchers,
    query: alertQuery,
    answer: pageOf(alertRecord),
    handle: async ({ caller, deps, query }) => {
      const { limit = defaultLimit, open, ...filter } = query;
      const isOpen = open === undefined ? null : open === 'true';
      return ok(await readAlerts(deps.pool, caller.tenant, { ...filter, open: isOpen, limit }));
    },
  }),
  endpoint({
    ...read,
    path: '/v1/skills',
    operationId: 'listSkills',
    summary: 'Every skill that an agent has or a queue asks for.',
    tag: 'Oversight',
    roles: watchers,
    answer: listOf(skillRecord),
    handle: async ({ caller, deps }) => ok({ data: await listSkills(deps.pool, caller.tenant) }),
  }),
  endpoint({
    ...read,
    path: '/v1/installation',
    operationId: 'getInstallation',
    summary: 'What runs here: version, Temporal and its UI, the codec server, health.',
    tag: 'Oversight',
    roles: watchers,
    answer: installationRecord,
    handle: async ({ deps }) => ok(installationOf(deps, await deps.health())),
  }),
];
