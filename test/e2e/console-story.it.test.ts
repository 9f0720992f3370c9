import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/baton.ts';
import { complaintsOf, hasChromium, openStage, type ConsoleStage } from '../support/console.ts';
import { openShop, type Shop } from '../support/shop.ts';
import { setOnline } from '../support/tenant.ts';

describe.skipIf(!hasChromium)('a customer in the widget and an agent in the inbox', () => {
  let stage: ConsoleStage;
  let shop: Shop;

  beforeAll(async () => {
    stage = await openStage();
    const { pool, tenant } = stage.baton;
    await pool.query('update queues set offer_timeout_seconds = 300 where tenant = $1', [tenant]);
    shop = await openShop(stage);
    await setOnline(pool, tenant, 'ana');
  });
  afterAll(async () => {
    shop.close();
    await stage.close();
  });

  const turnsOf = async (content: string): Promise<number> => {
    const { rows } = await stage.baton.pool.query<{ count: number }>(
      'select count(*)::int as count from turns where tenant = $1 and content = $2',
      [stage.baton.tenant, content],
    );
    return rows[0]?.count ?? 0;
  };

  it('go from offer to outcome by keyboard; drafts are kept, messages sent once over reload, loss and double press', async () => {
    const customer = await shop.visit('My parcel W-4711 is lost.');
    const agent = await stage.open({ role: 'agent', agent: 'ana' }, '/inbox');

    await agent.getByRole('list').getByRole('button', { name: 'Accept' }).waitFor();
    await agent.keyboard.press('a');
    await agent.getByRole('heading', { name: 'What the customer wants' }).waitFor();
    await agent.getByRole('log').getByText('Handed off here').waitFor();
    const box = agent.getByLabel(/^Reply to/);
    await box.waitFor();

    await agent.keyboard.press('r');
    await agent.keyboard.type('Hello, I am Ana and look for it.');
    await customer.getByText('is typing').waitFor();
    // The next message is told of at once, however soon it is begun.
    const toldAgain = agent.waitForRequest('**/typing', { timeout: 10_000 });
    await agent.keyboard.press('Control+Enter');
    await agent.keyboard.type('N');
    await toldAgain;
    await customer.getByText('Hello, I am Ana and look for it.').waitFor();

    await box.fill('half a thought');
    await agent.reload();
    await box.waitFor();
    expect(await box.inputValue()).toBe('half a thought');

    // The network goes while a message is on its way; the page is loaded anew before it is back.
    await agent.route('**/replies', (route) => route.abort());
    await box.fill('It lies at the depot in Kiel.');
    await box.press('Control+Enter');
    await agent.getByRole('log').getByText('It lies at the depot in Kiel.').waitFor();
    expect(await box.inputValue()).toBe('');
    await agent.reload();
    await agent.getByRole('log').getByText('It lies at the depot in Kiel.').waitFor();
    expect(await turnsOf('It lies at the depot in Kiel.')).toBe(0);
    await agent.unroute('**/replies');
    await customer.getByText('It lies at the depot in Kiel.').waitFor();
    await agent.getByRole('status').filter({ hasText: 'Sending' }).waitFor({ state: 'detached' });
    expect(await turnsOf('It lies at the depot in Kiel.')).toBe(1);

    await box.fill('You have it tomorrow.');
    await agent.getByRole('button', { name: 'Send', exact: true }).dblclick();
    await customer.getByText('You have it tomorrow.').waitFor();
    expect(await turnsOf('You have it tomorrow.')).toBe(1);

    const here = agent.url();
    await agent.goBack();
    await agent.goForward();
    expect(agent.url()).toBe(here);
    await agent.getByRole('log').getByText('You have it tomorrow.').waitFor();

    await customer.getByLabel('Write a message').fill('Thank you!');
    await agent.getByText('is typing …').waitFor();
    await customer.keyboard.press('Enter');
    await agent.getByRole('log').getByText('Thank you!').waitFor();

    await agent.getByRole('log').focus();
    await agent.keyboard.press('e');
    await agent.getByLabel('Outcome').waitFor();
    await agent.getByRole('dialog').getByRole('button', { name: 'Resolve' }).focus();
    await agent.keyboard.press('Enter');
    const outcome = await eventually('the outcome is recorded', async () => {
      const { rows } = await stage.baton.pool.query<{ verdict: string }>(
        'select verdict from outcomes where tenant = $1',
        [stage.baton.tenant],
      );
      return rows[0];
    });
    expect(outcome.verdict).toBe('needed');
    await agent.getByText('The conversation is over.').waitFor();
    expect(complaintsOf(agent)).toEqual([]);
    await customer.context().close();
    await agent.context().close();
  });
});
