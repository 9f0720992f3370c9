/** Knowledge as passages: documents cut at their headings, and the forms under which a passage is found. Pure. */
import { contentWords } from './prepare-salience.ts';
import { fold } from './prepare-text.ts';

/** A part of a document that is shown and found by itself. */
export interface Passage {
  /** The headings above it, outermost first, joined by ` > `; the title for what stands before any. */
  heading: string;
  content: string;
}

/** A document read from Markdown or HTML. */
export interface KnowledgeDocument {
  title: string;
  /** From the front matter; null when it names none. */
  url: string | null;
  language: string | null;
  passages: Passage[];
}

/** Longer passages are cut at a paragraph: too long buries the answer, too short loses what it is about. */
const passageCharacters = 1_200;
const most = { passages: 500, grams: 4_000, terms: 40 };

const entities: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  euro: '€',
};

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/giu, (whole, ...found) => {
    const [decimal, hex, name] = found as (string | undefined)[];
    if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** HTML as Markdown enough to cut: headings, paragraphs and list items; scripts, styles and navigation are left out. */
export function markdownOfHtml(html: string): string {
  return decoded(
    html
      .replace(/<!--[^]*?-->/gu, ' ')
      .replace(/<(script|style|nav|header|footer|aside|noscript|template)\b[^]*?<\/\1\s*>/giu, ' ')
      .replace(/<head\b[^]*?<\/head\s*>/giu, ' ')
      .replace(/\s+/gu, ' ')
      .replace(/<h([1-6])\b[^>]*>/giu, (_, level: string) => `\n\n${'#'.repeat(Number(level))} `)
      .replace(/<\/h[1-6]\s*>/giu, '\n\n')
      .replace(/<li\b[^>]*>/giu, '\n- ')
      .replace(/<br\b[^>]*>/giu, '\n')
      .replace(
        /<\/?(?:p|div|section|article|ul|ol|table|tr|blockquote|main|body)\b[^>]*>/giu,
        '\n\n',
      )
      .replace(/<[^<>]*>/gu, ''),
  );
}

function titleOfHtml(html: string): string {
  return decoded(/<title\b[^>]*>([^<]*)</iu.exec(html)?.[1] ?? '').trim();
}

interface FrontMatter {
  values: Record<string, string>;
  rest: string;
}

function frontMatterOf(text: string): FrontMatter {
  const found = /^---\r?\n([^]*?)\r?\n---\r?\n/u.exec(text);
  if (found === null) return { values: {}, rest: text };
  const pairs = (found[1] ?? '').split(/\r?\n/u).flatMap((line) => {
    const [, key, value] = /^([a-z_]{1,40}):\s*"?(.*?)"?\s*$/iu.exec(line) ?? [];
    return key === undefined || value === undefined ? [] : [[key.toLowerCase(), value] as const];
  });
  return { values: Object.fromEntries(pairs), rest: text.slice(found[0].length) };
}

/** Paragraphs joined while they fit; one that is too long alone is cut at a sentence. */
function cut(text: string): string[] {
  const pieces: string[] = [];
  for (const paragraph of text.split(/\n\s*\n/u).flatMap(sentencesWhenLong)) {
    const last = pieces.at(-1);
    if (last !== undefined && last.length + paragraph.length + 1 <= passageCharacters)
      pieces[pieces.length - 1] = `${last}\n${paragraph}`;
    else pieces.push(paragraph);
  }
  return pieces.map((piece) => piece.trim()).filter((piece) => /[\p{L}\p{N}]/u.test(piece));
}

function sentencesWhenLong(paragraph: string): string[] {
  if (paragraph.length <= passageCharacters) return [paragraph];
  const parts = paragraph.split(/(?<=[.!?。！？])\s*/u);
  return parts.flatMap((part) => part.match(new RegExp(`[^]{1,${passageCharacters}}`, 'gu')) ?? []);
}

function passagesOf(markdown: string, title: string): Passage[] {
  const above: string[] = [];
  const passages: Passage[] = [];
  for (const block of markdown.split(/^(?=#{1,6} )/mu)) {
    const [, marks, name, rest] = /^(#{1,6}) +([^\n]*)\n?([^]*)$/u.exec(block) ?? [];
    if (marks !== undefined) above.splice(marks.length - 1, above.length, (name ?? '').trim());
    const heading = above.filter((part) => part !== '').join(' > ') || title;
    for (const content of cut(rest ?? block)) passages.push({ heading, content });
  }
  return passages.slice(0, most.passages);
}

function urlOf(text: string | undefined): string | null {
  return text !== undefined && /^https?:\/\//iu.test(text) ? text : null;
}

function languageIn(text: string | undefined): string | null {
  return text !== undefined && /^[a-z]{2}$/u.test(text) ? text : null;
}

function built(markdown: string, named: string, values: Record<string, string>): KnowledgeDocument {
  const first = /^# +(.+)$/mu.exec(markdown)?.[1]?.trim() ?? '';
  const title = ([values['title'], first, named].find(Boolean) ?? named).slice(0, 300);
  return {
    title,
    url: urlOf(values['url']),
    language: languageIn(values['language']),
    passages: passagesOf(markdown, title),
  };
}

/** Reads a document. `name` is its title when it has none itself. */
export function readDocument(
  text: string,
  kind: 'markdown' | 'html',
  name: string,
): KnowledgeDocument {
  if (kind === 'html') {
    const title = titleOfHtml(text);
    return built(markdownOfHtml(text), name, title === '' ? {} : { title });
  }
  const { values, rest } = frontMatterOf(text);
  return built(rest, name, values);
}

/** The words a text is looked for by. */
export function searchTerms(text: string): string[] {
  return [...contentWords(text)].slice(0, most.terms);
}

/** Groups of three characters of its words, padded as pg_trgm does; of scripts without spaces pairs. */
export function gramsOf(text: string): string[] {
  const grams = new Set<string>();
  for (const word of contentWords(fold(text))) {
    if (/[\u2e80-\uffef]/u.test(word)) grams.add(word);
    else {
      const padded = `  ${word} `;
      for (let at = 0; at + 3 <= padded.length; at += 1) grams.add(padded.slice(at, at + 3));
    }
  }
  return [...grams].slice(0, most.grams);
}
