import { describe, expect, it } from 'vitest';
import { createTurnstile, type Entry } from '../../src/client/turnstile.ts';

const inAnHour = (): number => Date.now() + 3_600_000;

async function entered(waiting: Promise<Entry | false>): Promise<Entry> {
  const entry = await waiting;
  if (entry === false) throw new Error('turned away');
  return entry;
}

describe('the turnstile of a workflow', () => {
  it('lets as many in as there are places, then one for each who leaves, in their order', async () => {
    const turnstile = createTurnstile(2);
    const order: number[] = [];
    const come = (n: number): Promise<Entry> =>
      entered(turnstile.enter('a', inAnHour())).then((entry) => {
        order.push(n);
        return entry;
      });
    const [first, second] = [await come(1), await come(2)];
    const [third, fourth] = [come(3), come(4)];
    await Promise.resolve();
    expect(order).toEqual([1, 2]);
    second.leave();
    const inside = await third;
    expect(order).toEqual([1, 2, 3]);
    first.leave();
    await fourth;
    expect(order).toEqual([1, 2, 3, 4]);
    expect([first.waited, second.waited, inside.waited]).toEqual([false, false, true]);
  });

  it('keeps places apart', async () => {
    const turnstile = createTurnstile(1);
    await entered(turnstile.enter('a', inAnHour()));
    expect((await entered(turnstile.enter('b', inAnHour()))).waited).toBe(false);
  });

  it('turns away who waited until the deadline, and those behind still come in', async () => {
    const turnstile = createTurnstile(1);
    const first = await entered(turnstile.enter('a', inAnHour()));
    const late = turnstile.enter('a', Date.now() + 20);
    const patient = turnstile.enter('a', inAnHour());
    expect(await late).toBe(false);
    first.leave();
    const next = await entered(patient);
    next.leave();
    expect((await entered(turnstile.enter('a', inAnHour()))).waited).toBe(false);
  });
});
