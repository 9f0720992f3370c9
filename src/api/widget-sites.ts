/** Sites that show the widget, for operators. */
import { z } from 'zod';
import {
  addSite,
  changeSite,
  listSites,
  rotateSiteSecret,
  type SiteSettings,
  type WidgetSite,
} from '../adapters/postgres/widget-sites.ts';
import { emptyBody, id, listOf } from '../contract/fields.ts';
import {
  siteChange,
  siteCreate,
  siteCreated,
  siteRecord,
  siteSecret,
} from '../contract/visitor.ts';
import type { Role } from '../domain/words.ts';
import { BatonError } from '../errors.ts';
import { created, endpoint, ok } from './endpoint.ts';

const operators: readonly Role[] = ['operator', 'admin'];
const params = z.strictObject({ id });
const tag = 'Widget';

function recordOf(site: WidgetSite): z.output<typeof siteRecord> {
  return {
    id: site.id,
    name: site.name,
    origins: site.origins,
    require_identity: site.requireIdentity,
    has_bot: site.hasBot,
    appearance: site.appearance,
    enabled: site.enabled,
    created_at: site.createdAt,
  };
}

function settingsOf(body: z.output<typeof siteChange>): {
  [key in keyof SiteSettings]?: SiteSettings[key] | undefined;
} {
  const { name, origins, require_identity, has_bot, appearance, enabled } = body;
  return {
    name,
    origins,
    requireIdentity: require_identity,
    hasBot: has_bot,
    appearance,
    enabled,
  };
}

const defaults: Omit<SiteSettings, 'name'> = {
  origins: [],
  requireIdentity: false,
  hasBot: true,
  appearance: {},
  enabled: true,
};

/** The fields that were given; an absent one keeps its default. */
function given<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}

function missing(site: string): BatonError {
  return new BatonError('not_found', `no site ${site}`);
}

export const siteEndpoints = [
  endpoint({
    method: 'get',
    path: '/v1/widget-sites',
    operationId: 'listWidgetSites',
    summary: 'Sites that may show the widget.',
    tag,
    roles: operators,
    update: null,
    repetition: 'none',
    status: 200,
    answer: listOf(siteRecord),
    handle: async ({ deps, caller }) => {
      const sites = await listSites(deps.pool, caller.tenant);
      return ok({ data: sites.map(recordOf) });
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/widget-sites',
    operationId: 'createWidgetSite',
    summary: 'Add a site; the secret that signs identities is given once.',
    tag,
    roles: operators,
    update: null,
    repetition: 'key',
    body: siteCreate,
    status: 201,
    answer: siteCreated,
    withoutSecrets: (site) => ({ ...site, identity_secret: '' }),
    handle: async ({ deps, caller, body }) => {
      const wanted = { ...defaults, ...given(settingsOf(body)), name: body.name } as SiteSettings;
      const { site, secret } = await addSite(deps, caller.tenant, caller.id, wanted);
      return created({ ...recordOf(site), identity_secret: secret });
    },
  }),
  endpoint({
    method: 'patch',
    path: '/v1/widget-sites/{id}',
    operationId: 'changeWidgetSite',
    summary: 'Change a site; disabled, its visitors are cut off within seconds.',
    tag,
    roles: operators,
    update: null,
    repetition: 'natural',
    params,
    body: siteChange,
    status: 200,
    answer: siteRecord,
    handle: async ({ deps, caller, params: path, body }) => {
      const place = { tenant: caller.tenant, id: path.id, by: caller.id };
      const site = await changeSite(deps.pool, place, settingsOf(body));
      if (site === undefined) throw missing(path.id);
      return ok(recordOf(site));
    },
  }),
  endpoint({
    method: 'post',
    path: '/v1/widget-sites/{id}/rotate-secret',
    operationId: 'rotateWidgetSecret',
    summary: 'A new secret beside the last one.',
    tag,
    roles: operators,
    update: null,
    repetition: 'key',
    params,
    body: emptyBody,
    status: 200,
    answer: siteSecret,
    withoutSecrets: () => ({ identity_secret: '' }),
    handle: async ({ deps, caller, params: path }) => {
      const place = { tenant: caller.tenant, id: path.id, by: caller.id };
      const secret = await rotateSiteSecret(deps, place);
      if (secret === undefined) throw missing(path.id);
      return ok({ identity_secret: secret });
    },
  }),
];
