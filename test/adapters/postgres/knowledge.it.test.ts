import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  importDocument,
  listDocuments,
  removeDocument,
  searchKnowledge,
} from '../../../src/adapters/postgres/knowledge.ts';
import { readDocument } from '../../../src/domain/knowledge.ts';
import { testDatabase, type TestDatabase } from '../../support/baton.ts';

let database: TestDatabase;

const pages: Record<string, string> = {
  'returns.md': `---\nurl: https://help.example.com/returns\nlanguage: en\n---\n# Returns and refunds\n\n## Broken on arrival\nSend a photo of the damaged item. We pay the return postage and replace it.\n\n## Changed your mind\nReturn unused goods within 30 days. You pay the postage.\n\n## How long refunds take\nA refund reaches your card within 5 working days.`,
  'delivery.md': `---\nlanguage: en\n---\n# Delivery\n\n## Tracking a parcel\nThe tracking link is in the confirmation email. Customs can hold a parcel for a week.\n\n## Changing the address\nThe address can be changed until the parcel has left our warehouse.`,
  'account.md': `---\nlanguage: en\n---\n# Your account\n\n## Resetting a password\nUse the link on the sign-in page. Locked accounts are opened after an identity check.\n\n## Cancelling a subscription\nSubscriptions end with the paid month. You can cancel at any time.`,
  'ruecksendung.md': `---\nlanguage: de\n---\n# Rücksendung\n\n## Beschädigte Ware\nSchicken Sie uns ein Foto. Wir zahlen das Rückporto.`,
  'zh.md': `---\nlanguage: zh\n---\n# 退款\n\n## 退款时间\n退款将在五个工作日内到账。`,
};

async function fill(tenant: string): Promise<void> {
  await database.pool.query('insert into tenants (id, name) values ($1, $1)', [tenant]);
  for (const [source, text] of Object.entries(pages))
    await importDocument(database.pool, tenant, {
      ...readDocument(text, 'markdown', source),
      source,
    });
}

beforeAll(async () => {
  database = await testDatabase();
  await fill('acme');
  await database.pool.query(`insert into tenants (id, name) values ('other', 'other')`);
});
afterAll(() => database.close());

async function best(text: string, language?: string): Promise<string | undefined> {
  const found = await searchKnowledge(database.pool, 'acme', { text, language, limit: 3 });
  return found[0]?.heading;
}

describe('the search', () => {
  it.each([
    [
      'a plain question',
      'My kettle arrived broken, who pays the return postage?',
      'Returns and refunds > Broken on arrival',
    ],
    [
      'another form of the word',
      'I have been refunded, how long does it take?',
      'Returns and refunds > How long refunds take',
    ],
    [
      'a misspelt word',
      'How do I trak my parcle with the trackng lnik?',
      'Delivery > Tracking a parcel',
    ],
    [
      'a rare word among common ones',
      'I want to know about my order and the customs please',
      'Delivery > Tracking a parcel',
    ],
    ['the heading', 'cancel my subscription', 'Your account > Cancelling a subscription'],
    [
      'small talk around it',
      'Hello, thanks for your help, the address must be changed',
      'Delivery > Changing the address',
    ],
    [
      'another language',
      'Meine Ware ist beschädigt, wer zahlt das Rückporto?',
      'Rücksendung > Beschädigte Ware',
    ],
    ['a script without spaces', '退款需要多少工作日', '退款 > 退款时间'],
  ])('finds by %s', async (_, question, heading) => {
    expect(await best(question)).toBe(heading);
  });

  it('finds nothing where nothing is like it, and nothing for no words', async () => {
    expect(await best('quantum chromodynamics seminar')).toBeUndefined();
    expect(await best('hi')).toBeUndefined();
  });

  it('leaves documents of another language out when one is given', async () => {
    expect(await best('Rückporto', 'en')).toBeUndefined();
    expect(await best('Rückporto', 'de')).toBe('Rücksendung > Beschädigte Ware');
  });

  it('gives the link of the document with the passage', async () => {
    const [found] = await searchKnowledge(database.pool, 'acme', { text: 'refunds', limit: 1 });
    expect(found?.url).toBe('https://help.example.com/returns');
  });

  it('takes any text as words, not as a query', async () => {
    for (const text of ["'; drop table kb_passages; --", 'a & | ! <-> :*', '\\ " %'])
      await expect(best(text)).resolves.not.toThrow();
  });

  it("never shows another tenant's passage", async () => {
    const found = await searchKnowledge(database.pool, 'other', { text: 'refunds', limit: 5 });
    expect(found).toEqual([]);
  });
});

describe('an import', () => {
  const again = (text: string) =>
    importDocument(database.pool, 'acme', {
      ...readDocument(text, 'markdown', 'faq.md'),
      source: 'faq.md',
    });

  it('changes nothing when nothing changed, and replaces a document whole', async () => {
    const first = await again('# FAQ\n\nOur unicorn policy.');
    expect(first.result).toBe('added');
    expect(await again('# FAQ\n\nOur unicorn policy.')).toEqual({ ...first, result: 'unchanged' });
    expect(await again('# FAQ\n\nOur dragon policy.')).toEqual({ ...first, result: 'changed' });
    expect(await best('unicorn')).toBeUndefined();
    expect(await best('dragon')).toBe('FAQ');
    const listed = (await listDocuments(database.pool, 'acme')).find(({ id }) => id === first.id);
    expect(listed).toMatchObject({ source: 'faq.md', title: 'FAQ', passages: 1 });
    expect(await removeDocument(database.pool, 'acme', first.id)).toBe(true);
    expect(await best('dragon')).toBeUndefined();
    expect(await removeDocument(database.pool, 'acme', first.id)).toBe(false);
  });
});
