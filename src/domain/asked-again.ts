/** Whether a message asks the customer for what they gave already: they must not repeat themselves. */
import type { BriefEntity, TranscriptTurn } from './brief.ts';
import { entitiesOf } from './prepare-entities.ts';
import { sentences } from './prepare-text.ts';

/** What may be asked for again. */
export type AskedThing = 'order' | 'email' | 'phone' | 'name' | 'account';

const asks =
  /[?？]|(?<!\p{L})(?:please|could you|can you|may i|kindly|send (?:me|us)|give (?:me|us)|provide|share|confirm|tell (?:me|us)|what(?:['’]s| is)|bitte|nennen|geben sie|teilen sie|pouvez|veuillez|merci de|indiquer|puede|por favor|indique|facilite|può|potrebbe|per favore|indicare|pode|poderia|informe|kunt u|graag|geef)(?!\p{L})|请|請|麻烦|麻煩|提供|告诉|告訴/iu;

const things: [AskedThing, RegExp][] = [
  [
    'order',
    /(?<!\p{L})(?:order|booking|reservation|confirmation|ticket|reference|tracking|case)(?: (?:id|ids|number|numbers|no|code|reference|#))(?!\p{L})|bestellnummer|auftragsnummer|buchungsnummer|numéro de (?:commande|réservation)|número de (?:pedido|reserva|encomenda)|numero (?:d[’']ordine|dell[’']ordine|di prenotazione)|bestelnummer|boekingsnummer|订单号|訂單號|预订号|預訂號/iu,
  ],
  [
    'email',
    /(?<!\p{L})e-?mail(?: address)?(?!\p{L})|e-mail-adresse|adresse (?:e-?mail|électronique)|correo(?: electrónico)?|indirizzo e-?mail|邮箱|郵箱/iu,
  ],
  [
    'phone',
    /(?<!\p{L})(?:phone|mobile|telephone)(?: number)?(?!\p{L})|telefonnummer|handynummer|numéro de téléphone|número de teléfono|numero di telefono|número de telefone|telefoonnummer|电话|電話|手机号|手機號/iu,
  ],
  [
    'name',
    /(?<!\p{L})(?:your|full|first and last) names?(?!\p{L})|(?:ihren|ihr) (?:vollständigen )?namen?|votre nom|su nombre|il suo nome|o seu nome|uw naam|姓名|您的名字/iu,
  ],
  [
    'account',
    /(?<!\p{L})(?:customer|account|user|member(?:ship)?)(?: (?:id|number|no))(?!\p{L})|kundennummer|kontonummer|numéro (?:de )?client|número de cliente|codice cliente|klantnummer|客户号|客戶號|账号|帳號/iu,
  ],
];

/** The kinds of things the sentences of a message ask for. */
function askedFor(message: string): AskedThing[] {
  const asking = sentences(message).filter((sentence) => asks.test(sentence));
  return things
    .filter(([, pattern]) => asking.some((sentence) => pattern.test(sentence)))
    .map(([thing]) => thing);
}

/** What the message asks for although the turns before it hold it; empty when the customer need not repeat anything. */
export function askedAgain(message: string, before: TranscriptTurn[]): AskedThing[] {
  const asked = askedFor(message);
  if (asked.length === 0) return [];
  const { account, others } = entitiesOf(before);
  const known = new Set<BriefEntity['type']>([...account, ...others].map(({ type }) => type));
  return asked.filter((thing) => known.has(thing));
}
