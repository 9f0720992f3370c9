import { describe, expect, it } from 'vitest';
import { readRequest } from '../../src/domain/features-request.ts';
import { readText } from '../../src/domain/features-text.ts';
import { emptyMemory, readTurn } from '../../src/domain/features.ts';
import { lexicons } from '../../src/domain/lexicon/all.ts';
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

describe.each(Object.entries(wishesByLanguage))('in %s', (_language, sentences) => {
  it.each(sentences.wishes)('a wish is heard in "%s"', (text) => {
    expect(read(text).features['explicit_request']).toBe(true);
  });

  it.each(sentences.noWishes)('none is heard in "%s"', (text) => {
    expect(read(text).features['explicit_request']).toBe(false);
  });

  it('a wish is heard beside words of another language, and in capitals', () => {
    for (const text of sentences.wishes) {
      const shouted = read(`Thanks for that. ${text.toUpperCase()}`);
      expect(shouted.features['explicit_request'], text).toBe(true);
    }
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
      'a yes of its own, with more behind it, accepts',
      question,
      'Yes. My number is on file, and I need this solved today, it has been two weeks.',
      true,
    ],
    [
      'an okay before an objection does not',
      question,
      'Oh, okay. But can you not make an exception?',
      false,
    ],
    ['taking it by its name accepts', question, "Fine, let's do the transfer", true],
    [
      'taking one of two choices by its name accepts',
      'Shall I search, or transfer you to a human agent?',
      "Let's go with the transfer",
      true,
    ],
    [
      'a yes to another question beside it does not',
      'You may contact a human agent. Shall I issue the certificate?',
      'Yes, please proceed with the certificate',
      false,
    ],
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

describe('a request read in all languages', () => {
  it('is the same as in those the text is taken for', () => {
    for (const { wishes: asked, noWishes: others } of Object.values(wishesByLanguage))
      for (const text of [...asked, ...others]) {
        const { kind } = readRequest(readText(text), lexicons, 'none');
        const misspelled = text.match(/represen|humna|supervisior|agnet|custmer|transfr|speek/);
        if (misspelled === null)
          expect(kind !== null, text).toBe(read(text).features['explicit_request']);
      }
  });
});
