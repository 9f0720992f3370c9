import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { featureCatalogue } from '../../src/domain/features-catalogue.ts';
import { emptyMemory, readTurn } from '../../src/domain/features.ts';
import type { Turn, ToolCall } from '../../src/domain/turn.ts';
import type { TurnRole } from '../../src/domain/words.ts';
import { wishesByLanguage } from '../support/wishes/all.ts';

function read(content: string, role: TurnRole = 'customer') {
  return readTurn(emptyMemory(), { id: 't', role, content }, 1);
}

function readAll(turns: [TurnRole, string][]) {
  let memory = emptyMemory();
  const readings = turns.map(([role, content], index) => {
    const reading = readTurn(memory, { id: `t${index}`, role, content }, index + 1);
    memory = reading.memory;
    return reading;
  });
  return readings.at(-1)!;
}

/** What an assistant's turn shows after these tools were called. */
function afterCalls(tools: string[], content: string) {
  const tool_calls = tools.map((name) => ({ name, arguments: {} }));
  const called: Turn = { id: 't1', role: 'assistant', content: '', tool_calls };
  const { memory } = readTurn(emptyMemory(), called, 1);
  return readTurn(memory, { id: 't2', role: 'assistant', content }, 2).features;
}

describe('risk topics', () => {
  it.each([
    ['topic_billing_dispute', 'I was charged twice', true],
    ['topic_billing_dispute', 'Use my credit card as payment method for the bill', false],
    ['topic_billing_dispute', 'What is the charge for a second bag?', false],
    ['topic_legal', 'I will sue you', true],
    ['topic_legal', 'My legal name is Sue Court', false],
    ['topic_security', 'Someone used my card without asking', true],
    ['topic_security', 'My luggage was delayed', false],
    ['topic_safety', 'The charger caught fire', true],
    ['security_lock', 'My SIM card is locked with a PIN code', true],
    ['topic_legal', 'Ich gehe zum Anwalt', true],
    ['topic_security', 'Mi cuenta fue hackeada', true],
  ])('%s in "%s" is %s', (feature, text, expected) => {
    expect(read(text).features[feature]).toBe(expected);
  });
});

describe('a lock for security', () => {
  it.each([
    ['SIM card status: locked', true],
    ['It says SIM Card Status: locked_pin', true],
    ['the SIM is PIN-locked', true],
    ['my phone asks for the SIM PIN', true],
    ['My account is locked due to too many attempts', true],
    ['my SIM is not locked', false],
    ["The SIM card isn't locked with a PIN", false],
    ['let me check whether the SIM is locked', false],
    ['SIM is active, not locked', false],
  ])('in "%s" is %s', (text, expected) => {
    expect(read(text).features['security_lock']).toBe(expected);
  });
});

describe("a record in a tool's answer", () => {
  it.each([
    [
      '{"status": "Suspended", "contract_end_date": "2025-01-31", "suspension_start_date": "2025-02-25"}',
      true,
      true,
    ],
    [
      '{"status": "Suspended", "contract_end_date": "2026-12-31", "suspension_start_date": "2025-02-25"}',
      true,
      false,
    ],
    [
      '{"status": "Active", "contract_end_date": "2025-01-31", "suspension_start_date": null}',
      false,
      false,
    ],
    [
      '[{"status":"Active","contractEndDate":"2024-01-31"},{"status":"blocked","blockedAt":"2025-02-25"}]',
      true,
      false,
    ],
    ['Status: suspended', true, false],
  ])('%s: blocked %s, over before %s', (text, blocked, ended) => {
    const { features } = read(text, 'tool');
    expect([features['record_blocked'], features['record_ended']]).toEqual([blocked, ended]);
  });
});

describe('an assistant', () => {
  it('is heard refusing, offering and announcing', () => {
    const refused = read("I'm unable to change that.", 'assistant').features;
    expect(refused['refuses']).toBe(true);
    const offer = read('I can connect you with a human agent.', 'assistant').features;
    expect([offer['offers_person'], offer['announces_transfer']]).toEqual([true, false]);
    const said = read("I'm transferring you to a human agent now.", 'assistant').features;
    expect(said['announces_transfer']).toBe(true);
  });

  it.each([
    ['en', "I've just cancelled your order and you will get a mail."],
    ['de', 'Ich habe Ihre Bestellung 4711 soeben storniert.'],
    ['es', 'Ya he cancelado su pedido.'],
    ['fr', "J'ai bien annulé votre commande."],
    ['pt', 'Já cancelei o seu pedido.'],
    ['it', 'Ho appena annullato il suo ordine.'],
    ['nl', 'Ik heb uw bestelling zojuist geannuleerd.'],
    ['zh', '已经为您取消订单。'],
  ])('that says it did what no tool of its could do is heard (%s)', (_language, claim) => {
    const claims = (tools: string[]) => afterCalls(tools, claim)['unbacked_claim'];
    expect(claims(['get_order', 'getCustomer', 'shop.find-order'])).toBe(true);
    expect(claims(['get_order', 'cancel_order'])).toBe(false);
    // Its tools are not sent to us: nothing is known of what it did.
    expect(claims([])).toBe(false);
  });

  it.each([
    'Once I have cancelled the order you will get a mail.',
    'Have I cancelled the right order?',
    'I have not cancelled anything yet.',
    'Ich habe die Bestellung noch nicht storniert.',
    'Your order has been delivered.',
  ])('that claims nothing is not held to it: %s', (text) => {
    expect(afterCalls(['get_order'], text)['unbacked_claim']).toBe(false);
  });

  it('that repeats itself is counted, and another answer ends the row', () => {
    const same = 'Please reset your router and wait two minutes for the lights';
    const row = readAll([
      ['assistant', same],
      ['assistant', same],
      ['assistant', `${same}.`],
    ]);
    expect(row.features['assistant_repeats_in_a_row']).toBe(2);
    const ended = readAll([
      ['assistant', same],
      ['assistant', same],
      ['assistant', 'Your invoice was sent to the address on file today'],
    ]);
    expect(ended.features['assistant_repeats_in_a_row']).toBe(0);
  });

  it('calling a handoff tool asks for a handoff', () => {
    const tool_calls: ToolCall[] = [{ name: 'transfer_to_human_agents', arguments: {} }];
    const turn: Turn = { id: 't', role: 'assistant', content: '', tool_calls };
    expect(readTurn(emptyMemory(), turn, 1).features['handoff_tool_called']).toBe(true);
  });
});

