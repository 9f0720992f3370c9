import { describe, expect, it } from 'vitest';
import { askedAgain } from '../../src/domain/asked-again.ts';
import { suggestReplies } from '../../src/domain/suggest.ts';
import { writeExtractiveBrief } from '../../src/domain/prepare.ts';
import { refundCase, transcript } from '../support/transcripts.ts';

const { turns } = refundCase();

describe("an agent's message asks again", () => {
  it.each<[string, string, string[]]>([
    ['for the order number', 'Hi! Could you give me your order number?', ['order']],
    ['for two things', 'Please confirm your email address and full name.', ['email', 'name']],
    ['in German', 'Bitte nennen Sie mir Ihre Bestellnummer.', ['order']],
    ['in Chinese', '请提供您的订单号', ['order']],
    ['not when it names the thing', 'I see your order number #A-20417 here.', []],
    ['not when it asks for something else', 'Which colour would you like?', []],
    ['not when it asks nothing', 'The label went to your email address.', []],
  ])('%s', (_, message, asked) => {
    expect(askedAgain(message, turns)).toEqual(asked);
  });

  it('only for what was given', () => {
    const none = transcript([{ role: 'customer', content: 'It is broken.' }]);
    expect(askedAgain('What is your order number?', none)).toEqual([]);
  });

  it('never by a suggestion of ours', () => {
    const brief = writeExtractiveBrief(refundCase());
    for (const language of ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'zh'])
      for (const { content } of suggestReplies({
        turns,
        brief,
        language,
        customerName: 'Nora',
        passages: [],
      }))
        expect(askedAgain(content, turns)).toEqual([]);
  });
});
