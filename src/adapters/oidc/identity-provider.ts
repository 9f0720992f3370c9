/**
 * One OpenID Connect provider, asked by the authorization code flow with PKCE, state and nonce.
 * It is named by the operator, not by a tenant, so it is reached without the bounds of webhooks.
 */
import * as client from 'openid-client';
import type { OidcConfig } from '../../config-sign-in.ts';

/** Seconds. A person waits in front of the page: longer is no better than "try again". */
const timeoutSeconds = 10;

/** What one sign-in needs when the browser comes back. */
export interface BegunSignIn {
  state: string;
  nonce: string;
  verifier: string;
}

/**
 * Why nobody was proved: the person or the provider said no; the address is not verified there; what came back is not
 * what was asked for; the provider does not answer.
 */
export type ProofRefusal = 'denied' | 'unverified' | 'rejected' | 'unavailable';

export type Proof =
  { kind: 'proved'; email: string } | { kind: 'refused'; reason: ProofRefusal; cause: string };

/** The provider as the API sees it. Neither function throws for what the provider or the network did. */
export interface IdentityProvider {
  /** For the button: the host of the issuer. */
  name: string;
  /** Where the browser goes. */
  begin: () => Promise<
    ({ kind: 'begun'; url: string } & BegunSignIn) | (Proof & { kind: 'refused' })
  >;
  /** Redeems the code in `query`, as the browser brought it, and says whose verified address it stands for. */
  finish: (query: URLSearchParams, begun: BegunSignIn) => Promise<Proof>;
}

const silence = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_PARSE_ERROR',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
]);

function reasonOf(error: unknown): ProofRefusal {
  if (error instanceof client.AuthorizationResponseError)
    return error.error === 'access_denied' ? 'denied' : 'rejected';
  if (error instanceof client.ClientError)
    return silence.has(error.code ?? '') ? 'unavailable' : 'rejected';
  // What `fetch` throws when nobody answers.
  return error instanceof TypeError ? 'unavailable' : 'rejected';
}

function refusalOf(error: unknown): Proof & { kind: 'refused' } {
  const cause = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { kind: 'refused', reason: reasonOf(error), cause };
}

function discover({ issuer, clientId, clientSecret }: OidcConfig): Promise<client.Configuration> {
  const server = new URL(issuer);
  return client.discovery(
    server,
    clientId,
    undefined,
    clientSecret === undefined ? client.None() : client.ClientSecretPost(clientSecret),
    {
      timeout: timeoutSeconds,
      // The configuration lets http pass for this machine only.
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so as a warning, there is no other way
      ...(server.protocol === 'http:' && { execute: [client.allowInsecureRequests] }),
    },
  );
}

/** Many providers keep the address out of the ID token; then it is asked for, of the same subject. */
async function addressOf(
  known: client.Configuration,
  tokens: Awaited<ReturnType<typeof client.authorizationCodeGrant>>,
): Promise<Proof> {
  const claims = tokens.claims();
  if (claims === undefined) throw new Error('no ID token');
  const said =
    claims['email'] === undefined
      ? await client.fetchUserInfo(known, tokens.access_token, claims.sub)
      : claims;
  const { email, email_verified: verified } = said;
  if (typeof email !== 'string' || verified !== true)
    return { kind: 'refused', reason: 'unverified', cause: 'no verified address' };
  return { kind: 'proved', email };
}

/**
 * The provider of the configuration; `redirectUri` is the one that is registered there, letter by letter. It is looked
 * up when the first person comes, and again until it answers.
 */
export function createIdentityProvider(config: OidcConfig, redirectUri: string): IdentityProvider {
  let known: client.Configuration | undefined;
  const find = async (): Promise<client.Configuration> => (known ??= await discover(config));
  return {
    name: new URL(config.issuer).host,
    begin: async () => {
      try {
        const provider = await find();
        const verifier = client.randomPKCECodeVerifier();
        const begun = { state: client.randomState(), nonce: client.randomNonce(), verifier };
        const url = client.buildAuthorizationUrl(provider, {
          redirect_uri: redirectUri,
          scope: 'openid email',
          state: begun.state,
          nonce: begun.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
        });
        return { kind: 'begun', url: url.href, ...begun };
      } catch (error) {
        return refusalOf(error);
      }
    },
    finish: async (query, { state, nonce, verifier }) => {
      try {
        const provider = await find();
        const came = new URL(redirectUri);
        came.search = query.toString();
        const tokens = await client.authorizationCodeGrant(provider, came, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        });
        return await addressOf(provider, tokens);
      } catch (error) {
        return refusalOf(error);
      }
    },
  };
}
