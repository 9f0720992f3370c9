/**
 * What a language contributes to the detectors: patterns over read text (lower case, no accents, one space between
 * words, see `features-text.ts`). Patterns hold no nested or unbounded quantifiers, so that each runs in linear time.
 */

/** A wish for a person and what surrounds it, all tested inside one thought. */
export interface RequestPatterns {
  /** Asks for a person. */
  ask: RegExp;
  /** Asks for a person when it is all that a thought says. */
  bare: RegExp;
  /** Right before a match: the wish is denied ("I don't need to"). Ends with `$`. */
  deniedBefore: RegExp;
  /** Right before a match: reported, hypothetical or about others ("I was told to"). Ends with `$`. */
  toldBefore: RegExp;
  /** Anywhere in the thought: it happened at another time ("yesterday"). */
  elsewhere: RegExp;
  /** Anywhere: no person is wanted, whatever else is said ("stay with the bot"). */
  decline: RegExp;
  /** After the assistant's offer of a person: takes it, without naming one ("let's do the transfer"). */
  take: RegExp;
  /** Mentions a person without asking for one; at most a reason to propose. */
  soft: RegExp;
}

/** What customers show besides. */
export interface CustomerPatterns {
  yes: RegExp;
  no: RegExp;
  correction: RegExp;
  urgent: RegExp;
  complaint: RegExp;
  profanity: RegExp;
  progress: RegExp;
  highIntent: RegExp;
  identityTrouble: RegExp;
}

/** What assistants say that matters. */
export interface AssistantPatterns {
  refusal: RegExp;
  /** Says that the assistant itself has changed something ("I have cancelled the order"). */
  claim: RegExp;
  apology: RegExp;
  /** Offers a person, as a question or as a possibility. */
  offer: RegExp;
  /** In the thought of an announcement: it is a condition or a question only. */
  conditional: RegExp;
  /** Says that a person takes over now. */
  announcement: RegExp;
  identityFailure: RegExp;
}

/** Names of the risk topics, as features (`topic_...`) and for routing. */
export const riskTopics = ['billing_dispute', 'legal', 'security', 'safety'] as const;
/** One of {@link riskTopics}. */
export type RiskTopic = (typeof riskTopics)[number];

/** All patterns of one language. */
export interface Lexicon {
  language: string;
  request: RequestPatterns;
  customer: CustomerPatterns;
  assistant: AssistantPatterns;
  topics: Record<RiskTopic, RegExp>;
}

/** One pattern out of alternatives, each beginning and ending at a word's edge. */
export function words(alternatives: string[]): RegExp {
  return new RegExp(`(?<![a-z0-9_])(?:${alternatives.join('|')})(?![a-z0-9_])`, 'g');
}

/** Like {@link words}, for scripts that write without spaces. */
export function characters(alternatives: string[]): RegExp {
  return new RegExp(alternatives.join('|'), 'g');
}

/** A whole thought, but for polite words around it. */
export function whole(alternatives: string[], polite: string): RegExp {
  const around = `(?:(?:${polite})[, ]{0,2}){0,3}`;
  return new RegExp(`^${around}(?:${alternatives.join('|')})[, ]{0,2}${around}[!.]{0,9}$`);
}

/** The words right before a match. */
export function before(alternatives: string[]): RegExp {
  return new RegExp(`(?<![a-z0-9_])(?:${alternatives.join('|')})$`);
}

/** The beginning of a turn. */
export function opening(alternatives: string[]): RegExp {
  return new RegExp(
    `^(?:[-, ]|well,? |oh,? |hm{1,3},? ){0,3}(?:${alternatives.join('|')})(?![a-z0-9_])`,
  );
}
