/** Every feature a rule may speak of. Policies that name another are refused at the edge. */

/** What a feature may be compared with. */
export type FeatureType = 'boolean' | 'number' | 'string';

interface FeatureEntry {
  type: FeatureType;
  description: string;
}

const flag = (description: string): FeatureEntry => ({ type: 'boolean', description });
const amount = (description: string): FeatureEntry => ({ type: 'number', description });
const name = (description: string): FeatureEntry => ({ type: 'string', description });

/** Name, type and meaning. "Segment" is the stretch since the start or since a human agent last wrote. */
export const featureCatalogue = {
  role: name('customer, assistant, tool or agent'),
  explicit_request: flag("The customer asks for a person, or accepts the assistant's offer of one"),
  explicit_request_kind: name('words or accepted_offer; null without a request'),
  soft_request: flag('A person is mentioned in a way that may be a wish'),
  declines_person: flag('The customer says that no person is wanted'),
  turns_since_declined: amount('Customer turns since a person was declined; null when never'),
  affirmative: flag("The customer's turn begins with a yes"),
  negative: flag("The customer's turn begins with a no"),
  correction: flag('The customer corrects the assistant'),
  corrections: amount('Corrections in this segment'),
  corrections_recent: amount('Corrections within the last 4 customer turns'),
  customer_similarity: amount('0 to 1, likeness to one of the last 4 customer turns'),
  customer_repeats: amount('Customer turns of this segment that repeat an earlier one'),
  urgent: flag('The customer presses for time'),
  complaint: flag('The customer complains about the service'),
  profanity: flag('The customer swears'),
  shouting: flag('Mostly capitals'),
  exclamations: amount('Longest run of exclamation or question marks'),
  frustration: amount('0 to 1, from behaviour over the segment; fades with calm turns'),
  high_intent: flag('The customer wants to buy, upgrade, see a demo or move to a competitor'),
  topic_billing_dispute: flag('A charge or bill is disputed'),
  topic_legal: flag('Lawyer, court, regulator'),
  topic_security: flag('Fraud, theft, unauthorised use'),
  topic_safety: flag('Danger to life or health'),
  security_lock: flag(
    'A card, SIM, device or account is locked for security, or identity cannot be proved',
  ),
  customer_turns: amount('Customer turns in this segment'),
  assistant_turns: amount('Assistant turns with text in this segment'),
  turns: amount('Turns of all roles in the conversation'),
  turns_since_progress: amount(
    'Customer turns since a tool worked or the customer confirmed progress',
  ),
  refuses: flag('The assistant says that it cannot do it'),
  refusals: amount('Refusals in this segment'),
  refusals_in_a_row: amount('Assistant turns in a row that refuse'),
  unbacked_claim: flag(
    'The assistant says that it has changed something, and called no tool of this segment that could have; only where its tools are seen',
  ),
  unbacked_claims: amount('Such turns in this segment'),
  apologies: amount('Assistant turns of this segment that apologise'),
  offers_person: flag('The assistant offers a person'),
  person_offers: amount('Assistant turns of this segment that offer a person'),
  announces_transfer: flag('The assistant says that a person takes over now'),
  handoff_tool_called: flag('The assistant called a handoff tool by one of the usual names'),
  assistant_similarity: amount("0 to 1, likeness to one of the assistant's last 3 turns"),
  bot_failed: flag('The assistant turn reports that the bot could not answer'),
  assistant_repeats: amount('Assistant turns of this segment that repeat an earlier one'),
  assistant_repeats_in_a_row: amount('The same, in a row'),
  record_blocked: flag('A tool shows an account, line, card or order that is blocked or suspended'),
  record_ended: flag('A tool shows one that is blocked, and whose contract had ended before'),
  tool_error: flag('This tool turn reports a failure'),
  tool_errors: amount('Tool failures in this segment'),
  tool_errors_in_a_row: amount('Tool failures since a tool last worked'),
  identity_failures: amount(
    "Failed identity checks in this segment, by signal or by the assistant's words",
  ),
  unanswered: amount('Turns of this segment that the bot reported as unanswered'),
  unanswered_in_a_row: amount('The same, in a row'),
  confidence_best_of_two: amount(
    "The better of the bot's last two confidences: low only when both are",
  ),
  risk: amount(
    '0 to 1, that the assistant will not finish this by itself, by the trained model; null without one',
  ),
  signal_confidence: amount("The bot's confidence, 0 to 1"),
  signal_retrieval_score: amount("The best score of the bot's retrieval, 0 to 1"),
  intent: name("What the customer wants: the bot's word, else the intent model's"),
  intent_probability: amount("The intent model's confidence, 0 to 1; absent for the bot's word"),
  signal_intent: name("The bot's intent"),
  signal_topic: name("The bot's topic"),
  signal_sentiment: amount('-1 to 1'),
  signal_unanswered: flag('The bot had no answer'),
  signal_policy_block: flag('The bot was stopped by one of its guardrails'),
  signal_identity_check: name('passed or failed'),
  signal_urgency: name('low, normal or high'),
  signal_handoff_requested: flag('The bot asks for a handoff'),
  signal_handoff_reason: name('The reason the bot gives for it'),
  signal_opinion_action: name("A model's second opinion: continue, propose or handoff"),
  signal_opinion_confidence: amount('The confidence of that opinion, 0 to 1'),
} as const satisfies Record<string, FeatureEntry>;

/** Flat and named as in {@link featureCatalogue}; what was not measured is null or absent. */
export type Features = Record<string, number | boolean | string | null>;
