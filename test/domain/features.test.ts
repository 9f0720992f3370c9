import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { featureCatalogue } from '../../src/domain/features-catalogue.ts';
import { emptyMemory, readTurn } from '../../src/domain/features.ts';
import type { Turn, ToolCall } from '../../src/domain/turn.ts';
import type { TurnRole } from '../../src/domain/words.ts';

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

const wishes = [
  'Can I talk to a human?',
  'agent',
  'AGENT!!!',
  'Representative please',
  'speak to someone',
  'get me a manager',
  'Let me speak with your supervisor.',
  'Is there someone else I could speak to about this?',
  'transfer me now',
  'No, I want to talk to a real person',
  "I don't want to talk to a bot",
  'Why can\u2019t I speak to a human?',
  'Stop. Put me through to customer service',
  'I\u2019ve asked three times to speak with an agent',
  'You are not helping. I need an actual human being.',
  "If you can't fix it, please connect me with an agent",
  'How do I reach a live agent?',
  'please escalate this to your manager',
  "I won't wait until tomorrow, get me a supervisor",
  'can someone call me back?',
  'pls connect me w an agent',
  'Enough. Give me a person.',
  'I want a person',
  'I need a human being.',
  'I don\u2019t understand this, please transfer me to a representative',
  'I need to speak to so\u200bmeone',
  '\uff49 want a human',
  'Quiero hablar con una persona',
  'P\u00e1seme con un agente, por favor',
  'agente humano',
  'Je veux parler \u00e0 un conseiller',
  'Pouvez-vous me transf\u00e9rer vers un humain ?',
  'Ich m\u00f6chte mit einem Mitarbeiter sprechen',
  'Verbinden Sie mich bitte mit einem Menschen',
  'Quero falar com um atendente',
  'Me transfira para um humano',
  'Vorrei parlare con un operatore',
  'Mi passi un operatore, per favore',
  'Ik wil met een medewerker spreken',
  'Kan ik een echt persoon spreken? Ik wil een medewerker',
  '\u8f6c\u4eba\u5de5',
  '\u6211\u8981\u627e\u4eba\u5de5\u5ba2\u670d',
  '\u8bf7\u5e2e\u6211\u8f6c\u63a5\u771f\u4eba\u5ba2\u670d',
];

const noWishes = [
  "I don't need an agent",
  'no human needed',
  'No need to transfer me to an agent, thanks',
  'I would rather not speak to a representative',
  "Please don't transfer me to anyone",
  'My travel agent booked it',
  'I spoke to a representative yesterday',
  'I was told to contact customer service about my refund',
  'The agent said it would arrive on Monday',
  'Do I need to talk to an agent for this?',
  "If I need an agent, I'll let you know",
  'Can someone help me with my order?',
  'What are the working hours of your agents?',
  'I need to add a person to my booking',
  'I need a person added to the booking',
  'Please transfer the money to my account',
  'How can my customers talk to an agent in your product?',
  'I work in human resources',
  'I am a property manager and need an invoice',
  'No necesito un agente',
  'Mi agente de viajes hizo la reserva',
  "Je n'ai pas besoin d'un conseiller",
  'Ich brauche keinen Mitarbeiter',
  'Ich habe gestern mit einem Mitarbeiter gesprochen',
  'N\u00e3o preciso de um atendente',
  'Non ho bisogno di un operatore',
  'Ik hoef geen medewerker te spreken',
  '\u4e0d\u7528\u8f6c\u4eba\u5de5',
  '\u4eba\u5de5\u667a\u80fd\u662f\u4ec0\u4e48',
  'Can I bring another person on the flight?',
  'Is this a human or a bot?',
  'Thanks, that works',
];

describe('a wish for a person', () => {
  it.each(wishes)('is heard in "%s"', (text) => {
    const { features, evidence } = read(text);
    expect(features['explicit_request']).toBe(true);
    const span = evidence.find((item) => item.feature === 'explicit_request');
    expect(span?.end).toBeGreaterThan(span?.start ?? 0);
    expect(span?.end).toBeLessThanOrEqual(text.length);
  });

  it.each(noWishes)('is not heard in "%s"', (text) => {
    expect(read(text).features['explicit_request']).toBe(false);
  });

  it('points at the words of the turn as they were sent', () => {
    const text = 'Caf\u00e9  \u201cno\u201d.\n\nPlease   transfer me to a human agent';
    const { evidence } = read(text);
    const span = evidence.find((item) => item.feature === 'explicit_request');
    expect(text.slice(span?.start, span?.end)).toContain('transfer me to a human agent');
  });
});

describe('the answer to an offer of a person', () => {
  const question = 'That is beyond me. Would you like me to transfer you to a human agent?';
  it.each([
    ['a yes accepts', question, 'Yes, please.', true],
    ['a yes in Spanish accepts', question, 'S\u00ed, por favor', true],
    ['a no does not', question, 'No, thanks', false],
    ['silence about it does not', question, 'I have a blue one', false],
    [
      'a yes to a choice does not',
      'Shall I search, or transfer you to a human agent?',
      'Yes',
      false,
    ],
    ['a yes without an offer does not', 'Shall I cancel it?', 'Yes', false],
  ])('%s', (_title, offer, answer, accepted) => {
    const { features } = readAll([
      ['assistant', offer],
      ['customer', answer],
    ]);
    expect(features['explicit_request']).toBe(accepted);
  });
});

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

describe('an assistant', () => {
  it('is heard refusing, offering and announcing', () => {
    const refused = read("I'm unable to change that.", 'assistant').features;
    expect(refused['refuses']).toBe(true);
    const offer = read('I can connect you with a human agent.', 'assistant').features;
    expect([offer['offers_person'], offer['announces_transfer']]).toEqual([true, false]);
    const said = read("I'm transferring you to a human agent now.", 'assistant').features;
    expect(said['announces_transfer']).toBe(true);
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
    fc.constantFrom(...wishes, ...noWishes),
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
