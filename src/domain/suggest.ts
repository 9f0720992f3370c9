/** Suggested replies without a model: what the knowledge says, and an honest word that the case was read. Pure. */
import type { Brief, TranscriptTurn } from './brief.ts';
import { longestCommon } from './longest-common.ts';
import { clip, countTerms, flat, fold, sentences } from './prepare-text.ts';
import { contentWords, openingTurn } from './prepare-salience.ts';

/** A passage as it was found. */
export interface FoundPassage {
  document: string;
  number: number;
  title: string;
  heading: string;
  url: string | null;
  content: string;
}

/** What suggestions are written from. */
export interface SuggestInput {
  turns: TranscriptTurn[];
  brief: Brief | null;
  /** ISO 639-1. */
  language: string;
  customerName: string | null;
  passages: FoundPassage[];
}

/** One reply an agent may send, with the passages it rests on. */
export interface Suggestion {
  content: string;
  passages: { document: string; number: number; title: string; url: string | null }[];
}

interface Phrases {
  hello: string;
  helloName: string;
  about: string;
  read: string;
  question: string;
  link: string;
}

/** `{name}`, `{reference}`, `{url}` are filled in. None promises a thing or a time. */
const phrases: Record<string, Phrases> = {
  en: {
    hello: 'Hello,',
    helloName: 'Hello {name},',
    about:
      'thank you for your patience. I have read your conversation and am looking at {reference} now.',
    read: 'thank you for your patience. I have read your conversation and am looking at it now.',
    question: 'I have seen your question and am checking it for you now.',
    link: 'You can read more here: {url}',
  },
  de: {
    hello: 'Guten Tag,',
    helloName: 'Guten Tag {name},',
    about:
      'danke für Ihre Geduld. Ich habe Ihr Gespräch gelesen und sehe mir {reference} gerade an.',
    read: 'danke für Ihre Geduld. Ich habe Ihr Gespräch gelesen und sehe es mir gerade an.',
    question: 'Ich habe Ihre Frage gesehen und prüfe sie gerade für Sie.',
    link: 'Mehr dazu finden Sie hier: {url}',
  },
  fr: {
    hello: 'Bonjour,',
    helloName: 'Bonjour {name},',
    about:
      "merci de votre patience. J'ai lu votre conversation et je regarde {reference} maintenant.",
    read: "merci de votre patience. J'ai lu votre conversation et je regarde cela maintenant.",
    question: "J'ai vu votre question et je la vérifie pour vous maintenant.",
    link: 'Vous trouverez plus de détails ici : {url}',
  },
  es: {
    hello: 'Hola:',
    helloName: 'Hola, {name}:',
    about: 'gracias por su paciencia. He leído su conversación y estoy revisando {reference}.',
    read: 'gracias por su paciencia. He leído su conversación y la estoy revisando.',
    question: 'He visto su pregunta y la estoy comprobando.',
    link: 'Puede leer más aquí: {url}',
  },
  it: {
    hello: 'Buongiorno,',
    helloName: 'Buongiorno {name},',
    about: 'grazie per la pazienza. Ho letto la conversazione e sto guardando {reference}.',
    read: 'grazie per la pazienza. Ho letto la conversazione e la sto guardando.',
    question: 'Ho visto la sua domanda e la sto verificando.',
    link: 'Può leggere di più qui: {url}',
  },
  pt: {
    hello: 'Olá,',
    helloName: 'Olá {name},',
    about: 'obrigado pela paciência. Li a sua conversa e estou a ver {reference}.',
    read: 'obrigado pela paciência. Li a sua conversa e estou a ver o assunto.',
    question: 'Vi a sua pergunta e estou a verificá-la.',
    link: 'Pode ler mais aqui: {url}',
  },
  nl: {
    hello: 'Goedendag,',
    helloName: 'Goedendag {name},',
    about: 'dank voor uw geduld. Ik heb uw gesprek gelezen en bekijk nu {reference}.',
    read: 'dank voor uw geduld. Ik heb uw gesprek gelezen en bekijk het nu.',
    question: 'Ik heb uw vraag gezien en zoek het nu voor u uit.',
    link: 'Meer leest u hier: {url}',
  },
  zh: {
    hello: '您好,',
    helloName: '{name},您好,',
    about: '感谢您的耐心等待。我已阅读您的对话,正在查看 {reference}。',
    read: '感谢您的耐心等待。我已阅读您的对话,正在处理。',
    question: '我已看到您的问题,正在为您核实。',
    link: '更多信息请见:{url}',
  },
};

/** At most so many are shown: more are not read. */
export const mostSuggestions = 3;
const excerptWords = 60;

