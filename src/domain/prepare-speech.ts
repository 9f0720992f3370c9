/** What was said and matters: the ask, corrections, open questions, refusals, promises. By behaviour and cue words, in five languages. */
import type { Cited, TranscriptTurn } from './brief.ts';
import { atomsOf } from './prepare-atoms.ts';
import { countWords, flat, sentences } from './prepare-text.ts';

/** One sentence with its place. */
export interface Said {
  text: string;
  turn: number;
  /** Index among the turns given. */
  at: number;
}

/** The salient sentences of a conversation; all are quotes. */
export interface Speech {
  ask: Said | null;
  outcome: Said | null;
  latest: Said | null;
  wish: Said | null;
  refusal: Said | null;
  questions: Said[];
  promises: Said[];
  tried: Said[];
}

const wants =
  /\b(?:i(?:['’]d| would) like|i (?:just |really |also )?(?:want|need)|i am (?:calling|writing|trying)|i['’]m (?:calling|writing|trying|looking)|can you|could you|would you|please|help me|help with|looking to|trying to|how (?:do|can) i|ich (?:möchte|will|brauche|hätte)|können sie|bitte|je (?:veux|voudrais|souhaite)|pouvez[- ]vous|quiero|quisiera|necesito|puede|vorrei|voglio|ho bisogno)\b/iu;
const trouble =
  /\b(?:not working|doesn['’]t work|isn['’]t|won['’]t|can['’]t|cannot|never (?:arrived|received)|broken|wrong|problem|issue|error|missing|lost|delayed|charged|funktioniert nicht|kaputt|problème|panne|no funciona|problema)\b/iu;
const corrects =
  /\b(?:actually|instead|rather|i meant|i said|not what|changed my mind|on second thought|correction|wait|sondern|stattdessen|doch lieber|plutôt|finalement|en realidad|mejor|invece|anzi)\b/iu;
const identity =
  /^(?:(?:sure|yes|ok(?:ay)?|hi|hello|of course)\b[\s,.!–—-]*)*(?:my (?:full |user |customer |phone |account |email )*(?:name|id|number|e-?mail|address|zip|username)|the (?:user|customer) id|it['’]s|mein name|mon nom|mi nombre)\b/iu;
/** Asks for help without saying with what. */
const hollow =
  /^(?:(?:yes|so|and|please|ok(?:ay)?)[\s,]+)*(?:(?:can|could) you (?:please )?(?:help|assist|fix|check)|what (?:should|do|can) i|please help|i (?:really )?need (?:some |your )?help|is there anything)/iu;
const smallTalk =
  /^(?:hi|hello|hey|thanks?|thank you|ok(?:ay)?|great|perfect|sure|good (?:morning|afternoon|evening)|hallo|guten tag|bonjour|merci|hola|gracias|ciao|grazie)\b/iu;
const person =
  /\b(?:human|person|(?:live |real |support |customer service )?(?:agent|representative|rep)|supervisor|manager|operator|specialist|someone (?:else|real|who)|real someone|transfer|escalat\w+|mensch|mitarbeiter\w*|person|humain|conseiller|responsable|humano|agente|persona|operatore|umano)\b/iu;
const refuses =
  /\b(?:(?:can['’]t|cannot|can not|unable to|not able to|not possible|not allowed|not permitted|not eligible|not authori[sz]ed|no (?:option|way)|don['’]t have (?:the )?(?:access|ability|option|authority)|do not have|isn['’]t (?:possible|available|allowed)|is not (?:possible|available|allowed|eligible)|won['’]t be able|outside (?:of )?my|beyond (?:what|my)|against (?:our|the) policy|policy (?:does not|doesn['’]t|states|only)|only (?:be|allow|possible)|unfortunately)|leider|nicht möglich|kann (?:ich )?nicht|impossible|ne peux pas|malheureusement|no (?:puedo|es posible)|lamentablemente|purtroppo|non (?:posso|è possibile))\b/iu;
const asksOrHedges =
  /\?|\b(?:if|once|unless|would you|could you|please|let me know|need (?:to|you|your)|wenn|sobald|si vous|si usted)\b/iu;
const commits =
  /\b(?:(?:i|we)(?:['’]ll| will| am going to| are going to) (?!need|be (?:un)?able|require|not\b)|you(?:['’]ll| will) (?:receive|get|hear|see|be (?:refunded|contacted|credited|charged))|(?:will be|is being|are being) (?:processed|refunded|sent|shipped|credited|issued|delivered|transferred)|within \d+|guarantee|promise|ich werde|wir werden|sie erhalten|je vais|vous recevrez|voy a|recibirá|riceverà)/iu;
const didAlready =
  /\b(?:i(?:['’]ve| have)? (?:already |just |also )*(?:tried|restarted|rebooted|checked|called|contacted|sent|paid|accepted|reset|reinstalled|removed|turned|toggled|updated|cancell?ed|returned|did)|habe (?:bereits|schon)|j['’]ai (?:déjà )?|ya (?:he|intenté)|ho già)\b/iu;

function said(turns: TranscriptTurn[], role: TranscriptTurn['role']): Said[] {
  return turns.flatMap((turn, at) =>
    turn.role === role
      ? sentences(turn.content.slice(0, 6000)).map((text) => ({ text, turn: turn.sequence, at }))
      : [],
  );
}

/** How much a customer's sentence tells about what they want. */
function askScore(item: Said): number {
  const words = countWords(item.text);
  const cues: [boolean, number][] = [
    [wants.test(item.text), 3],
    [trouble.test(item.text), 2],
    [item.text.includes('?'), 0.5],
    [words >= 7 && words <= 45, 1],
    [identity.test(item.text), -4],
    [smallTalk.test(item.text) && words < 8, -3],
    [person.test(item.text), -2],
    [words < 4, -2],
    [hollow.test(item.text) && words < 12, -2.5],
  ];
  const base = Math.min(atomsOf(item.text).length, 2) * 0.5;
  return cues.reduce((score, [holds, points]) => score + (holds ? points : 0), base);
}

function best(items: Said[], score: (item: Said, index: number) => number): Said | null {
  let found: Said | null = null;
  let top = 0.5;
  items.forEach((item, index) => {
    const value = score(item, index);
    if (value > top) [found, top] = [item, value];
  });
  return found;
}

/** The main ask: the most telling sentence of the customer's first turns, earlier ones preferred. */
function mainAsk(customer: Said[]): Said | null {
  const places = [...new Set(customer.map((item) => item.at))].slice(0, 3);
  const early = customer.filter((item) => places.includes(item.at));
  const found = best(early, (item) => askScore(item) - places.indexOf(item.at) * 1.5);
  return found ?? early.find((item) => countWords(item.text) >= 3) ?? early[0] ?? null;
}

/** What the customer wants now: the last telling sentence, a correction before all. */
function latestAsk(customer: Said[], ask: Said | null): Said | null {
  const rest = customer.filter((item) => item.text !== ask?.text && !identity.test(item.text));
  const last = rest.at(-1)?.at ?? 0;
  return best(rest, (item, index) => {
    const recency = Math.max(0, 3 - (last - item.at) * 0.4) + index * 0.01;
    return wants.test(item.text) || corrects.test(item.text) || trouble.test(item.text)
      ? askScore(item) + (corrects.test(item.text) ? 1.5 : 0) + recency - 2
      : 0;
  });
}

function lastAnswer(turns: TranscriptTurn[]): number {
  return turns.findLastIndex(
    (turn) => turn.role !== 'customer' && turn.role !== 'tool' && turn.content.trim() !== '',
  );
}

/** The last thing the assistant said it cannot do. */
function lastRefusal(assistant: Said[]): Said | null {
  const found = assistant.filter((item) => refuses.test(item.text) && !item.text.includes('?'));
  const at = found.at(-1)?.at;
  return found.find((item) => item.at === at && countWords(item.text) >= 6) ?? found.at(-1) ?? null;
}

/** Sorts out the words of a conversation. `trigger` is the sequence of the turn that led to the handoff. */
export function speechOf(turns: TranscriptTurn[], trigger: number): Speech {
  const customer = said(turns, 'customer');
  const assistant = said(turns, 'assistant');
  const answered = lastAnswer(turns);
  const ask = mainAsk(customer);
  const questions = unique(
    customer.filter((item) => item.at > answered && item.text.includes('?')),
  ).slice(-5);
  const settled = customer.filter(
    (item) => !person.test(item.text) && !questions.includes(item) && countWords(item.text) > 3,
  );
  const wish = customer.filter((item) => item.turn === trigger && person.test(item.text));
  const promises = assistant.filter(
    (item) => commits.test(item.text) && !asksOrHedges.test(item.text) && !refuses.test(item.text),
  );
  return {
    ask,
    outcome: latestAsk(settled, ask),
    latest: latestAsk(
      customer.filter((item) => item.at > (ask?.at ?? 0)),
      ask,
    ),
    wish: wish.find((item) => wants.test(item.text)) ?? wish[0] ?? null,
    refusal: lastRefusal(assistant),
    questions,
    promises: unique(promises).slice(-5),
    tried: unique(
      customer.filter((item) => didAlready.test(item.text) && !item.text.includes('?')),
    ).slice(-5),
  };
}

function unique(items: Said[]): Said[] {
  return items.filter(
    (item, index) => items.findIndex((other) => other.text === item.text) === index,
  );
}

/** A quote with its turn, at most 300 characters. */
export function cite(item: Said): Cited<string> {
  const text = flat(item.text);
  return { value: text.length > 300 ? flat(text.slice(0, 300)) : text, turns: [item.turn] };
}
