/** A server on a real port that speaks the part of HubSpot's wire format that a look-up reads: CRM objects v3 and owners. */
import { startReceiver, type Behaviour, type ReceivedHook, type Receiver } from './receiver.ts';

type Properties = Record<string, string | null>;

/** What the account holds: one contact by its address, its company, its tickets, the owners. */
export interface HubspotAccount {
  contacts: Record<string, { id: string; properties: Properties; company?: string }>;
  companies?: Record<string, Properties>;
  owners?: Record<string, string>;
  /** Tickets by contact; a closed one has the date. */
  tickets?: Record<string, { closed_date: string | null }[]>;
}

const missing: Behaviour = {
  answer: 404,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    status: 'error',
    message: 'resource not found',
    category: 'OBJECT_NOT_FOUND',
  }),
};

function json(body: unknown): Behaviour {
  const headers = { 'content-type': 'application/json;charset=utf-8' };
  return { answer: 200, headers, body: JSON.stringify(body) };
}

/** Only what was asked for comes back, and null where the record has nothing, as there. */
function asked(address: URL, properties: Properties): Properties {
  const names = (address.searchParams.get('properties') ?? '').split(',').filter(Boolean);
  return Object.fromEntries(names.map((name) => [name, properties[name] ?? null]));
}

function contact({ contacts }: HubspotAccount, address: URL, key: string): Behaviour {
  const found = address.searchParams.get('idProperty') === 'email' ? contacts[key] : undefined;
  if (found === undefined) return missing;
  const { id, properties, company } = found;
  const wantsCompanies = address.searchParams.get('associations') === 'companies';
  const companies = { results: [{ id: company, type: 'contact_to_company' }] };
  return json({
    id,
    properties: { hs_object_id: id, ...asked(address, properties) },
    ...(wantsCompanies && company !== undefined && { associations: { companies } }),
    archived: false,
  });
}

interface Filter {
  propertyName: string;
  operator: string;
  value?: string;
}

function searchTickets({ tickets = {} }: HubspotAccount, body: string): Behaviour {
  const search = JSON.parse(body) as { filterGroups: { filters: Filter[] }[]; limit: number };
  const filters = search.filterGroups[0]?.filters ?? [];
  const of = filters.find(({ propertyName }) => propertyName === 'associations.contact');
  const openOnly = filters.some(
    ({ propertyName, operator }) =>
      propertyName === 'closed_date' && operator === 'NOT_HAS_PROPERTY',
  );
  const all = tickets[of?.value ?? ''] ?? [];
  const found = all.filter((ticket) => !openOnly || ticket.closed_date === null);
  const results = found
    .slice(0, search.limit)
    .map((properties, at) => ({ id: `${at}`, properties }));
  return json({ total: found.length, results });
}

function company({ companies = {} }: HubspotAccount, address: URL, id: string): Behaviour {
  const found = companies[id];
  return found === undefined ? missing : json({ id, properties: asked(address, found) });
}

function owner({ owners = {} }: HubspotAccount, _address: URL, id: string): Behaviour {
  const email = owners[id];
  return email === undefined ? missing : json({ id, email, type: 'PERSON' });
}

const reads = { contacts: contact, companies: company, owners: owner };

function answer(account: HubspotAccount, request: ReceivedHook): Behaviour {
  const address = new URL(request.path, 'http://hubspot.test');
  const place = address.pathname.replace(/^\/crm\/v3\/(objects\/)?/, '');
  if (place === 'tickets/search') return searchTickets(account, request.body);
  const [type = '', id] = place.split('/');
  if (id === undefined) return json({ results: [] });
  const read = Object.entries(reads).find(([name]) => name === type)?.[1];
  return read === undefined ? missing : read(account, address, decodeURIComponent(id));
}

/** Starts the server; a request without the token is refused as there. */
export function startHubspot(account: HubspotAccount, token: string): Promise<Receiver> {
  return startReceiver((request) =>
    request.headers['authorization'] === `Bearer ${token}`
      ? answer(account, request)
      : {
          answer: 401,
          body: JSON.stringify({ status: 'error', category: 'INVALID_AUTHENTICATION' }),
        },
  );
}
