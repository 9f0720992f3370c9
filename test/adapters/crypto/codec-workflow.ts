import {
  ApplicationFailure,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  upsertMemo,
} from '@temporalio/workflow';

export interface CodecActivities {
  echo: (text: string) => Promise<string>;
  fail: (text: string) => Promise<string>;
}

const remote = proxyActivities<CodecActivities>({
  startToCloseTimeout: '10s',
  retry: { maximumAttempts: 1 },
});
const local = proxyLocalActivities<CodecActivities>({
  startToCloseTimeout: '5s',
  retry: { maximumAttempts: 1 },
});

export const say = defineUpdate<string, [string]>('say');
export const refuse = defineUpdate<string, [string]>('refuse');
export const validated = defineUpdate<string, [string]>('validated');
export const hear = defineSignal<[string]>('hear');
export const roll = defineSignal('roll');
export const finish = defineSignal<[string]>('finish');
export const told = defineQuery<string, [string]>('told');
export const broken = defineQuery<string, [string]>('broken');

/** Carries one secret text through every kind of payload and failure Temporal stores. */
export async function secretive(secret: string, carried: string): Promise<string> {
  const run = { heard: carried, roll: false, end: '' };
  setHandler(say, async (text) => (await local.echo(text)) + (await remote.echo(text)));
  setHandler(refuse, async (text) => {
    await local.fail(text).catch(() => 'failed');
    return remote.fail(text);
  });
  setHandler(validated, (text) => text, {
    validator: (text) => {
      throw ApplicationFailure.nonRetryable(`refused ${text}`, 'refused', { text });
    },
  });
  setHandler(hear, (text) => void (run.heard += text));
  setHandler(told, (text) => run.heard + text);
  setHandler(broken, (text) => {
    throw new Error(`broken ${text}`);
  });
  setHandler(roll, () => void (run.roll = true));
  setHandler(finish, (text) => void (run.end = text));
  upsertMemo({ note: secret });
  await condition(() => run.roll || run.end !== '');
  if (run.roll) await continueAsNew<typeof secretive>(secret, run.heard);
  throw ApplicationFailure.nonRetryable(`the end of ${run.end}`, 'ended', { text: run.end });
}
