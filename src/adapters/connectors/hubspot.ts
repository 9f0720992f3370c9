/** HubSpot: a ticket for each conversation that needs a person, and what the CRM knows of the customer. */
import type { HubspotConfig } from '../../contract/connectors.ts';
import type { AttemptOutcome } from '../../domain/delivery.ts';
import {
  callJson,
  field,
  listIn,
  nothingToDo,
  priorityOf,
  saidBefore,
  type Connector,
  type ConnectorItem,
  type Delivered,
  type JsonAnswer,
  type Remote,
} from './connector.ts';
import { lookUpContact, testLookUp } from './hubspot-contact.ts';

type Hubspot = Remote<HubspotConfig>;

function call(
  hubspot: Hubspot,
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  body?: unknown,
): Promise<JsonAnswer> {
  return callJson(hubspot.fetch, `${hubspot.config.base_url}${path}`, {
    method,
    headers: { authorization: `Bearer ${hubspot.secret(hubspot.config.token)}` },
    body,
  });
}

const ticketSubject = (item: ConnectorItem): string =>
  `Handoff ${item.event.conversation_id}: ${field(item.event.data, 'reason')}`;

/** HubSpot takes no key for a ticket: one that an attempt before made is found by its subject. */
async function findTicket(hubspot: Hubspot, subject: string): Promise<string | undefined> {
  const { body } = await call(hubspot, 'POST', '/crm/v3/objects/tickets/search', {
    filterGroups: [{ filters: [{ propertyName: 'subject', operator: 'EQ', value: subject }] }],
    limit: 1,
  });
  const [found] = listIn(body, 'results');
  return found === undefined ? undefined : field(found, 'id');
}

async function open(hubspot: Hubspot, item: ConnectorItem): Promise<Delivered> {
  const subject = ticketSubject(item);
  const known = item.repeated ? await findTicket(hubspot, subject) : undefined;
  if (known !== undefined) return saidBefore(known);
  const { pipeline, stage } = hubspot.config;
  const { outcome, body } = await call(hubspot, 'POST', '/crm/v3/objects/tickets', {
    properties: {
      subject,
      content: item.consoleUrl,
      hs_pipeline: pipeline,
      hs_pipeline_stage: stage,
      hs_ticket_priority: priorityOf(item.event.data, ['URGENT', 'HIGH', 'MEDIUM', 'LOW']),
    },
  });
  return { outcome, externalId: field(body, 'id') };
}

async function change(
  hubspot: Hubspot,
  item: ConnectorItem,
  properties: object,
): Promise<Delivered> {
  if (item.externalId === null) return nothingToDo;
  const path = `/crm/v3/objects/tickets/${encodeURIComponent(item.externalId)}`;
  return { outcome: (await call(hubspot, 'PATCH', path, { properties })).outcome };
}

async function deliver(hubspot: Hubspot, item: ConnectorItem): Promise<Delivered> {
  const { stage, closed_stage: closed } = hubspot.config;
  switch (item.event.type) {
    case 'handoff.requested':
      return item.externalId === null
        ? open(hubspot, item)
        : change(hubspot, item, { hs_pipeline_stage: stage });
    case 'handoff.briefed':
      return change(hubspot, item, { content: [item.consoleUrl, '', ...item.brief].join('\n') });
    case 'outcome.recorded':
      return change(hubspot, item, { hs_pipeline_stage: closed });
    default:
      return nothingToDo;
  }
}

async function test(hubspot: Hubspot): Promise<AttemptOutcome> {
  const { outcome } = await call(hubspot, 'GET', '/crm/v3/objects/tickets?limit=1');
  const isAsked = hubspot.config.look_up_customers && outcome.kind === 'delivered';
  return isAsked ? testLookUp(hubspot) : outcome;
}

export const hubspotConnector: Connector<HubspotConfig> = { test, deliver, lookUp: lookUpContact };
