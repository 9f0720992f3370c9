/** Text as the brief may show it: no markup, no live link, no invisible character, and compared without regard to form. */
import type { TranscriptTurn } from './brief.ts';

/** Controls, bidi marks, zero-width and tag characters: what an agent cannot see must not be in a brief. */
const invisible =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class -- single characters are meant
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\u{e0000}-\u{e0fff}]/gu;
const loneSurrogate = /\p{Surrogate}/gu;
/** Printable ASCII and line feeds: nothing invisible can be among them. */
const simple = /^[\n\x20-\x7e]*$/;
const tag = /<[a-zA-Z/!?][^<>]*>/g;
const openTag = /<(?=[a-zA-Z/!?])/g;
const markdownLink = /!?\[([^[\]]{0,300})\]\([^()\s]{0,2000}[^()]{0,200}\)/g;
const address =
  /(?<![\p{L}\p{N}])(?:(?:https?|ftp):\/\/|www\.|(?:javascript|data|vbscript|mailto):)[^\s"'<>]+/giu;
const emphasis = /\*\*|`+|^\s{0,3}#{1,6}\s+/gm;

/** The text without characters that are not seen; line breaks stay. */
export function visible(text: string): string {
  if (simple.test(text)) return text;
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(loneSurrogate, '')
    .replace(invisible, '');
}

/** The visible text without tags, links and emphasis; a link becomes `[link]`. Line breaks stay. */
export function plain(text: string): string {
  let clean = visible(text);
  if (!/[<[:`*#]|www\./i.test(clean)) return clean;
  for (let pass = 0; pass < 3; pass += 1) clean = clean.replace(tag, ' ');
  return clean
    .replace(openTag, '')
    .replace(markdownLink, '$1')
    .replace(address, '[link]')
    .replace(emphasis, '');
}

/** `plain` on one line. */
export function flat(text: string): string {
  return plain(text).replace(/\s+/gu, ' ').trim();
}

/** One form for comparison: case, width, quotes, dashes and white space do not count. */
export function fold(text: string): string {
  return flat(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[“”„«»‘’‚`´"]/gu, "'")
    .replace(/[‐‑‒–—−]/gu, '-')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** Whom a public message is addressed to, and the initials of whoever wrote it: neither says anything. */
const handles = /^(?:\.?@\w{1,30}[\s,:]+)+/u;
const initials = /\s*(?:\^\p{L}{1,3}|\/\p{Lu}{2})$/u;

/** Sentences and list items in order, each on one line; empty ones are left out. */
export function sentences(text: string): string[] {
  return plain(text)
    .split('\n')
    .flatMap((line) =>
      line.replace(/^\s*(?:[-•*]|\d{1,2}[.)])\s+/u, '').split(/(?<=[.!?])\s+|(?<=[。！？])/u),
    )
    .map((sentence) =>
      sentence.replace(/\s+/gu, ' ').trim().replace(handles, '').replace(initials, ''),
    )
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

/** Number of words, counted as runs without white space. */
export function countWords(text: string): number {
  return text.split(/\s+/u).filter((word) => word !== '').length;
}

/** Whether scripts without spaces may be there; a quick look. */
const cjk = /[\u2e80-\uffef]/;

/** Like words, for any script: characters of scripts without spaces count half a word each. */
export function countTerms(text: string): number {
  if (!cjk.test(text)) return countWords(text);
  const dense = text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0;
  return countWords(text) + dense / 2;
}

/** At most `words` words and 60 characters a word on average; `…` marks a cut. */
export function clip(text: string, words: number): string {
  const parts = text.split(' ');
  const kept = parts.slice(0, words).join(' ');
  // Scripts without spaces would pass as one word.
  const short = kept.length > words * 12 ? cutAtWord(kept, words * 12) : kept;
  return short.length < text.length ? `${short.replace(/[\s,;:…-]+$/u, '')}…` : text;
}

function cutAtWord(text: string, length: number): string {
  const cut = text.slice(0, length).replace(loneSurrogate, '');
  const space = cut.lastIndexOf(' ');
  return space > length / 2 ? cut.slice(0, space) : cut;
}

/** The text between straight double quotes, safe to read back: inner double quotes become single ones. */
export function quote(text: string, words: number): string {
  return `"${clip(flat(text).replace(/["“”„«»]/gu, "'"), words)}"`;
}

/** What a turn holds for the checker: its words, its tool calls, and JSON text without escapes. */
export function turnText(turn: TranscriptTurn): string {
  const calls = (turn.tool_calls ?? []).map(
    (call) => `${call.name} ${JSON.stringify(call.arguments)}`,
  );
  const raw = [turn.content, ...calls].join('\n');
  return raw.includes('\\') ? `${raw}\n${unescapeJson(raw)}` : raw;
}

function unescapeJson(text: string): string {
  return text
    .replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/\\[nrt]/g, ' ')
    .replace(/\\(["\\/])/g, '$1');
}
