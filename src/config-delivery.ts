/** Variables of what leaves Baton and comes in: private addresses, mail, secrets of connectors. */
import { z } from 'zod';
import { parseAllowedRanges, type AllowedRange } from './adapters/http/addresses.ts';

/** Secrets of connectors by tenant and name; only the tenant's own connectors can name them. */
export type ConnectorSecrets = Readonly<Record<string, Readonly<Record<string, string>>>>;

const allowed = z.string().transform((text, context): readonly AllowedRange[] => {
  const ranges = parseAllowedRanges(text);
  if (ranges !== undefined) return ranges;
  context.addIssue({
    code: 'custom',
    message:
      'must be a comma list of CIDR ranges with an optional port, such as 10.1.0.0/16:443,[fd00::]/8',
  });
  return z.NEVER;
});

const secretTable = z.record(z.string(), z.record(z.string().min(1).max(64), z.string().min(1)));

const secrets = z.string().transform((text, context): ConnectorSecrets => {
  try {
    return secretTable.parse(JSON.parse(text));
  } catch {
    context.addIssue({
      code: 'custom',
      message: 'must be JSON of the form {"tenant": {"name": "secret"}}',
    });
    return z.NEVER;
  }
});

const server = (protocols: readonly string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be a URL that begins with ${protocols.map((name) => `${name}//`).join(' or ')}`,
  });

/** `Support <support@example.com>` or the address alone. */
const mailFrom = z
  .string()
  .regex(/^(?:[^<>@\r\n"]{1,100}<)?[A-Za-z0-9._-]{1,32}@[A-Za-z0-9.-]{1,200}>?$/, {
    error:
      'must be an address such as Support <support@example.com>, its local part without a plus',
  });

export const deliveryVariables = {
  CRM_LOOKUP_URL: server(['http:', 'https:']).optional(),
  CRM_LOOKUP_TOKEN: z.string().optional(),
  CRM_LOOKUP_LIMIT_MS: z
    .string()
    .regex(/^\d{2,4}$/, 'must be a whole number from 10 to 9999')
    .transform(Number)
    .default(300),
  BATON_ALLOWED_ADDRESSES: allowed.optional(),
  BATON_CONNECTOR_SECRETS: secrets.optional(),
  BATON_LEDGER_RETENTION_DAYS: z
    .string()
    .regex(/^(?:[7-9]|[1-9]\d{1,3})$/, 'must be a whole number from 7 to 9999')
    .transform(Number)
    .default(90),
  BATON_DELIVERY_LEASE_SECONDS: z
    .string()
    .regex(/^(?:[3-9]|[1-9]\d{1,2})$/, 'must be a whole number from 3 to 999')
    .transform(Number)
    .default(15),
  SMTP_URL: server(['smtp:', 'smtps:']).optional(),
  IMAP_URL: server(['imap:', 'imaps:']).optional(),
  BATON_MAIL_FROM: mailFrom.optional(),
  BATON_MAIL_TENANT: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be the id of a tenant')
    .default('demo'),
  BATON_MAIL_TRUSTED_AUTHSERV: z.string().optional(),
  BATON_INBOUND_MAIL_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'must be whsec_ and base64 of at least 24 bytes')
    .optional(),
} as const;

type DeliveryVariables = z.output<z.ZodObject<typeof deliveryVariables>>;

export interface DeliveryConfig {
  readonly allowedAddresses: readonly AllowedRange[];
  readonly connectorSecrets: ConnectorSecrets;
  /** Ended deliveries and mails that were dealt with leave the ledgers after so long. */
  readonly retentionDays: number;
  /** An attempt whose process gave no sign for so long is made again by another. */
  readonly leaseMs: number;
  /** Where a customer is looked up whose tenant connected no CRM; undefined: nobody is asked. */
  readonly crm: { url: string; token: string | undefined } | undefined;
  /** A turn waits no longer than this for what is known of its customer. */
  readonly crmLimitMs: number;
  readonly mail: {
    /** Undefined: no mail is sent; `start` runs a sink of its own. */
    readonly smtpUrl: string | undefined;
    /** Undefined: no mailbox is read. */
    readonly imapUrl: string | undefined;
    readonly from: string | undefined;
    /** Whose conversation a mail without a reply token begins. */
    readonly tenant: string;
    /** The host whose `Authentication-Results` are believed. */
    readonly trustedAuthserv: string | undefined;
    /** Signs mails that a provider posts; undefined: they are refused. */
    readonly inboundSecret: string | undefined;
  };
}

/** What the variables mean. */
export function deliveryConfig(values: DeliveryVariables): DeliveryConfig {
  return Object.freeze({
    allowedAddresses: values.BATON_ALLOWED_ADDRESSES ?? [],
    connectorSecrets: values.BATON_CONNECTOR_SECRETS ?? {},
    retentionDays: values.BATON_LEDGER_RETENTION_DAYS,
    leaseMs: values.BATON_DELIVERY_LEASE_SECONDS * 1000,
    crm:
      values.CRM_LOOKUP_URL === undefined
        ? undefined
        : Object.freeze({
            url: values.CRM_LOOKUP_URL,
            token: values.CRM_LOOKUP_TOKEN,
          }),
    crmLimitMs: values.CRM_LOOKUP_LIMIT_MS,
    mail: Object.freeze({
      smtpUrl: values.SMTP_URL,
      imapUrl: values.IMAP_URL,
      from: values.BATON_MAIL_FROM,
      tenant: values.BATON_MAIL_TENANT,
      trustedAuthserv: values.BATON_MAIL_TRUSTED_AUTHSERV,
      inboundSecret: values.BATON_INBOUND_MAIL_SECRET,
    }),
  });
}

/** Mistakes that only two variables together make. */
export function deliveryProblems(
  values: DeliveryVariables,
): { variable: string; message: string }[] {
  if (values.SMTP_URL === undefined || values.BATON_MAIL_FROM !== undefined) return [];
  return [
    { variable: 'BATON_MAIL_FROM', message: 'is needed when SMTP_URL is set: name the sender' },
  ];
}
