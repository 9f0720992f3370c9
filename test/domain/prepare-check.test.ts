import { describe, expect, it } from 'vitest';
import type { Brief, BriefFields, BriefLine, BriefSection } from '../../src/domain/brief.ts';
import { checkBrief } from '../../src/domain/prepare-check.ts';
import { refundCase } from '../support/transcripts.ts';

const { turns } = refundCase();

const noFields: BriefFields = {
  intent: null,
  desired_outcome: null,
  account: [],
  entities: [],
  attempted_steps: [],
  sentiment: null,
  urgency: null,
  language: null,
  next_action: null,
  open_questions: [],
  promises: [],
};

function checkFields(fields: Partial<BriefFields>): Brief {
  return checkBrief(
    {
      version: 1,
      writer: 'm',
      lines: [],
      fields: { ...noFields, ...fields },
      supported: 0,
      dropped: 0,
    },
    turns,
  );
}

function checkLine(text: string, cited: number[]): BriefLine[] {
  const line: BriefLine = { section: 'facts', text, turns: cited };
  return checkBrief(
    { version: 1, writer: 'm', lines: [line], fields: noFields, supported: 0, dropped: 0 },
    turns,
  ).lines;
}

describe('a line stays when the cited turns hold it', () => {
  it.each<[string, string, number[]]>([
    ['an id with or without its sign', 'The customer wants money back for order A-20417', [2]],
    ['a date in another form', 'The window closed on 2024-03-01', [7]],
    ['a date without its year', 'The window closed on March 1', [6]],
    ['an e-mail in another case', 'Reach them at nora.lind@example.com', [2]],
    ['an amount in another form', 'Return postage is 12.5 USD', [12]],
    ['a number written out or as digits', 'A decision comes within 3 days', [7]],
    ['a name', 'The record names Nora Lind', [4]],
    ['a literal quote', 'They said "this is really frustrating"', [8]],
    ['a quote with a cut', 'They said "I would rather … sent today"', [8]],
    ['a paraphrase without checkable parts', 'The customer would like a new kettle', [8]],
    ['a phone number in another form', 'Call +46701234567', [4]],
  ])('%s', (_, text, cited) => {
    expect(checkLine(text, cited)).toHaveLength(1);
  });
});

describe('a line goes when the cited turns do not hold it', () => {
  it.each<[string, string, number[]]>([
    ['an invented order id', 'Order #A-20418 arrived broken', [2]],
    ['an id that only begins like a real one', 'Order #A-2041 arrived broken', [2]],
    ['a true id under the wrong turn', 'Order #A-20417 arrived broken', [11]],
    ['an invented amount', 'A refund of $500 was granted', [7]],
    ['another day', 'The window closed on March 2, 2024', [7]],
    ['another year', 'The window closed on March 1, 2023', [7]],
    ['another e-mail', 'Reach them at nora.lind@example.org', [2]],
    ['another number', 'A decision comes within 5 days', [7]],
    ['an invented name', 'The record names Nora Berg', [4]],
    ['words nobody said', 'They said "I will sue you"', [8]],
    [
      'a quote put together from two turns',
      'They said "this is really frustrating … human agent"',
      [8, 12],
    ],
    ['a turn that does not exist', 'The customer is upset', [99]],
    ['no turn at all', 'The customer is upset', []],
    ['no text', ' ', [2]],
  ])('%s', (_, text, cited) => {
    expect(checkLine(text, cited)).toHaveLength(0);
  });
});

function checkIn(section: BriefSection, text: string, cited: number[]): boolean {
  const line: BriefLine = { section, text, turns: cited };
  const brief = { version: 1 as const, writer: 'm', lines: [line], fields: noFields };
  return checkBrief({ ...brief, supported: 0, dropped: 0 }, turns).lines.length === 1;
}

