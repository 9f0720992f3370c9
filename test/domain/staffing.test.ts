import { describe, expect, it } from 'vitest';
import { agentsNeeded, chanceOfWaiting, servedWithin } from '../../src/domain/staffing.ts';

describe('Erlang C', () => {
  // Textbook: 100 calls in half an hour of 3 minutes each are 10 erlangs; 14 agents take 88.8 % within 20 seconds.
  it('agrees with the textbook', () => {
    const demand = { arrivalsPerHour: 200, handleSeconds: 180 };
    expect(chanceOfWaiting(14, 10)).toBeCloseTo(0.174, 3);
    expect(servedWithin(14, demand, 20)).toBeCloseTo(0.888, 3);
    expect(agentsNeeded(demand, { share: 0.8, withinSeconds: 20 })).toBe(14);
  });

  it('says that a queue grows without end where agents are no more than the load', () => {
    expect(servedWithin(10, { arrivalsPerHour: 200, handleSeconds: 180 }, 3_600)).toBe(0);
    expect(chanceOfWaiting(10, 10)).toBe(1);
  });

  it('needs nobody where nothing comes, and somebody where anything does', () => {
    const level = { share: 0.8, withinSeconds: 120 };
    expect(agentsNeeded({ arrivalsPerHour: 0, handleSeconds: 300 }, level)).toBe(0);
    expect(agentsNeeded({ arrivalsPerHour: 0.01, handleSeconds: 300 }, level)).toBe(1);
  });
});
