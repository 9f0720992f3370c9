/** Variables of sign-in by an identity provider. */
import { z } from 'zod';

/** Where people prove who they are; the secret may be absent, for a client that has none. */
export interface OidcConfig {
  /** As the provider writes itself, with or without a slash at its end. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
}

const loopback = ['127.0.0.1', '[::1]', 'localhost'];

function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash } = new URL(text);
  const secure = protocol === 'https:' || (protocol === 'http:' && loopback.includes(hostname));
  return secure && search === '' && hash === '';
}

export const signInVariables = {
  BATON_OIDC_ISSUER: z
    .string()
    .refine(isIssuer, {
      error: 'must be the https address of the issuer (http only on this machine), without a query',
    })
    .optional(),
  BATON_OIDC_CLIENT_ID: z.string().max(256).optional(),
  BATON_OIDC_CLIENT_SECRET: z.string().max(1024).optional(),
} as const;

type SignInVariables = z.output<z.ZodObject<typeof signInVariables>>;

/** What the variables mean; undefined without an issuer. */
export function oidcConfig(values: SignInVariables): OidcConfig | undefined {
  const { BATON_OIDC_ISSUER: issuer, BATON_OIDC_CLIENT_ID: clientId } = values;
  if (issuer === undefined || clientId === undefined) return undefined;
  return Object.freeze({ issuer, clientId, clientSecret: values.BATON_OIDC_CLIENT_SECRET });
}

/** Issuer and client belong together. */
export function signInProblems(values: SignInVariables): { variable: string; message: string }[] {
  const { BATON_OIDC_ISSUER: issuer, BATON_OIDC_CLIENT_ID: clientId } = values;
  if (issuer !== undefined && clientId === undefined)
    return [
      {
        variable: 'BATON_OIDC_CLIENT_ID',
        message: 'is needed when BATON_OIDC_ISSUER is set: register Baton there',
      },
    ];
  if (issuer !== undefined) return [];
  const alone = (['BATON_OIDC_CLIENT_ID', 'BATON_OIDC_CLIENT_SECRET'] as const).filter(
    (name) => values[name] !== undefined,
  );
  return alone.map((variable) => ({
    variable,
    message: 'means nothing without BATON_OIDC_ISSUER',
  }));
}
