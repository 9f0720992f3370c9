/** Who the customer is and what the case is about: references, contact data, amounts, dates, with the turns that hold them. */
import type { BriefEntity, TranscriptTurn } from './brief.ts';
import { atomsOf, keysOf } from './prepare-atoms.ts';
import type { Atom, AtomKind } from './prepare-atoms.ts';
import { scalarsOf } from './prepare-json.ts';
import type { Scalar } from './prepare-json.ts';
import { isReference, stepsOf } from './prepare-steps.ts';
import { flat, fold, plain } from './prepare-text.ts';

type EntityType = BriefEntity['type'];
type Source = 'customer' | 'assistant' | 'action' | 'look_up' | 'result';

interface Mention {
  type: EntityType;
  key: string;
  value: string;
  turn: number;
  source: Source;
}

/** Entities of a conversation, each list with the most telling first. */
export interface Entities {
  account: BriefEntity[];
  others: BriefEntity[];
}

/** What the customer says and what an action touches tells most; what a tool merely returned tells least. */
const weight: Record<Source, number> = {
  customer: 4,
  action: 5,
  look_up: 1.5,
  assistant: 2,
  result: 0.4,
};
/** Whose spelling is shown: tools hold the canonical form. */
const spelling: Source[] = ['action', 'look_up', 'result', 'customer', 'assistant'];
const mostCounted = 4;
const most = { account: 8, others: 40, turns: 6 };

const typeByName: [RegExp, EntityType][] = [
  [/e-?mail/i, 'email'],
  [/phone|mobile|msisdn/i, 'phone'],
  [/date|birth|(?:^|_)dob|_at$/i, 'date'],
  [/amount|price|total|balance|(?:^|_)(?:cost|fee)$/i, 'amount'],
  [
    /order|reservation|booking|purchase|shipment|parcel|ticket|claim|invoice|contract|policy|case|bestell|auftrag|buchung|rechnung|vertrag|commande|réservation|facture|pedido|reserva|ordine|prenotazione|fattura|encomenda|fatura|boeking|factuur|订单|訂單|单号|單號|预订|預訂/iu,
    'order',
  ],
  [
    /user|customer|client|member|account|subscriber|contact|kunden|konto|compte|cuenta|conto|conta|klant|rekening|客户|客戶|账号|賬號|会员|會員/iu,
    'account',
  ],
  [/item|product|sku|model|artikel|article|artículo|articolo|artigo|商品/iu, 'product'],
];

/** The kind of thing a field, a tool or the words before a reference speak of. */
function typeOfName(name: string): EntityType {
  return typeByName.find(([pattern]) => pattern.test(name))?.[1] ?? 'other';
}

const atomOfType: Partial<Record<EntityType, AtomKind>> = {
  email: 'email',
  phone: 'phone',
  date: 'date',
  amount: 'amount',
};

/** The normal form of an entity's value, for comparing and joining. */
export function normalisedOf(type: EntityType, value: string): string {
  if (type === 'name' || type === 'product') return fold(value);
  return keysOf(atomOfType[type] ?? 'id', value)[0] ?? fold(value);
}

