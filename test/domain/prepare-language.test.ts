import { describe, expect, it } from 'vitest';
import { languageOf, languageOfText } from '../../src/domain/prepare-language.ts';
import { transcript } from '../support/transcripts.ts';

describe('the language of a customer', () => {
  it.each([
    ['en', 'My order has not arrived and I would like to know when it will come.'],
    ['de', 'Meine Bestellung ist nicht angekommen und ich möchte mein Geld zurück.'],
    ['fr', "Ma commande n'est pas arrivée et je voudrais un remboursement."],
    ['es', 'Mi pedido no ha llegado y quiero que me devuelvan el dinero.'],
    ['it', 'Il mio ordine non è arrivato e vorrei un rimborso, per favore.'],
    ['pt', 'O meu pedido não chegou e eu quero o dinheiro de volta.'],
    ['nl', 'Mijn bestelling is niet aangekomen en ik wil graag mijn geld terug.'],
    ['zh', '我的订单还没有收到,我想退款。'],
  ])('%s is told by its commonest words', (language, text) => {
    expect(languageOfText(text)).toBe(language);
  });

  it('is not guessed from too little', () => {
    expect(languageOfText('OK 12345')).toBeNull();
  });

  it("is the customer's, whatever the assistant writes", () => {
    const turns = transcript([
      { role: 'assistant', content: 'The order is on its way and you will get it for sure.' },
      { role: 'customer', content: 'Ich habe die Lieferung nicht bekommen, bitte prüfen.' },
    ]);
    expect(languageOf(turns)).toBe('de');
  });
});
