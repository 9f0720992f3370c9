/**
 * What HubSpot knows of a person: the contact with an address, its company, its owner, its open tickets. Two requests
 * deep at most for a contact with an owner, three where the company's owner counts.
 */
import type { HubspotConfig } from '../../contract/connectors.ts';
import type { AttemptOutcome } from '../../domain/delivery.ts';
import {
  callJson,
  field,
  listIn,
  type Contact,
  type JsonAnswer,
  type Remote,
} from './connector.ts';

type Hubspot = Remote<HubspotConfig>;
type Ask = (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<JsonAnswer>;

const ownerProperty = 'hubspot_owner_id';

function asking({ config, secret, fetch }: Hubspot, timeoutMs?: number): Ask {
  const headers = { authorization: `Bearer ${secret(config.token)}` };
  const within = timeoutMs === undefined ? {} : { timeoutMs };
  return (method, path, body) =>
    callJson(fetch, `${config.base_url}${path}`, { method, headers, body, ...within });
}

/** A property, null where the record has none. HubSpot gives every value as text. */
function property(record: unknown, name: string): string | null {
  return field(record, 'properties', name) || null;
}

function numberIn(text: string | null): number | null {
  const number = Number(text ?? Number.NaN);
  return Number.isFinite(number) ? number : null;
}

/** The first company a contact belongs to; HubSpot lists the primary one first. */
function companyOf(contact: unknown): string | null {
  const companies = (contact as { associations?: { companies?: unknown } }).associations?.companies;
  return field(listIn(companies, 'results')[0], 'id') || null;
}

async function readCompany(ask: Ask, id: string | null, properties: string): Promise<unknown> {
  if (id === null) return {};
  const path = `/crm/v3/objects/companies/${encodeURIComponent(id)}`;
  return (await ask('GET', `${path}?properties=${properties}`)).body;
}

/** A ticket is open while it has no close date, in whichever pipeline. */
async function countOpenTickets(ask: Ask, contact: string): Promise<number | null> {
  const { outcome, body } = await ask('POST', '/crm/v3/objects/tickets/search', {
    filterGroups: [
      {
        filters: [
          { propertyName: 'associations.contact', operator: 'EQ', value: contact },
          { propertyName: 'closed_date', operator: 'NOT_HAS_PROPERTY' },
        ],
      },
    ],
    limit: 1,
  });
  return outcome.kind === 'delivered' ? numberIn(field(body, 'total') || null) : null;
}

async function readOwnerEmail(ask: Ask, id: string | null): Promise<string | null> {
  if (id === null) return null;
  const { body } = await ask('GET', `/crm/v3/owners/${encodeURIComponent(id)}`);
  return field(body, 'email') || null;
}

/**
 * Looks a contact up by address; null when there is none, or HubSpot does not say. What the contact lacks, its company
 * says. A part that could not be read is null, the others count.
 */
export async function lookUpContact(
  hubspot: Hubspot,
  email: string,
  timeoutMs: number,
): Promise<Contact | null> {
  const ask = asking(hubspot, timeoutMs);
  const { tier_property: tier, value_property: value } = hubspot.config;
  const properties = [tier, value, ownerProperty].map(encodeURIComponent).join(',');
  const { outcome, body: contact } = await ask(
    'GET',
    `/crm/v3/objects/contacts/${encodeURIComponent(email)}?idProperty=email&associations=companies&properties=${properties}`,
  );
  const id = field(contact, 'id');
  if (outcome.kind !== 'delivered' || id === '') return null;
  const own = property(contact, ownerProperty);
  const [company, openTickets, ownEmail] = await Promise.all([
    readCompany(ask, companyOf(contact), properties),
    countOpenTickets(ask, id),
    readOwnerEmail(ask, own),
  ]);
  const either = (name: string) => property(contact, name) ?? property(company, name);
  const ownerEmail =
    own === null ? await readOwnerEmail(ask, property(company, ownerProperty)) : ownEmail;
  return { tier: either(tier), value: numberIn(either(value)), ownerEmail, openTickets };
}

const readPaths = ['objects/contacts', 'objects/companies', 'owners'];

/** Whether the token may read all that a look-up reads: the first answer that is none. */
export async function testLookUp(hubspot: Hubspot): Promise<AttemptOutcome> {
  const ask = asking(hubspot);
  for (const path of readPaths) {
    const { outcome } = await ask('GET', `/crm/v3/${path}?limit=1`);
    if (outcome.kind !== 'delivered') return outcome;
  }
  return { kind: 'delivered', status: 200 };
}
