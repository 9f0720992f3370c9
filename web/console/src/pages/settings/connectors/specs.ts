/** What each kind of connector is set up with, field by field. */
import type { Schemas } from '../../../api/client.ts';
import { listOf } from '../forms.ts';

/** A connector as it is read. */
export type Connector = Schemas['Connector'];
/** A connector as it is written. */
export type Written = Schemas['ConnectorWrite'];
export type Kind = Connector['kind'];

type FieldName =
  | 'base_url'
  | 'channel'
  | 'token'
  | 'signing_secret'
  | 'user'
  | 'tags'
  | 'account'
  | 'inbox'
  | 'pipeline'
  | 'stage'
  | 'closed_stage'
  | 'tier_property'
  | 'value_property'
  | 'look_up_customers'
  | 'agents'
  | 'fields';

/** How a field is written: a text, a whole number, a list with commas, lines of `name: value`, the name of a secret, yes or no. */
export interface FieldSpec {
  name: FieldName;
  form: 'text' | 'url' | 'number' | 'list' | 'pairs' | 'secret' | 'check';
  hint?: 'channelHint' | 'userHint' | 'agentsHint' | 'fieldsHint' | 'lookUpHint';
  /** Empty, the API takes its own. */
  optional?: true;
  usual?: string;
}

const token: FieldSpec = { name: 'token', form: 'secret' };
const signing: FieldSpec = { name: 'signing_secret', form: 'secret' };
const agents: FieldSpec = { name: 'agents', form: 'pairs', hint: 'agentsHint', optional: true };
const address = (usual?: string): FieldSpec => ({
  name: 'base_url',
  form: 'url',
  ...(usual !== undefined && { usual }),
});
const text = (name: FieldName, usual: string): FieldSpec => ({
  name,
  form: 'text',
  optional: true,
  usual,
});

/** By kind, in the order of the form. */
export const specs: Record<Kind, readonly FieldSpec[]> = {
  slack: [
    address('https://slack.com'),
    { name: 'channel', form: 'text', hint: 'channelHint' },
    token,
    signing,
    agents,
  ],
  zendesk: [
    address(),
    { name: 'user', form: 'text', hint: 'userHint' },
    token,
    { name: 'tags', form: 'list', optional: true },
    { name: 'fields', form: 'pairs', hint: 'fieldsHint', optional: true },
  ],
  hubspot: [
    address('https://api.hubapi.com'),
    token,
    text('pipeline', '0'),
    text('stage', '1'),
    text('closed_stage', '4'),
    text('tier_property', 'lifecyclestage'),
    text('value_property', 'total_revenue'),
    { name: 'look_up_customers', form: 'check', hint: 'lookUpHint', optional: true },
  ],
  chatwoot: [
    address('https://app.chatwoot.com'),
    { name: 'account', form: 'number' },
    { name: 'inbox', form: 'number' },
    token,
    signing,
    agents,
  ],
  webhook: [signing, agents],
};

export const kinds = Object.keys(specs) as Kind[];

/** Lines of `name: value`; null when one is written in another way. */
export function pairsOf(written: string): Record<string, string> | null {
  const pairs: Record<string, string> = {};
  for (const line of written.split('\n').filter((one) => one.trim() !== '')) {
    const [, name, value] = /^\s*(\S+?)\s*:\s*(\S+)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) return null;
    pairs[name] = value;
  }
  return pairs;
}

/** How "yes" stands in a form; "no" is empty. */
export const checked = 'true';

function writtenAs({ form }: FieldSpec, value: unknown): string {
  if (form === 'list') return Array.isArray(value) ? value.join(', ') : '';
  if (form === 'check') return value === true ? checked : '';
  if (form !== 'pairs')
    return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
  return Object.entries((value ?? {}) as Record<string, string>)
    .map((pair) => pair.join(': '))
    .join('\n');
}

function read({ form }: FieldSpec, written: string): unknown {
  switch (form) {
    case 'number':
      return Number(written);
    case 'list':
      return listOf(written);
    case 'check':
      return written === checked;
    case 'pairs':
      return pairsOf(written) ?? {};
    default:
      return written;
  }
}

/** The fields of a kind as they stand in a form. */
export function fieldsOf(kind: Kind, config?: Connector['config']): Record<string, string> {
  return Object.fromEntries(
    specs[kind].map((spec) => [
      spec.name,
      config === undefined ? (spec.usual ?? '') : writtenAs(spec, config[spec.name]),
    ]),
  );
}

/** The configuration that a form holds. */
export function configOf(kind: Kind, fields: Readonly<Record<string, string>>): object {
  return Object.fromEntries(
    specs[kind]
      .filter(({ name, optional }) => optional !== true || (fields[name] ?? '') !== '')
      .map((spec) => [spec.name, read(spec, fields[spec.name] ?? '')]),
  );
}

/** Whether every field that must be there is, and is written as it should. */
export function isComplete(kind: Kind, fields: Readonly<Record<string, string>>): boolean {
  return specs[kind].every(({ name, form, optional }) => {
    const written = fields[name] ?? '';
    if (written === '') return optional === true;
    if (form === 'url') return URL.canParse(written);
    return form !== 'pairs' || pairsOf(written) !== null;
  });
}
