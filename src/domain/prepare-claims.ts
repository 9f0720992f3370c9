/** Claims in a writer's own words: what a tool did, what was promised, and whether the cited turns speak of it at all. */
import type { BriefSection } from './brief.ts';
import { atomsOf } from './prepare-atoms.ts';
import { commits, refuses } from './prepare-cues.ts';
import type { Source } from './prepare-evidence.ts';
import { standsIn } from './prepare-evidence.ts';
import { languageOfText } from './prepare-language.ts';
import { contentWords } from './prepare-salience.ts';
import { hasFailed } from './prepare-steps.ts';
import type { Step } from './prepare-steps.ts';

type Result = Step['result'];

const quoted = /"[^"]*"|“[^”]*”|«[^»]*»|„[^“”]*[“”]/gu;
const failed =
  /\b(?:fail\w*|errors?|unsuccessful\w*|could(?: not|n['’]t)|did(?: not|n['’]t)|unable|reject\w*|declin\w*|refus\w*|denied|timed out|not (?:possible|found|done|completed))\b/iu;
const succeeded =
  /\b(?:succe\w+|complet\w+|done|worked|went through|ok|confirmed|(?:was|were|has been|have been|got|is|are) (?:\w+ly )?(?:issued|processed|executed|made|created|sent|refunded|cancell?ed|updated|changed|booked|exchanged|returned|resumed|paid|approved|granted))\b/iu;
const unknown = /\b(?:unknown|no (?:answer|result)|pending)\b/iu;
const toolName = /(?<![\p{L}\p{N}_])[a-z]{2,}(?:_[a-z0-9]+)+(?![\p{L}\p{N}_])/gu;

/** What a text says came of an act; null when it does not say. */
function resultIn(text: string): Result | null {
  if (failed.test(text)) return 'failed';
  if (unknown.test(text)) return 'unknown';
  return succeeded.test(text) ? 'ok' : null;
}

/** The sentence that names the tool; where it names others too, only the part around this one. */
function clauseWith(text: string, name: string, others: string[]): string {
  const sentence = text.split(/[.;](?:\s|$)/u).find((part) => part.includes(name)) ?? text;
  if (!others.some((other) => sentence.includes(other))) return sentence;
  const clauses = sentence.split(/, | (?:but|and|then|while|after which) /u);
  return clauses.find((clause) => clause.includes(name)) ?? sentence;
}

/** The text names the tool, as written or with spaces. */
function nameIn(text: string, { tool }: Step): string | null {
  const spaced = tool.replace(/[_-]+/g, ' ').toLowerCase();
  return [tool.toLowerCase(), spaced].find((name) => text.includes(name)) ?? null;
}

/** A result that the text gives a tool is the result of a call that a cited turn made or answered. */
function namedResultsHold(text: string, steps: Step[], cited: number[]): boolean {
  const label = /^(?:done|completed|failed|result unknown|only looked up)\b/iu.exec(text)?.[0];
  const byLabel = label === undefined ? null : resultIn(label);
  const lower = text.toLowerCase();
  const named = steps
    .map((step) => ({ step, name: nameIn(lower, step) }))
    .filter((item) => item.name !== null);
  const tools = [...new Set(named.map(({ step }) => step.tool))];
  return tools.every((tool) => {
    const own = named.filter(({ step }) => step.tool === tool);
    const others = named.filter(({ step }) => step.tool !== tool).map(({ name }) => name ?? '');
    const told = byLabel ?? resultIn(clauseWith(lower, own[0]?.name ?? tool, others));
    const near = own.filter(({ step }) => step.turns.some((turn) => cited.includes(turn)));
    return told === null || near.some(({ step }) => step.result === told);
  });
}

