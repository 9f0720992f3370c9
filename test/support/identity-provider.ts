/** A real OpenID provider on a port, and a browser's way through its pages without a browser. */
import { createServer, type Server } from 'node:http';
import { Provider } from 'oidc-provider';
import { steadyPort } from '../../scripts/steady-port.js';
import type { OidcConfig } from '../../src/config-sign-in.ts';

export interface RunningProvider {
  config: OidcConfig;
  stop: () => Promise<void>;
  /** The same provider on the same port again. */
  start: () => Promise<void>;
}

const clientSecret = 'a secret of the test, long enough to be one';

function providerOf(issuer: string, redirectUri: string): Provider {
  return new Provider(issuer, {
    clients: [
      {
        client_id: 'baton',
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    // Whoever signs in as an address owns it; an address that begins with "unverified" is only said to.
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, email: id, email_verified: !id.startsWith('unverified') }),
    }),
    pkce: { required: () => true },
    cookies: { keys: ['a key of the test'] },
  });
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
}

/** Starts a provider whose one client may be sent back to `redirectUri` only. */
export async function startProvider(redirectUri: string): Promise<RunningProvider> {
  const port = await steadyPort();
  const issuer = `http://127.0.0.1:${String(port)}`;
  const handle = providerOf(issuer, redirectUri).callback();
  let server: Server;
  const start = async (): Promise<void> => {
    server = createServer((request, response) => void handle(request, response));
    await listen(server, port);
  };
  await start();
  return {
    config: { issuer, clientId: 'baton', clientSecret },
    start,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Signs in at the provider as `email`, from its first address to where it sends the browser back. */
export async function passProvider(url: string, email: string): Promise<URL> {
  const cookies = new Map<string, string>();
  const go = async (to: string, form?: Record<string, string>): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(to, {
      redirect: 'manual',
      headers: { cookie },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    return response;
  };
  const { origin } = new URL(url);
  let at = url;
  for (let step = 0; step < 12; step += 1) {
    const isPrompt = at.includes('/interaction/');
    const page = isPrompt ? await (await go(at)).text() : '';
    const form = page.includes('name="login"')
      ? { prompt: 'login', login: email, password: 'any' }
      : { prompt: 'consent' };
    const answer = await go(at, isPrompt ? form : undefined);
    const to = new URL(answer.headers.get('location') ?? '', at);
    if (to.origin !== origin) return to;
    at = to.href;
  }
  throw new Error(`the provider leads in circles: ${at}`);
}