function phrasesFor(language: string): Phrases {
  const known = phrases[language.slice(0, 2)] ?? phrases['en'];
  if (known === undefined) throw new Error('English phrases are missing');
  return known;
}

function fill(template: string, values: Record<string, string>): string {
  return template.replace(/\{([a-z]+)\}/gu, (whole, name: string) => values[name] ?? whole);
}

/** What the knowledge is searched with: the customer's last telling words, and the ask. */
export function searchTextOf(turns: TranscriptTurn[], brief: Brief | null): string {
  const customer = turns.filter(
    ({ role, content }) => role === 'customer' && content.trim() !== '',
  );
  const last = customer.findLast(({ content }) => contentWords(content).size >= 3);
  const ask = brief?.fields.intent?.value ?? openingTurn(turns)?.content ?? '';
  return `${last?.content.slice(0, 1_000) ?? ''}\n${ask.slice(0, 500)}`;
}

/** The sentences of a passage that share most with what was asked, in their order. */
export function excerptOf(content: string, asked: string): string {
  const wanted = contentWords(asked);
  const all = sentences(content);
  const scored = all.map((text, at) => ({
    text,
    at,
    score: [...contentWords(text)].filter((word) => wanted.has(word)).length,
  }));
  const chosen: typeof scored = [];
  let words = 0;
  for (const item of [...scored].sort((a, b) => b.score - a.score || a.at - b.at).slice(0, 3)) {
    words += countTerms(item.text);
    if (chosen.length > 0 && (words > excerptWords || item.score === 0)) break;
    chosen.push(item);
  }
  const ordered = chosen.sort((a, b) => a.at - b.at).map(({ text }) => text);
  return clip(ordered.join(' '), excerptWords);
}

function fromKnowledge(input: SuggestInput, hello: string, passage: FoundPassage): Suggestion {
  const { link } = phrasesFor(input.language);
  const asked = searchTextOf(input.turns, input.brief);
  const more = passage.url === null ? '' : `\n\n${fill(link, { url: passage.url })}`;
  const { document, number, title, url } = passage;
  return {
    content: `${hello}\n\n${excerptOf(passage.content, asked)}${more}`,
    passages: [{ document, number, title, url }],
  };
}

/** The reference the case is about, for a word that shows it was read; never a question for one. */
function referenceOf(brief: Brief | null): string | null {
  const entity = brief?.fields.entities.find(({ type }) => type === 'order');
  return entity === undefined ? null : flat(entity.value);
}

/** Letters with what joins them: "Dr. Ana-María O'Brien", "李雷", and no address, markup or code. */
const nameShape = /^\p{L}[\p{L}\p{M}]*(?:(?:[.'’-] ?| )[\p{L}\p{M}]+)*\.?$/u;
const longestName = 40;

/** The name by which a customer is greeted, or null where what is known does not look like a person's name. */
export function greetedBy(name: string | null): string | null {
  const known = (name ?? '').trim().replace(/\s+/gu, ' ');
  return known.length <= longestName && nameShape.test(known) ? known : null;
}

/**
 * Two or three replies in the customer's language: first what the knowledge says, then that the case was read. None
 * asks for what the transcript holds, none promises.
 */
export function suggestReplies(input: SuggestInput): Suggestion[] {
  const words = phrasesFor(input.language);
  const name = greetedBy(input.customerName);
  const hello = name === null ? words.hello : fill(words.helloName, { name });
  const reference = referenceOf(input.brief);
  const read = reference === null ? words.read : fill(words.about, { reference });
  const known = input.passages.slice(0, 2).map((one) => fromKnowledge(input, hello, one));
  const plain = [read, words.question].map((text) => ({
    content: `${hello} ${text}`,
    passages: [],
  }));
  return [...known, ...plain].slice(0, Math.max(2, Math.min(mostSuggestions, known.length + 1)));
}

/** What became of a suggestion, by what was sent: null when nothing was. */
export interface SuggestionUse {
  use: 'used' | 'edited' | 'ignored';
  /** Share of the words that differ, 0..1. */
  distance: number;
}

/** Below the first it counts as sent as it stood, above the second as written anew. */
const editedFrom = 0.03;
const ignoredFrom = 0.6;

/** Compares what was sent with what was suggested, word by word, in order. */
export function useOf(suggested: string, sent: string | null): SuggestionUse {
  if (sent === null) return { use: 'ignored', distance: 1 };
  const [a, b] = [fold(suggested).split(' '), fold(sent).split(' ')];
  const shared = longestCommon(a.slice(0, 600), b.slice(0, 600));
  const distance = 1 - (2 * shared) / (a.length + b.length);
  const use = distance < editedFrom ? 'used' : distance < ignoredFrom ? 'edited' : 'ignored';
  return { use, distance: Math.round(distance * 1000) / 1000 };
}
