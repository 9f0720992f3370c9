/** Which turns tell most: by how much they say that others don't, by who says it, and by what they do (ask, answer, refuse). */
import type { TranscriptTurn } from './brief.ts';
import { atomsOf } from './prepare-atoms.ts';
import {
  advises,
  commits,
  pleasantry,
  refuses,
  smallTalk,
  trouble,
  wants,
} from './prepare-cues.ts';
import { countWords, plain } from './prepare-text.ts';

/** A turn with the words that carry its content. */
interface Weighed {
  turn: TranscriptTurn;
  content: Set<string>;
  score: number;
}

/** Words of structure in the languages of the detectors; longer ones only, short words never count. */
const structure = new Set(
  'about after again also because been before being both cannot could does doing down each even from have having here hers into itself just like more most much only other over same should some such than that their them then there these they this those through very want was were what when where which while will with would your yours hello please thanks thank sorry help know need really still well okay team der die das und nicht eine einen einem auch aber oder wenn dass haben habe wird werden sind bitte danke nous vous avec dans pour mais plus sont cette merci bonjour para pero como esta este esto gracias hola sono della delle questo questa grazie come perché você obrigado obrigada isso está niet voor maar zijn heeft deze naar graag dank'.split(
    ' ',
  ),
);

const handle = /(?<![\p{L}\p{N}_.])@\w{1,30}/gu;

/** The words of a text that carry content: four letters and more, numbers and ids; of scripts without spaces, pairs. */
export function contentWords(text: string): Set<string> {
  const words =
    plain(text)
      .replace(handle, ' ')
      .toLowerCase()
      .match(/[\p{L}\p{N}_]+/gu) ?? [];
  const found = new Set<string>();
  for (const word of words) {
    if (/[\u2e80-\uffef]/.test(word)) {
      for (let at = 0; at + 1 < word.length; at += 2) found.add(word.slice(at, at + 2));
    } else if (/\d/.test(word) || (word.length >= 4 && !structure.has(word))) found.add(word);
  }
  return found;
}

/** Past this many words a turn says little more at a glance. */
const enoughWords = 30;

function points(text: string, cues: [RegExp, number][]): number {
  return cues.reduce((sum, [cue, value]) => sum + (cue.test(text) ? value : 0), 0);
}

/** A customer's turn: what it says, asks and complains of. */
function customerScore(text: string, size: number): number {
  const quiet = smallTalk.test(text.trim()) && countWords(text) < 10 ? -1.5 : 0;
  const named = Math.min(atomsOf(plain(text)).length, 2) * 0.2;
  return (
    size +
    quiet +
    named +
    points(text, [
      [wants, 0.4],
      [trouble, 0.7],
      [/[?？]/u, 0.3],
    ])
  );
}

/** A turn of the assistant or of an agent: advice, an answer, a refusal or a promise; regret alone is none. */
function serviceScore(text: string, size: number): number {
  const quiet = pleasantry.test(text) && size < 1 ? -0.6 : 0;
  return (
    size +
    quiet +
    points(text, [
      [advises, 0.5],
      [refuses, 0.6],
      [commits, 0.5],
    ])
  );
}

function weigh(turn: TranscriptTurn): Weighed {
  const text = turn.content.slice(0, 4000);
  const content = contentWords(text);
  const size = Math.min(content.size, enoughWords) / 8;
  const score = turn.role === 'customer' ? customerScore(text, size) : serviceScore(text, size);
  return { turn, content, score };
}

function overlap(a: Set<string>, b: Set<string>): number {
  if (a.size === 0) return 0;
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  return shared / a.size;
}

/** The most telling of the turns given, each for what it adds to those before it; the best first. */
export function mostTelling(
  turns: TranscriptTurn[],
  most: number,
  prior: (turn: TranscriptTurn, index: number) => number,
): TranscriptTurn[] {
  const left = turns
    .map((turn, index) => {
      const weighed = weigh(turn);
      return { ...weighed, score: weighed.score + prior(turn, index) };
    })
    .filter(({ content }) => content.size > 0);
  const chosen: Weighed[] = [];
  while (chosen.length < most && left.length > 0) {
    const gains = left.map(
      (item) =>
        item.score *
        (1 - 0.7 * Math.max(0, ...chosen.map((one) => overlap(item.content, one.content)))),
    );
    const top = gains.indexOf(Math.max(...gains));
    chosen.push(...left.splice(top, 1));
  }
  return chosen.map(({ turn }) => turn);
}

/** The two turns of assistant or agent that tell most of what was answered, in their order; later ones a little before earlier ones. */
export function tellingAnswers(turns: TranscriptTurn[], most: number): TranscriptTurn[] {
  const service = turns.filter(
    ({ role, content }) => (role === 'assistant' || role === 'agent') && content.trim() !== '',
  );
  const last = Math.max(1, service.length - 1);
  return mostTelling(service, most, (_, index) => (index / last) * 0.5).sort(
    (a, b) => a.sequence - b.sequence,
  );
}

const saysSomething = 3;

/** The customer's turn that opens the matter: the first that says more than a greeting, else the first; none without one. */
export function openingTurn(turns: TranscriptTurn[]): TranscriptTurn | undefined {
  const customer = turns.filter(
    ({ role, content }) => role === 'customer' && content.trim() !== '',
  );
  return (
    customer.find(({ content }) => contentWords(content.slice(0, 4000)).size >= saysSomething) ??
    customer[0]
  );
}

/** The customer's turns that tell most; the one that opens the matter leads. */
export function tellingWishes(turns: TranscriptTurn[], most: number): TranscriptTurn[] {
  const opening = openingTurn(turns);
  const customer = turns.filter(
    ({ role, content }) => role === 'customer' && content.trim() !== '',
  );
  return mostTelling(customer, most, (turn) => (turn === opening ? 2.5 : 0));
}