describe('what a line says in its own words', () => {
  it.each<[string, boolean, [BriefSection, string, number[]]]>([
    ['a tool failed that failed', true, ['what_was_tried', 'issue_refund failed.', [5, 6]]],
    ['a tool failed, in other words', true, ['what_was_tried', 'The refund was rejected.', [6]]],
    ['a tool succeeded that failed', false, ['what_was_tried', 'issue_refund succeeded.', [5, 6]]],
    ['a tool is done that failed', false, ['what_was_tried', 'Done: issue_refund', [5, 6]]],
    ['a failure as a success', false, ['what_was_tried', 'The refund was issued.', [6]]],
    ['a success as a failure', false, ['what_was_tried', 'create_claim, but it failed', [9, 10]]],
    [
      'of two tools each what it did',
      true,
      ['what_was_tried', 'issue_refund failed, create_claim succeeded', [5, 6, 9, 10]],
    ],
    ['a tool nobody called', false, ['what_was_tried', 'waive_fee was called.', [5, 6]]],
    ['a promise that was made', true, ['next_step', 'The assistant promised a decision.', [7]]],
    ['a promise nobody made', false, ['next_step', 'The assistant promised a full refund.', [11]]],
    ['a promise of the customer', false, ['next_step', 'A replacement is guaranteed.', [8]]],
    ['a name at the beginning', false, ['facts', 'Bob asked for a refund.', [2]]],
    ['the name of the customer', true, ['facts', 'Nora Lind asked for a refund.', [4]]],
    [
      'another matter altogether',
      false,
      ['what_the_customer_wants', 'Upgrade to business class with extra luggage', [2]],
    ],
  ])('%s: held %s', (_, held, claim) => {
    expect(checkIn(...claim)).toBe(held);
  });

  it('may be in another language than the turns', () => {
    const german = refundCase([
      { role: 'customer', content: 'Ich möchte das Gerät umtauschen und nicht das Geld zurück.' },
    ]).turns;
    const line: BriefLine = {
      section: 'what_the_customer_wants',
      text: 'Exchange the device instead of money back',
      turns: [13],
    };
    const brief = { version: 1 as const, writer: 'm', lines: [line], fields: noFields };
    expect(checkBrief({ ...brief, supported: 0, dropped: 0 }, german).lines).toHaveLength(1);
  });
});

describe('fields', () => {
  it('keeps a tool step with the result it had and drops one with another result', () => {
    const step = { step: 'issue_refund', turns: [5, 6] };
    expect(
      checkFields({ attempted_steps: [{ ...step, result: 'failed' }] }).fields.attempted_steps,
    ).toHaveLength(1);
    expect(
      checkFields({ attempted_steps: [{ ...step, result: 'ok' }] }).fields.attempted_steps,
    ).toHaveLength(0);
  });

  it('keeps a promise of the assistant and drops one that only the customer speaks of', () => {
    const promise = 'A decision within 3 days';
    expect(
      checkFields({ promises: [{ value: promise, turns: [7] }] }).fields.promises,
    ).toHaveLength(1);
    expect(
      checkFields({ promises: [{ value: 'A replacement', turns: [8] }] }).fields.promises,
    ).toHaveLength(0);
  });

  it('drops an intent that cites no turn of the customer', () => {
    expect(checkFields({ intent: { value: 'A refund', turns: [7] } }).fields.intent).toBeNull();
  });

  it('drops an entity that is not there and one without a value', () => {
    const entity = { type: 'order' as const, normalised: '', turns: [2] };
    const { fields, dropped } = checkFields({
      entities: [
        { ...entity, value: '#A-20417' },
        { ...entity, value: '#A-1' },
        { ...entity, value: ' ' },
      ],
    });
    expect(fields.entities.map(({ value }) => value)).toEqual(['#A-20417']);
    expect(dropped).toBe(2);
  });

  it('takes citations of turns that do not exist off a claim that holds', () => {
    expect(
      checkFields({
        entities: [{ type: 'order', value: '#A-20417', normalised: 'A-20417', turns: [2, 99, 2] }],
      }).fields.entities[0]?.turns,
    ).toEqual([2]);
  });
});

describe('counts', () => {
  it('counts what stays and adds what goes, and a second check changes nothing', () => {
    const lines: BriefLine[] = [
      { section: 'facts', text: 'Order #A-20417', turns: [2] },
      { section: 'facts', text: 'Order #B-1', turns: [2] },
    ];
    const once = checkBrief(
      { version: 1, writer: 'm', lines, fields: noFields, supported: 9, dropped: 1 },
      turns,
    );
    expect([once.supported, once.dropped]).toEqual([1, 2]);
    expect(checkBrief(once, turns)).toEqual(once);
  });
});
