/** A site with visitors, for one test file. */
import { signIdentity } from '../../src/adapters/crypto/identity-token.ts';
import { call, keyOf, testApi, type Answered, type Json, type TestApi } from './api.ts';
import { eventually, testBaton, type TestBaton } from './baton.ts';

export interface Visitor {
  token: string;
  conversation: string;
}

interface Site {
  id: string;
  identity_secret: string;
}

export const origin = 'https://shop.example.com';

/** What visitors of the site do, and what others do with their conversations. */
export class VisitorGround {
  readonly baton: TestBaton;
  readonly api: TestApi;
  readonly backend: string;
  readonly operator: string;
  site: Site = { id: '', identity_secret: '' };

  constructor(parts: { baton: TestBaton; api: TestApi; backend: string; operator: string }) {
    this.baton = parts.baton;
    this.api = parts.api;
    this.backend = parts.backend;
    this.operator = parts.operator;
  }

  async newSite(more: object): Promise<Site> {
    const made = await call(this.api.app, this.operator, 'POST', '/v1/widget-sites', {
      body: { name: 'Shop', ...more },
    });
    if (made.status !== 201) throw new Error(`no site: ${made.status}`);
    return made.body as Site;
  }

  open(body: object, headers: Record<string, string> = { origin }): Promise<Answered> {
    const wanted = { body: { site: this.site.id, ...body }, headers };
    return call(this.api.app, null, 'POST', '/v1/visitor/session', wanted);
  }

  async visit(body: object = {}): Promise<Visitor> {
    const opened = await this.open(body);
    if (opened.status !== 200) throw new Error(`not let in: ${opened.status}`);
    return opened.body as Visitor;
  }

  as({ token }: Visitor, method: string, path: string, body?: object): Promise<Answered> {
    const options = body === undefined ? {} : { body };
    return call(this.api.app, token, method, `/v1/visitor${path}`, options);
  }

  write(visitor: Visitor, id: string, content: string): Promise<Answered> {
    return this.as(visitor, 'POST', '/turns', { id, content });
  }

  sign(subject: string, secret = this.site.identity_secret): string {
    const person = { subject, name: 'Kim', email: 'kim@example.com' };
    return signIdentity(person, { site: this.site.id, secret, now: Date.now() });
  }

  /** The agent takes the visitor's case; their key. */
  async heldBy(agent: string, visitor: Visitor): Promise<string> {
    const { app } = this.api;
    const key = await keyOf(this.baton.pool, this.baton.tenant, 'agent', agent);
    await this.as(visitor, 'POST', '/handoff', {});
    const offer = await eventually('an offer', async () => {
      const { body } = await call(app, key, 'GET', '/v1/offers?state=pending');
      return body.data.find((made: Json) => made.conversation_id === visitor.conversation);
    });
    await call(app, key, 'POST', `/v1/offers/${offer.id}/accept`, { body: {} });
    return key;
  }

  async close(): Promise<void> {
    await this.api.close();
    await this.baton.close();
  }
}

/** A Baton with one site. */
export async function openVisitorGround(): Promise<VisitorGround> {
  const baton = await testBaton();
  const api = await testApi(baton.pool, baton.conversations);
  const backend = await keyOf(baton.pool, baton.tenant, 'backend');
  const operator = await keyOf(baton.pool, baton.tenant, 'operator');
  const ground = new VisitorGround({ baton, api, backend, operator });
  ground.site = await ground.newSite({ origins: [origin] });
  return ground;
}