/** Without a tool's name: success is not claimed of nothing but failures, nor failure of nothing but successes. */
function plainResultHolds(text: string, sources: Source[]): boolean {
  const told = resultIn(text);
  const results = sources
    .filter(({ turn }) => turn.role === 'tool')
    .map(({ turn }) => (hasFailed(turn) ? 'failed' : 'ok'));
  if (told === null || told === 'unknown' || results.length === 0 || results.includes(told))
    return true;
  const spoken = sources.filter(({ turn }) => turn.role !== 'tool');
  return (
    told === 'failed' && spoken.some(({ folded }) => failed.test(folded) || refuses.test(folded))
  );
}

/** Whether what a text says of tools is what they did, and every tool it names is one that was called there. */
export function toolClaimsHold(text: string, sources: Source[], steps: Step[]): boolean {
  const bare = text.replace(quoted, ' ');
  const tools = [...bare.matchAll(toolName)].map(([name]) => name);
  if (!tools.every((name) => standsIn(name, sources))) return false;
  const cited = sources.map(({ turn }) => turn.sequence);
  const named = steps.some((step) => nameIn(bare.toLowerCase(), step) !== null);
  return named ? namedResultsHold(bare, steps, cited) : plainResultHolds(bare, sources);
}

const speaksOfPromise =
  /\b(?:promis\w+|guarante\w+|assur(?:ed|es)|committed to|pledged|will (?:receive|get|be (?:refunded|contacted|called|credited|sent|shipped|replaced)))\b/iu;
const roleWords =
  /^(?:customer|client|user|caller|assistant|agent|human|person|asked|asks|said|says|wants|want|wanted|would|likes?|requests?|requested|promised?|promises|conversation|mentioned|stated|reports?|reported)$/u;

function stem(word: string): string {
  return word.slice(0, 5);
}

/** The share of a claim's content words that the sources hold, by their first letters; null when it has fewer than two. */
function sharedTopic(text: string, sources: Source[]): number | null {
  const words = [...contentWords(text)].filter((word) => !roleWords.test(word));
  if (words.length < 2) return null;
  const held = new Set(sources.flatMap(({ folded }) => [...contentWords(folded)].map(stem)));
  return words.filter((word) => held.has(stem(word))).length / words.length;
}

/** What is checked letter by letter needs no likeness of words beside it. */
function isAnchored(text: string): boolean {
  return text.search(quoted) >= 0 || atomsOf(text).length > 0;
}

function inEnglish(sources: Source[]): boolean {
  const text = sources.map(({ turn }) => turn.content.slice(0, 2000)).join(' ');
  return languageOfText(text) === 'en';
}

/** Below this share a claim speaks of something else: too high drops free paraphrases, which is the worse fault. */
const leastShared = 0.15;
const leastSharedOfPromise = 0.5;

function shares(text: string, sources: Source[], least: number): boolean {
  const shared = inEnglish(sources) ? sharedTopic(text, sources) : null;
  return shared === null || shared >= least;
}

/** Whether the cited turns speak of what the text speaks of. Asked of English only: a brief may translate. */
export function topicHolds(text: string, sources: Source[]): boolean {
  return isAnchored(text) || shares(text, sources, leastShared);
}

/** Whether a promise is one that assistant or agent made in a cited turn, about the same thing. */
export function promiseHolds(text: string, sources: Source[]): boolean {
  const service = sources.filter(
    ({ turn }) =>
      (turn.role === 'assistant' || turn.role === 'agent') && commits.test(turn.content),
  );
  return service.length > 0 && shares(text, service, leastSharedOfPromise);
}

/** Sections that report what was said; the others give a reason, a mood or advice in words of their own. */
const reporting: readonly BriefSection[] = ['what_the_customer_wants', 'what_was_tried', 'facts'];

/** Whether a line's own words agree with its turns. */
export function lineClaimsHold(
  line: { section: BriefSection; text: string },
  sources: Source[],
  steps: Step[],
): boolean {
  const bare = line.text.replace(quoted, ' ');
  const promise = speaksOfPromise.test(bare) && line.section !== 'what_the_customer_wants';
  if (!toolClaimsHold(line.text, sources, steps)) return false;
  if (promise && !promiseHolds(line.text, sources)) return false;
  return !reporting.includes(line.section) || topicHolds(line.text, sources);
}
