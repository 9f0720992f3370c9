import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Inbox, type Waiting } from '../../src/workflows/inbox.ts';

function entry(id: string, at = 0, sequence?: number): Waiting {
  const turn = sequence === undefined ? { id } : { id, sequence };
  return { command: { type: 'turn', id, turns: [turn] }, at, settle: null };
}

function filled(...entries: Waiting[]): Inbox {
  const inbox = new Inbox();
  for (const each of entries) inbox.push(each);
  return inbox;
}

/** Takes all that is ready, as the loop does: the last number stored follows what was taken. */
function takeAll(inbox: Inbox, now: number, last: number | null = null): string[] {
  const ids: string[] = [];
  let known = last;
  for (;;) {
    expect(inbox.hasReady(known, now)).toBe(filledCopyHas(inbox, known, now));
    const next = inbox.take(known, now);
    if (next === undefined) return ids;
    ids.push(next.command.id);
    const { turns } = next.command as { turns?: { sequence?: number }[] };
    known = Math.max(known ?? 0, turns?.[0]?.sequence ?? 0) || known;
  }
}

/** `hasReady` and `take` agree: what is said to be ready can be taken. */
function filledCopyHas(inbox: Inbox, last: number | null, now: number): boolean {
  const taken = inbox.take(last, now);
  if (taken === undefined) return false;
  inbox.putBack(taken);
  return true;
}

describe('Inbox', () => {
  it('keeps the order of commands without numbers', () => {
    expect(takeAll(filled(entry('a'), entry('b'), entry('c')), 0)).toEqual(['a', 'b', 'c']);
  });

  it("restores the sender's order when the missing turn comes in time", () => {
    const inbox = filled(entry('c', 0, 3), entry('b', 100, 2));
    expect(takeAll(inbox, 1_999)).toEqual([]);
    inbox.push(entry('a', 1_999, 1));
    expect(takeAll(inbox, 1_999)).toEqual(['a', 'b', 'c']);
  });

  it('lets other commands pass those that are held', () => {
    const resolve: Waiting = { command: { type: 'resolve', id: 'r' }, at: 0, settle: null };
    expect(takeAll(filled(entry('b', 0, 2), resolve, entry('x')), 0)).toEqual(['r', 'x']);
  });

  it('holds no turn longer than two seconds, also when another one came later', () => {
    const inbox = filled(entry('j', 0, 10), entry('i', 1_900, 9));
    expect(inbox.holdUntil()).toBe(2_000);
    expect(inbox.hasReady(null, 1_999)).toBe(false);
    expect(takeAll(inbox, 2_000)).toEqual(['i', 'j']);
  });

  it('holds no more than five turns', () => {
    const five = [9, 8, 7, 6, 5].map((n) => entry(`n${n}`, 0, n));
    expect(takeAll(filled(...five), 0)).toEqual([]);
    expect(takeAll(filled(...five, entry('n4', 0, 4)), 0)).toEqual([
      'n4',
      'n5',
      'n6',
      'n7',
      'n8',
      'n9',
    ]);
  });

  it('a number that is behind or next is never held', () => {
    expect(takeAll(filled(entry('a', 0, 3), entry('b', 0, 1), entry('c', 0, 4)), 0, 3)).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it('puts a command back in front of the others', () => {
    const inbox = filled(entry('a'), entry('b'));
    const first = inbox.take(null, 0);
    if (first !== undefined) inbox.putBack(first);
    expect(takeAll(inbox, 0)).toEqual(['a', 'b']);
  });

  it('nothing is lost or doubled, nothing waits past its time, whatever comes', () => {
    const arrival = fc.record({
      wait: fc.nat(900),
      sequence: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 20 }), (arrivals) => {
        const inbox = new Inbox();
        const taken: string[] = [];
        let now = 0;
        let last: number | null = null;
        arrivals.forEach(({ wait, sequence }, n) => {
          now += wait;
          inbox.push(entry(`e${n}`, now, sequence));
          for (let next = inbox.take(last, now); next; next = inbox.take(last, now)) {
            taken.push(next.command.id);
            const [first] = next.command['turns'] as { sequence?: number }[];
            last = Math.max(last ?? 0, first?.sequence ?? 0);
          }
          expect(inbox.holdUntil() ?? Infinity).toBeGreaterThan(now);
          expect(inbox.size).toBeLessThanOrEqual(5);
        });
        taken.push(...takeAll(inbox, now + 2_000, last));
        expect(inbox.size).toBe(0);
        expect([...taken].sort()).toEqual(arrivals.map((_, n) => `e${n}`).sort());
      }),
      { numRuns: 500 },
    );
  });

  it('answers those who wait when it cannot be done, and keeps what nobody waits for', () => {
    const told: unknown[] = [];
    const inbox = filled({ ...entry('a'), settle: (outcome) => told.push(outcome) }, entry('b'));
    expect(inbox.hasCallers).toBe(true);
    const failed = { kind: 'failed' as const, code: 'store_unavailable', message: 'away' };
    inbox.refuseCallers(failed);
    expect([told, inbox.hasCallers]).toEqual([[failed], false]);
    expect(takeAll(inbox, 0)).toEqual(['b']);
  });
});