const typeOfAtom: Partial<Record<AtomKind, EntityType>> = {
  email: 'email',
  date: 'date',
  amount: 'amount',
  phone: 'phone',
};
const lead =
  /(?:order|reservation|booking|shipment|parcel|ticket|claim|invoice|contract|policy|case|user|customer|client|member|account|e-?mail|phone|item|product|bestell\p{L}*|auftrag\p{L}*|buchung\p{L}*|rechnung\p{L}*|vertrag\p{L}*|kunden\p{L}*|konto\p{L}*|commande|réservation|facture|compte|pedido|reserva|factura|cuenta|ordine|prenotazione|fattura|conto|encomenda|fatura|conta|boeking|factuur|klant\p{L}*|rekening|订单号?|訂單號?|单号|單號|账号|賬號)[\p{L} ]{0,12}(?:id|ids|number|no\.?|nr\.?|n[°º]\.?|#|is|:)?[\s:：#("'*]*$/iu;
/** A short number is a reference only where the words before it say so. */
const shortReference = /^\d{4,}$/;

function mentionOf(atom: Atom, text: string, turn: number, source: Source): Mention | null {
  const before = lead.exec(text.slice(Math.max(0, atom.index - 40), atom.index))?.[0] ?? '';
  if (atom.kind === 'number' && (before === '' || !shortReference.test(atom.value))) return null;
  const type = typeOfAtom[atom.kind] ?? typeOfName(before);
  return { type, key: atom.keys[0] ?? '', value: atom.value, turn, source };
}

function mentionsInText(turn: TranscriptTurn): Mention[] {
  const source = turn.role === 'customer' ? 'customer' : 'assistant';
  const text = plain(turn.content);
  return atomsOf(text)
    .map((atom) => mentionOf(atom, text, turn.sequence, source))
    .filter((mention) => mention !== null);
}

function mentionOfField(item: Scalar, turn: number, source: Source): Mention | null {
  const named = typeOfName(item.key);
  const value = flat(item.value);
  if (/amount|date/.test(named)) return null;
  if (named !== 'email' && named !== 'phone' && !isReference(item)) return null;
  const kind: AtomKind = named === 'email' || named === 'phone' ? named : 'id';
  const key = keysOf(kind, value)[0] ?? '';
  return key === '' || value.length > 100 ? null : { type: named, key, value, turn, source };
}

function mentionsInCalls(turns: TranscriptTurn[]): Mention[] {
  const acts = new Map(
    stepsOf(turns).map((step) => [`${step.turns[0] ?? 0} ${step.tool}`, step.acts]),
  );
  return turns.flatMap((turn) =>
    (turn.tool_calls ?? []).flatMap((call) => {
      const source =
        acts.get(`${turn.sequence} ${flat(call.name)}`) === true ? 'action' : 'look_up';
      return scalarsOf(JSON.stringify(call.arguments))
        .map((item) => mentionOfField(item, turn.sequence, source))
        .filter((mention) => mention !== null);
    }),
  );
}

/** The fields of a tool result; a result of one word is named by the tool that gave it. */
function mentionsInResult(turn: TranscriptTurn, tool: string): Mention[] {
  const word = /^\s*"?(\S{3,64}?)"?\s*$/.exec(turn.content)?.[1];
  const fields =
    word === undefined || /^[{[]/.test(word)
      ? scalarsOf(turn.content)
      : [
          {
            key: tool.replace(/_by_.*$/, ''),
            path: [],
            depth: 1,
            value: word,
            kind: 'string' as const,
          },
        ];
  return fields
    .filter((item) => item.depth <= 3)
    .map((item) => mentionOfField(item, turn.sequence, 'result'))
    .filter((mention) => mention !== null);
}

interface Candidate {
  type: EntityType;
  key: string;
  mentions: Mention[];
  score: number;
}

function candidateOf(key: string, mentions: Mention[]): Candidate {
  const counts = new Map<Source, number>();
  for (const { source } of mentions) counts.set(source, (counts.get(source) ?? 0) + 1);
  const score = [...counts].reduce(
    (sum, [source, n]) => sum + weight[source] * Math.sqrt(Math.min(n, mostCounted)),
    0,
  );
  return { type: typeOf(mentions), key, mentions, score };
}

/** Fields are named more reliably than words stand before a value; a plain id says least. */
function typeOf(mentions: Mention[]): EntityType {
  const counts = new Map<EntityType, number>();
  for (const { type, source } of mentions) {
    if (type !== 'other')
      counts.set(
        type,
        (counts.get(type) ?? 0) + (source === 'customer' || source === 'assistant' ? 1 : 3),
      );
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'other';
}

/** The first mention in the best spelling leads, so the value always stands in the first cited turn. */
function entityOf(candidate: Candidate): BriefEntity {
  const ranked = [...candidate.mentions].sort(
    (a, b) => spelling.indexOf(a.source) - spelling.indexOf(b.source),
  );
  const best = ranked[0];
  const said = candidate.mentions
    .filter((mention) => mention.source !== 'result')
    .map((mention) => mention.turn);
  const turns = [...new Set([best?.turn ?? 0, ...said])].slice(0, most.turns);
  return { type: candidate.type, value: best?.value ?? '', normalised: candidate.key, turns };
}

/** References, contact data, amounts and dates that the customer, the assistant or a tool call named. */
export function entitiesOf(turns: TranscriptTurn[]): Entities {
  const results = resultMentions(turns);
  const spoken = [
    ...turns.filter((turn) => turn.role !== 'tool').flatMap(mentionsInText),
    ...mentionsInCalls(turns),
  ];
  const groups = grouped([...spoken, ...results]);
  const accountKeys = new Set([...groups.values()].filter(isAccountId).map((group) => group.key));
  const own = new Set(results.filter((item) => accountKeys.has(item.key)).map((item) => item.turn));
  const kept = [...groups.values()]
    .filter(
      (group) =>
        group.mentions.some((mention) => mention.source !== 'result') ||
        isOwnContact(group, own) ||
        isAccountId(group),
    )
    .sort((a, b) => b.score - a.score);
  const names = namesOf(turns);
  const account = kept.filter(isContact).map(entityOf);
  return {
    account: [...account.slice(0, 1), ...names.slice(0, 1), ...account.slice(1)]
      .sort(byAccountOrder)
      .slice(0, most.account),
    others: [
      ...kept.filter((group) => !isContact(group)).map(entityOf),
      ...productsOf(turns),
    ].slice(0, most.others),
  };
}

const accountOrder: EntityType[] = ['account', 'name', 'email', 'phone'];

function byAccountOrder(a: BriefEntity, b: BriefEntity): number {
  return accountOrder.indexOf(a.type) - accountOrder.indexOf(b.type);
}

function isContact(group: Candidate): boolean {
  return accountOrder.includes(group.type);
}

function isAccountId(group: Candidate): boolean {
  return group.type === 'account';
}

/** An e-mail address or phone number in the customer's own record, even when nobody spoke of it. */
function isOwnContact(group: Candidate, own: Set<number>): boolean {
  return (
    (group.type === 'email' || group.type === 'phone') &&
    group.mentions.some((mention) => own.has(mention.turn))
  );
}

function grouped(mentions: Mention[]): Map<string, Candidate> {
  const lists = new Map<string, Mention[]>();
  for (const mention of mentions) {
    const list = lists.get(mention.key);
    if (list === undefined) lists.set(mention.key, [mention]);
    else list.push(mention);
  }
  return new Map([...lists].map(([key, list]) => [key, candidateOf(key, list)]));
}

function resultMentions(turns: TranscriptTurn[]): Mention[] {
  const tools = new Map(stepsOf(turns).map((step) => [step.turns[1] ?? -1, step.tool]));
  return turns
    .filter((turn) => turn.role === 'tool')
    .flatMap((turn) => mentionsInResult(turn, tools.get(turn.sequence) ?? ''));
}

const introduced =
  /\b(?:my (?:full )?name(?: is|['’]s)|this is|i am|i['’]m|ich bin|ich heiße|mein name ist|je m['’]appelle|me llamo|mi nombre es)\s+((?:\p{Lu}[\p{L}'’-]{1,30})(?: \p{Lu}[\p{L}'’-]{1,30}){0,3})/giu;
const fullName = /^\p{Lu}[\p{L}'’-]{1,30}(?: \p{Lu}[\p{L}'’.-]{0,30}){1,3}$/u;

/** Names the customer gave, or the name in a tool call or record that also stands in the conversation's words. */
function namesOf(turns: TranscriptTurn[]): BriefEntity[] {
  const said = turns
    .filter((turn) => turn.role === 'customer')
    .flatMap((turn) =>
      [...flat(turn.content).matchAll(introduced)]
        .map((match) => match[1] ?? '')
        .filter((name) => fullName.test(name))
        .map((name) => nameEntity(name, turn.sequence)),
    );
  return [...said, ...recordNames(turns)];
}

function nameEntity(name: string, turn: number): BriefEntity {
  return { type: 'name', value: name, normalised: fold(name), turns: [turn] };
}

function recordNames(turns: TranscriptTurn[]): BriefEntity[] {
  const words = turns.map((turn) => ({ turn, text: flat(turn.content) }));
  return turns.flatMap((turn) => {
    const fields = [
      turn.content,
      ...(turn.tool_calls ?? []).map((call) => JSON.stringify(call.arguments)),
    ].flatMap((text) => scalarsOf(text).filter((item) => item.depth <= 2));
    const field = (pattern: RegExp) =>
      flat(fields.find((item) => pattern.test(item.key))?.value ?? '');
    const whole = field(/^(?:full|customer|user)_?name$/i);
    if (fullName.test(whole)) return [nameEntity(whole, turn.sequence)];
    const joined = `${field(/^first_?name$/i)} ${field(/^last_?name$/i)}`;
    const spoken = fullName.test(joined)
      ? words.find(({ text }) => text.includes(joined))
      : undefined;
    return spoken === undefined ? [] : [nameEntity(joined, spoken.turn.sequence)];
  });
}

/** Things a tool named that the customer also named, in the customer's spelling. */
function productsOf(turns: TranscriptTurn[]): BriefEntity[] {
  const said = turns.filter((turn) => turn.role === 'customer');
  const found = new Map<string, BriefEntity>();
  for (const name of productNames(turns)) {
    const key = fold(name);
    const product = found.has(key) ? null : productIn(said, name, key);
    if (product !== null) found.set(key, product);
  }
  return [...found.values()].slice(0, 8);
}

function productNames(turns: TranscriptTurn[]): string[] {
  const fields = turns
    .filter((turn) => turn.role === 'tool')
    .flatMap((turn) => scalarsOf(turn.content));
  const names = fields
    .filter((item) => item.kind === 'string' && /^(?:name|title|product_?name)$/i.test(item.key))
    .map((item) => flat(item.value));
  return [...new Set(names)].filter((name) => name.length >= 3 && name.length <= 60);
}

function productIn(said: TranscriptTurn[], name: string, key: string): BriefEntity | null {
  for (const turn of said) {
    const text = flat(turn.content);
    const at = text.toLowerCase().indexOf(name.toLowerCase());
    const around = `${text[at - 1] ?? ' '}${text[at + name.length] ?? ' '}`;
    if (at < 0 || /[\p{L}\p{N}_]/u.test(around)) continue;
    return {
      type: 'product',
      value: text.slice(at, at + name.length),
      normalised: key,
      turns: [turn.sequence],
    };
  }
  return null;
}
