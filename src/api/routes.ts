/** Every route of the API, once. */
import { administrationEndpoints } from './administration.ts';
import { assistEndpoints } from './assist.ts';
import { agreementEndpoints } from './agreements.ts';
import { configurationEndpoints } from './configuration.ts';
import { connectorEndpoints } from './connectors.ts';
import { attachmentEndpoints } from './attachments.ts';
import { backtestEndpoints } from './backtests.ts';
import { actionEndpoints } from './conversation-actions.ts';
import { policyEndpoints } from './policies.ts';
import { policyPatchEndpoints } from './policy-patches.ts';
import { readEndpoints } from './conversation-reads.ts';
import { deliveryEndpoints } from './deliveries.ts';
import { demoEndpoints } from './demo.ts';
import type { Endpoint } from './endpoint.ts';
import { exportEndpoints } from './export.ts';
import { floorEndpoints } from './floor.ts';
import { governanceEndpoints } from './governance.ts';
import { inboxEndpoints } from './inbox.ts';
import { mailEndpoints } from './mails.ts';
import { knowledgeRoutes } from './knowledge.ts';
import { reviewEndpoints } from './reviews.ts';
import { offerEndpoints } from './offers.ts';
import { oversightEndpoints } from './oversight.ts';
import { ratingEndpoints } from './ratings.ts';
import { routingEndpoints } from './routing.ts';
import { typingEndpoints } from './typing.ts';
import { turnEndpoints } from './turn-door.ts';
import { visitorEndpoints } from './visitor-doors.ts';
import { visitorFileEndpoints } from './visitor-files.ts';
import { siteEndpoints } from './widget-sites.ts';
import { userEndpoints } from './users.ts';
import { webhookEndpoints } from './webhook-endpoints.ts';

/** In the order of the documentation. */
export const endpoints: readonly Endpoint[] = [
  ...turnEndpoints,
  ...actionEndpoints,
  ...agreementEndpoints,
  ...readEndpoints,
  ...inboxEndpoints,
  ...assistEndpoints,
  ...ratingEndpoints,
  ...knowledgeRoutes,
  ...offerEndpoints,
  ...routingEndpoints,
  ...configurationEndpoints,
  ...policyEndpoints,
  ...policyPatchEndpoints,
  ...backtestEndpoints,
  ...reviewEndpoints,
  ...floorEndpoints,
  ...administrationEndpoints,
  ...exportEndpoints,
  ...userEndpoints,
  ...attachmentEndpoints,
  ...governanceEndpoints,
  ...siteEndpoints,
  ...visitorEndpoints,
  ...visitorFileEndpoints,
  ...typingEndpoints,
  ...webhookEndpoints,
  ...deliveryEndpoints,
  ...mailEndpoints,
  ...connectorEndpoints,
  ...oversightEndpoints,
  ...demoEndpoints,
];
