import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leakRun } from '../../soak/bot-leak-run.js';
import { testBaton, type TestBaton } from '../support/baton.ts';

let baton: TestBaton;

beforeAll(async () => {
  baton = await testBaton();
  await baton.pool.query('update agents set capacity = 1000 where tenant = $1', [baton.tenant]);
});

afterAll(async () => {
  await baton.close();
});

describe('a bot that goes on answering while the conversation is taken from it', () => {
  it('has no message accepted after the acknowledged takeover, and none behind it in the log', async () => {
    const { figures, faults } = await leakRun({ ...baton, agent: 'ana' }, 30, 6);
    expect(faults).toEqual([]);
    expect(figures['takeovers']).toBe(30);
    expect(figures['bot turns taken before']).toBeGreaterThan(0);
    expect(figures['bot turns refused']).toBeGreaterThan(30);
  });
});
