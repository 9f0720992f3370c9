import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { takeEvent } from '../../../src/cli/simulate/stream.ts';
import type { StreamedEvent } from '../../../src/cli/simulate/observations.ts';

function readInPieces(text: string, cuts: readonly number[]): StreamedEvent[] {
  const events: StreamedEvent[] = [];
  let buffer = '';
  let from = 0;
  for (const cut of [...cuts]
    .map((one) => one % (text.length + 1))
    .sort((a, b) => a - b)
    .concat(text.length)) {
    buffer += text.slice(from, cut);
    from = Math.max(from, cut);
    for (let taken = takeEvent(buffer); taken !== null; taken = takeEvent(buffer)) {
      buffer = taken.rest;
      if (taken.event !== null) events.push(taken.event);
    }
  }
  return events;
}

describe('server-sent events', () => {
  test('an event is given once it is complete, with sequence, type and data', () => {
    expect(takeEvent('id: 3\nevent: turn.created\ndata: {"a":1}\n')).toBeNull();
    expect(takeEvent('id: 3\nevent: turn.created\ndata: {"a":1}\n\nid: 4')).toEqual({
      event: { id: 3, type: 'turn.created', data: { a: 1 } },
      rest: 'id: 4',
    });
  });

  test('heartbeats and retry hints are no events', () => {
    expect(takeEvent(': still here\n\n')).toEqual({ event: null, rest: '' });
    expect(takeEvent('retry: 1000\n\n')).toEqual({ event: null, rest: '' });
  });

  test('wherever the network cuts the text, the same events come out', () => {
    const ids = fc.array(fc.nat({ max: 99 }), { maxLength: 8 });
    fc.assert(
      fc.property(ids, fc.array(fc.nat(), { maxLength: 12 }), (sequence, cuts) => {
        const text = sequence
          .map((id) => `id: ${id}\nevent: e\ndata: {"n":${id}}\n\n: beat\n\n`)
          .join('');
        expect(readInPieces(text, cuts).map(({ id }) => id)).toEqual(sequence);
      }),
    );
  });
});
