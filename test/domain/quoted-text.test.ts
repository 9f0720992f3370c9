import { describe, expect, it } from 'vitest';
import { stripQuoted } from '../../src/domain/quoted-text.ts';

const quote = '> We have received your order.\n> Kind regards';

describe('the new text of a mail', () => {
  it.each([
    ['English', 'On Tue, 3 Nov 2026 at 10:11, Support <s@example.com> wrote:'],
    [
      'English, broken over two lines',
      'On Tue, 3 Nov 2026 at 10:11, Support\n<support+r.abc@example.com> wrote:',
    ],
    ['German', 'Am 03.11.2026 um 10:11 schrieb Support <s@example.com>:'],
    ['German, Thunderbird', 'Support schrieb am 03.11.2026 um 10:11:'],
    ['French', 'Le mar. 3 nov. 2026 à 10:11, Support <s@example.com> a écrit :'],
    ['Spanish', 'El mar, 3 nov 2026 a las 10:11, Support (<s@example.com>) escribió:'],
    ['Italian', 'Il giorno mar 3 nov 2026 alle ore 10:11 Support <s@example.com> ha scritto:'],
    ['Portuguese', 'Em ter., 3 de nov. de 2026 às 10:11, Support <s@example.com> escreveu:'],
    ['Dutch', 'Op di 3 nov. 2026 om 10:11 schreef Support <s@example.com>:'],
    ['Swedish', 'Den tis 3 nov. 2026 kl 10:11 skrev Support <s@example.com>:'],
    ['Polish', 'Dnia 3 listopada 2026 10:11 Support <s@example.com> napisał(a):'],
    ['Russian', 'вт, 3 нояб. 2026 г. в 10:11, Support <s@example.com> написал:'],
    ['Chinese', '在 2026年11月3日周二 10:11,Support <s@example.com> 写道:'],
  ])('ends before the quote in %s', (_language, announcement) => {
    expect(stripQuoted(`It is still broken.\n\nThanks\n\n${announcement}\n${quote}\n`)).toBe(
      'It is still broken.\n\nThanks',
    );
  });

  it.each([
    [
      'Outlook',
      'From: Support <s@example.com>\nSent: Tuesday\nTo: Kim\nSubject: Your order\n\nold',
    ],
    ['Outlook in German', 'Von: Support\nGesendet: Dienstag\nAn: Kim\nBetreff: Bestellung\n\nalt'],
    ['Outlook in French', 'De : Support\nEnvoyé : mardi\nÀ : Kim\nObjet : Commande\n\nvieux'],
    ['a separator', '-----Original Message-----\nold'],
    ['a German separator', '-----Ursprüngliche Nachricht-----\nalt'],
    ['a rule', '________________________________\nFrom: Support'],
    ['a signature', '-- \nKim\nExample Ltd'],
    ['a phone', 'Sent from my iPhone'],
    ['a phone in German', 'Von meinem iPhone gesendet'],
  ])('ends before %s', (_what, rest) => {
    expect(stripQuoted(`No.\n\n${rest}`)).toBe('No.');
  });

  it('keeps answers between quoted lines', () => {
    expect(stripQuoted('> Which size?\nLarge\n> Which colour?\nBlue')).toBe('Large\nBlue');
  });

  it('keeps what was written below the quote', () => {
    expect(stripQuoted(`On Tuesday, Support wrote:\n${quote}\n\nBelow it all`)).toBe(
      'Below it all',
    );
  });

  it('keeps a text that only looks like one', () => {
    const text = 'On Tuesday I wrote to you.\nFrom: Berlin to Paris.\nIt cost 5 > 3 euros.';
    expect(stripQuoted(text)).toBe(text);
  });

  it('is never empty where the mail is not', () => {
    expect(stripQuoted(quote)).not.toBe('');
  });

  it('takes a megabyte of hostile lines in its stride', () => {
    const hostile = `${'On '.repeat(120)}\n`.repeat(3_000);
    expect(stripQuoted(hostile).length).toBeGreaterThan(0);
  });
});
