/** Whether a customer asks for a person, declines one, or only speaks of one. Judged thought by thought. */
import type { Clause, ReadText, Span } from './features-text.ts';
import { clausesOf, spanOf } from './features-text.ts';
import type { PersonOffer } from './features-memory.ts';
import type { Lexicon, RequestPatterns } from './lexicon/lexicon.ts';

/** The customer's wish in one turn. */
export interface RequestReading {
  kind: 'words' | 'accepted_offer' | null;
  soft: boolean;
  declines: boolean;
  affirmative: boolean;
  negative: boolean;
  span: Span | null;
}

/** What stands before a match decides whether it is denied; further away it is another thought. */
const contextLength = 90;
/** A thought of more words is no bare "agent, please". */
const bareLength = 60;
/** After the yes to a question, more than this is a thought of its own. */
const yesLength = 60;

type Verdict = 'asked' | 'declined' | 'told' | null;

interface Finding {
  verdict: Verdict;
  start: number;
  end: number;
}

const none: Finding = { verdict: null, start: 0, end: 0 };

/** Reads the customer's wish out of one turn and the assistant's last offer. */
export function readRequest(
  read: ReadText,
  lexicons: readonly Lexicon[],
  offer: PersonOffer,
): RequestReading {
  const clauses = clausesOf(read.text);
  const findings = lexicons.map((lexicon) => findIn(lexicon.request, read.text, clauses));
  const of = (verdict: Verdict) => findings.find((finding) => finding.verdict === verdict);
  const asked = of('asked');
  const declined = of('declined');
  const affirmative = lexicons.some((lexicon) => lexicon.customer.yes.test(read.text.trim()));
  const negative = lexicons.some((lexicon) => lexicon.customer.no.test(read.text.trim()));
  const declines =
    asked === undefined && (declined !== undefined || (negative && offer !== 'none'));
  const accepted =
    asked === undefined &&
    !declines &&
    (acceptsOffer({ clauses, text: read.text, lexicons }, offer) ||
      takesOffer(read.text, lexicons, offer));
  return {
    kind: kindOf(asked !== undefined, accepted),
    soft: of('told') !== undefined || isSoft(read.text, lexicons),
    declines,
    affirmative,
    negative,
    span: spanOfFinding(read, asked ?? (declines ? declined : undefined), accepted),
  };
}

function kindOf(asked: boolean, accepted: boolean): RequestReading['kind'] {
  if (asked) return 'words';
  return accepted ? 'accepted_offer' : null;
}

function spanOfFinding(
  read: ReadText,
  finding: Finding | undefined,
  accepted: boolean,
): Span | null {
  if (finding !== undefined) return spanOf(read, finding.start, finding.end);
  return accepted ? spanOf(read, 0, read.text.length) : null;
}

function isSoft(text: string, lexicons: readonly Lexicon[]): boolean {
  return lexicons.some((lexicon) => text.search(lexicon.request.soft) >= 0);
}

/** The strongest finding of one language: a wish, else a refusal, else a mention. */
function findIn(patterns: RequestPatterns, text: string, clauses: Clause[]): Finding {
  const findings = clauses.map((clause) => judgeClause(patterns, clause));
  const asked = findings.find((finding) => finding.verdict === 'asked');
  if (asked !== undefined) return asked;
  const refused = findings.find((finding) => finding.verdict === 'declined');
  if (refused !== undefined) return refused;
  const declined = match(patterns.decline, text, 0);
  if (declined !== null) return { verdict: 'declined', ...declined };
  return findings.find((finding) => finding.verdict === 'told') ?? none;
}

function match(pattern: RegExp, text: string, from: number): { start: number; end: number } | null {
  pattern.lastIndex = from;
  const found = pattern.exec(text);
  return found === null ? null : { start: found.index, end: found.index + found[0].length };
}

function judgeClause(patterns: RequestPatterns, clause: Clause): Finding {
  if (clause.text.length <= bareLength && patterns.bare.test(clause.text)) {
    return { verdict: 'asked', start: clause.start, end: clause.end };
  }
  let weaker: Finding = none;
  let found = match(patterns.ask, clause.text, 0);
  while (found !== null) {
    const verdict = judgeMatch(patterns, clause.text, found);
    const finding = { verdict, start: clause.start + found.start, end: clause.start + found.end };
    if (verdict === 'asked') return finding;
    if (weaker.verdict === null) weaker = finding;
    found = match(patterns.ask, clause.text, Math.max(found.end, found.start + 1));
  }
  return weaker;
}

function judgeMatch(
  patterns: RequestPatterns,
  text: string,
  found: { start: number; end: number },
): Verdict {
  const before = text.slice(Math.max(0, found.start - contextLength), found.start);
  if (patterns.deniedBefore.test(before)) return 'declined';
  if (declinesAcross(patterns, text, found)) return 'declined';
  if (patterns.toldBefore.test(before)) return 'told';
  return text.search(patterns.elsewhere) >= 0 ? 'told' : 'asked';
}

/** The words of refusing may overlap the match ("don't transfer me"). */
function declinesAcross(
  patterns: RequestPatterns,
  text: string,
  found: { start: number; end: number },
): boolean {
  const declined = match(patterns.decline, text, 0);
  return declined !== null && declined.start < found.end && declined.end > found.start;
}

interface Answer {
  clauses: Clause[];
  text: string;
  lexicons: readonly Lexicon[];
}

/**
 * A yes to the assistant's offer of a person. Its question takes a yes in few words, or one that is a thought of its own;
 * an offer in passing takes a bare yes, a choice takes none.
 */
function acceptsOffer({ clauses, text, lexicons }: Answer, offer: PersonOffer): boolean {
  if (offer === 'none' || offer === 'choice') return false;
  const trimmed = text.trim();
  const yes = lexicons.find((lexicon) => lexicon.customer.yes.test(trimmed));
  if (yes === undefined) return false;
  const rest = restAfterYes(yes, trimmed);
  if (offer === 'statement') return rest.length === 0;
  const [first] = clauses;
  if (first !== undefined && plainYes.test(first.text) && restAfterYes(yes, first.text) === '')
    return true;
  return rest.length <= yesLength && !rest.includes('?');
}

/** A yes that is more than an "okay" before something else. */
const plainYes =
  /^(?:(?:yes|yeah|yep|yup|sure|please do|absolutely|definitely|si|oui|ja|sim)(?![a-z])|是的|要|对|對|好的)/;

/** An offer, also one of two choices, taken by its name: "let's do the transfer". */
function takesOffer(text: string, lexicons: readonly Lexicon[], offer: PersonOffer): boolean {
  return offer !== 'none' && lexicons.some((lexicon) => text.search(lexicon.request.take) >= 0);
}

const politeness =
  /(?<![a-z])(?:please|thank you|thanks|that would be (?:great|good|helpful|nice)|that|it|do|so|por favor|gracias|merci|s'il vous plait|bitte|danke|obrigad[oa]|grazie|per favore|graag|alsjeblieft|alstublieft)(?![a-z])|[\s,.!;\u3002\uff01\u8bf7\u8c22]/g;

function restAfterYes(lexicon: Lexicon, text: string): string {
  const yes = lexicon.customer.yes.exec(text);
  return text.slice(yes?.[0].length ?? 0).replace(politeness, '');
}