describe('readTurn', () => {
  const role = fc.constantFrom<TurnRole>('customer', 'assistant', 'tool', 'agent');
  const content = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc.constantFrom(...wishesByLanguage.en.wishes, ...wishesByLanguage.de.noWishes),
  );

  it('takes any text, is deterministic, changes nothing it was given and names only known features', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(role, content), { maxLength: 8 }), (turns) => {
        let memory = emptyMemory();
        turns.forEach(([speaker, text], index) => {
          const turn: Turn = { id: 'x', role: speaker, content: text };
          const frozen = JSON.stringify(memory);
          const reading = readTurn(memory, turn, index + 1);
          expect(readTurn(JSON.parse(frozen), turn, index + 1)).toEqual(reading);
          expect(JSON.stringify(memory)).toBe(frozen);
          for (const name of Object.keys(reading.features)) {
            expect(Object.hasOwn(featureCatalogue, name), name).toBe(true);
          }
          for (const { start = 0, end = 0 } of reading.evidence) {
            expect(start >= 0 && end >= start && end <= text.length).toBe(true);
          }
          memory = reading.memory;
        });
      }),
      { numRuns: 150 },
    );
  });

  it('names only known features for every signal', () => {
    const signals = {
      confidence: 0.1,
      retrieval_score: 0.2,
      intent: 'refund',
      topic: 'billing',
      sentiment: -1,
      unanswered: true,
      policy_block: true,
      identity_check: 'failed' as const,
      urgency: 'high' as const,
      handoff_requested: true,
      handoff_reason: 'urgency' as const,
      opinion: { action: 'handoff' as const, confidence: 0.9 },
    };
    const { features } = readTurn(
      emptyMemory(),
      { id: 't', role: 'assistant', content: 'x', signals },
      1,
    );
    for (const name of Object.keys(features)) {
      expect(Object.hasOwn(featureCatalogue, name), name).toBe(true);
    }
    expect(features['signal_opinion_confidence']).toBe(0.9);
  });

  it('remembers at most 3 KB after 500 turns, and no word of them', () => {
    let memory = emptyMemory();
    for (let index = 0; index < 500; index += 1) {
      const text = `Secretword${index} ${'lorem ipsum dolor sit amet consectetur'.repeat(9)} ${index * 7919} no, that is not what I asked`;
      const role = index % 2 === 0 ? 'customer' : 'assistant';
      memory = readTurn(memory, { id: `t${index}`, role, content: text }, index + 1).memory;
    }
    const stored = JSON.stringify(memory);
    expect(stored.length).toBeLessThanOrEqual(3_072);
    expect(stored.toLowerCase()).not.toMatch(/secretword|lorem/);
  });

  it.each([
    ['one letter', 'a'],
    ['emoji', '\u{1f600}'],
    ['zero-width characters', '\u200b'],
    ['spaces', ' '],
    ['negations', "don't want "],
    ['wishes that go nowhere', 'talk to a real '],
    ['denied wishes', "i don't want to talk to an agent "],
    ['marks', '!?.'],
    ['line breaks', '\n'],
    ['Chinese', '\u8bf7\u8f6c'],
    ['brackets', '{"a":['],
  ])('reads 50,000 characters of %s in time that grows with their number only', (_title, unit) => {
    const time = (size: number): number => {
      const turn: Turn = { id: 't', role: 'customer', content: unit.repeat(size / unit.length) };
      const runs = [0, 1, 2].map(() => {
        // Processor time: what else the machine does meanwhile must not count.
        const begin = process.cpuUsage();
        readTurn(emptyMemory(), turn, 1);
        const { user, system } = process.cpuUsage(begin);
        return (user + system) / 1e3;
      });
      return Math.min(...runs);
    };
    time(1_000);
    const short = time(12_500);
    const long = time(50_000);
    expect(long).toBeLessThan(Math.max(short, 2) * 12);
  });
});
