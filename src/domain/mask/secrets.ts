/** Keys and tokens that give themselves away by their form, and private keys. */
import type { Span } from './span.ts';

interface Form {
  readonly prefix: string;
  /** Fewest characters after the prefix. */
  readonly atLeast: number;
  /** Characters beyond letters, digits, `_` and `-` that the secret goes on with. */
  readonly more?: RegExp;
}

const BASE64 = /[A-Za-z0-9_+/=-]/;
const DOTTED = /[A-Za-z0-9_.-]/;
const FORMS: readonly Form[] = [
  { prefix: 'sk-', atLeast: 20 },
  { prefix: 'sk_', atLeast: 16 },
  { prefix: 'rk_', atLeast: 16 },
  { prefix: 'ghp_', atLeast: 20 },
  { prefix: 'gho_', atLeast: 20 },
  { prefix: 'ghu_', atLeast: 20 },
  { prefix: 'ghs_', atLeast: 20 },
  { prefix: 'ghr_', atLeast: 20 },
  { prefix: 'github_pat_', atLeast: 20 },
  { prefix: 'glpat-', atLeast: 20 },
  { prefix: 'xoxa-', atLeast: 10 },
  { prefix: 'xoxb-', atLeast: 10 },
  { prefix: 'xoxe-', atLeast: 10 },
  { prefix: 'xoxp-', atLeast: 10 },
  { prefix: 'xoxr-', atLeast: 10 },
  { prefix: 'xoxs-', atLeast: 10 },
  { prefix: 'xapp-', atLeast: 10 },
  { prefix: 'AKIA', atLeast: 16 },
  { prefix: 'ASIA', atLeast: 16 },
  { prefix: 'AIza', atLeast: 35 },
  { prefix: 'npm_', atLeast: 30 },
  { prefix: 'hf_', atLeast: 30 },
  { prefix: 'hof_', atLeast: 20 },
  { prefix: 'whsec_', atLeast: 16, more: BASE64 },
  { prefix: 'SG', atLeast: 0, more: DOTTED },
];
const SENDGRID_LENGTH = 60;
const TOKEN = /[A-Za-z0-9_-]+/g;
const PEM_BEGIN = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const PEM_END = /-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;
const BEARER = /\b(?:bearer|basic) {1,4}(?=[A-Za-z0-9._~+/=-]{16})/gi;

function runEnd(text: string, from: number, allowed: RegExp): number {
  let end = from;
  while (end < text.length && allowed.test(text.charAt(end))) end += 1;
  return end;
}

/** Random strings mix letters and digits; words joined by dashes do not. */
function looksRandom(body: string): boolean {
  return /\d/.test(body) && /[A-Za-z]/.test(body);
}

function formSpan(text: string, start: number, token: string): Span | undefined {
  const form = FORMS.find(({ prefix }) => token.startsWith(prefix));
  if (form === undefined) return undefined;
  const end = form.more === undefined ? start + token.length : runEnd(text, start, form.more);
  const body = text.slice(start + form.prefix.length, end);
  if (body.length < form.atLeast || !looksRandom(body)) return undefined;
  if (form.prefix === 'SG' && (!body.startsWith('.') || body.length < SENDGRID_LENGTH))
    return undefined;
  return { kind: 'secret', start, end };
}

/** A token in the form header.payload.signature whose first two parts are JSON objects in base64. */
function jwtSpan(text: string, start: number, token: string): Span | undefined {
  if (!token.startsWith('eyJ') || token.length < 10) return undefined;
  const payload = start + token.length + 1;
  if (text.charAt(payload - 1) !== '.' || !text.startsWith('eyJ', payload)) return undefined;
  return { kind: 'secret', start, end: runEnd(text, payload, DOTTED) };
}

function findTokens(text: string): Span[] {
  const spans: Span[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match.index < end) continue;
    const span = formSpan(text, match.index, match[0]) ?? jwtSpan(text, match.index, match[0]);
    if (span !== undefined) spans.push(span);
    end = span?.end ?? end;
  }
  return spans;
}

function findBearers(text: string): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(BEARER)) {
    const start = match.index + match[0].length;
    const end = runEnd(text, start, /[A-Za-z0-9._~+/=-]/);
    if (looksRandom(text.slice(start, end))) spans.push({ kind: 'secret', start, end });
  }
  return spans;
}

/** A key without its last line is hidden to the end of the text. */
function findPrivateKeys(text: string): Span[] {
  const ends = [...text.matchAll(PEM_END)].map((match) => match.index + match[0].length);
  const spans: Span[] = [];
  let covered = 0;
  let next = 0;
  for (const { index } of text.matchAll(PEM_BEGIN)) {
    if (index < covered) continue;
    while ((ends[next] ?? text.length) <= index && next < ends.length) next += 1;
    covered = ends[next] ?? text.length;
    spans.push({ kind: 'secret', start: index, end: covered });
  }
  return spans;
}

/** API keys, tokens and private keys of a text. Spans may overlap. */
export function findSecrets(text: string): Span[] {
  return [...findPrivateKeys(text), ...findTokens(text), ...findBearers(text)];
}
