import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createDataKeyStore } from '../../src/adapters/crypto/data-key-store.ts';
import { decode } from '../../src/cli/services.ts';
import { conversationWorkflowId } from '../../src/domain/ids.ts';
import { eventually } from '../support/baton.ts';
import { casePlay } from '../support/console-cases.ts';
import { hasChromium, openStage, shoot, type ConsoleStage } from '../support/console.ts';
import { scriptOf } from './inbox-stories.ts';

const uiUrl = inject('stack').temporalUiUrl;

describe.skipIf(!hasChromium || uiUrl === null)('the Temporal UI', () => {
  let stage: ConsoleStage;
  let firstRun = '';

  const runOf = async (): Promise<string> => {
    const ref = { tenant: stage.baton.tenant, conversation: 'linked' };
    const handle = stage.baton.client.workflow.getHandle(conversationWorkflowId(ref));
    return (await handle.describe()).runId;
  };

  beforeAll(async () => {
    stage = await openStage({ rollAfterEvents: 20 }, ({ pool, keyring }) => {
      const places = { databaseUrl: '', temporalAddress: undefined, namespace: 'default' };
      const parts = {
        keys: createDataKeyStore(pool, keyring),
        pool,
        places: { ...places, masterKeys: [] },
      };
      return Promise.resolve({
        temporalUiUrl: uiUrl,
        decodePayloads: (request) => decode(parts, request),
      });
    });
    const play = await casePlay(stage);
    await play.begin(scriptOf('linked'));
    firstRun = await runOf();
    let said = 0;
    await eventually('the workflow goes on in another run', async () => {
      said += 1;
      await play.say('linked', `more-${String(said)}`, 'Still waiting');
      return (await runOf()) !== firstRun;
    });
  });

  afterAll(async () => {
    await stage.close();
  });

  /** As Settings, System says. */
  async function setCodecServer(ui: Page): Promise<void> {
    await ui.getByTestId('data-encoder-status').click();
    await ui.getByRole('button', { name: /^Use Cluster-level setting/ }).click();
    await ui.getByText('Use my browser setting').click();
    await ui.getByLabel('Codec Server browser endpoint').fill(`${stage.url}/codec`);
    await ui.locator('#pass-access-credentials').focus();
    await ui.keyboard.press('Space');
    await ui.getByRole('button', { name: 'Apply' }).focus();
    await ui.keyboard.press('Enter');
    await ui.reload();
  }

  it('opens from a conversation at its present run, shows its payloads in clear, and leads back', async () => {
    const page = await stage.open({ role: 'admin' }, '/decisions/linked');
    const [ui] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Temporal' }).click(),
    ]);
    await ui.waitForURL(/\/history$/);
    const present = await runOf();
    expect(present).not.toBe(firstRun);
    expect(ui.url()).toContain(`/${present}/history`);
    await ui.getByText('encryption-key-id').first().waitFor();
    await setCodecServer(ui);
    const main = ui.locator('main');
    await main.getByText('"conversation"').first().waitFor();
    expect(await main.getByText('encryption-key-id').count()).toBe(0);
    expect(await main.innerText()).toContain(`"tenant": "${stage.baton.tenant}"`);
    await shoot(ui, 'temporal-ui-decoded');
    await ui.goto(ui.url().replace(/history$/, 'memo'));
    const back = await ui.getByText(`${stage.url}/decisions/`).innerText();
    const [url = ''] = /http[^"\s]+/.exec(back) ?? [];
    await ui.goto(url);
    await ui.getByRole('heading', { name: 'linked' }).waitFor();
    await page.context().close();
  });
});
