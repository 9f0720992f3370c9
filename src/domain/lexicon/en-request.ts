import type { RequestPatterns } from './lexicon.ts';
import { before, whole, words } from './lexicon.ts';

const determiner =
  '(?:an?|the|your|some|any|another|one of (?:your|the)|any of your|somebody from(?: your)?|someone from(?: your| the)?|someone in(?: your| the)?|my account|an? member of(?: your| the)?)';
const adjective =
  '(?:real|live|actual|human|physical|proper|different|senior|customer|client|service|services|support|care|tech|technical|billing|sales|retention|returns?|claims?|call ?cent(?:er|re)|floor|shift|duty|qualified|trained|competent|english[- ]speaking|other|airline|bank|company|real-life|in-person|more senior|experienced|knowledgeable|department|team)';
/** What follows a role when it is no person of ours: a thing, another's, or a trade. */
const notARole =
  "(?!['-]|s'| (?:resources?|error|rights|nature|license|licence|ids?|code|number|portal|account|login|app|roles?|fees?|modes?|position|jobs?|sample|commission|of a|readable))";
const strongRole =
  '(?:humans?(?: beings?)?|agents?|representatives?|representitives?|reps?|operators?|supervisors?|managers?|superiors?|higher[- ]?ups?|csr|real person|live person|actual person)';
const role = `(?:${strongRole}|persons?|advis[oe]rs?|specialists?|staff(?: members?)?|employees?|associates?|consultants?|technicians?|experts?|team members?|colleagues?|boss|leads?|member of (?:staff|your team))`;
const whoever =
  '(?:someone|somebody|some one|anyone|anybody|any one)(?: else| real| human| live| here| there| higher(?: up)?| senior| in charge| with (?:more )?(?:authority|power)| on your (?:team|end|side)| from your team){0,2}';
const department = `(?:${determiner} )?(?:customer (?:service|services|support|care|relations)|support(?: team| staff| department| desk)?|tech(?:nical)? support|help ?desk|(?:complaints|billing|sales|cancellations?|retention|claims|fraud|legal|technical|returns|refunds?|accounts?|customer service|customer care|human|right|appropriate|relevant) (?:department|team|desk|people)|management|live (?:chat|support|help)|human (?:support|help|assistance)|real people|live people|people who)`;
const person = `(?:(?:${determiner} )?(?:${adjective} ){0,3}${role}${notARole}|${whoever}|${department})`;
const strongPerson = `(?:(?:${determiner} )(?:${adjective} ){0,3}${strongRole}${notARole}|(?:an? |any )?(?:real|live|actual|human) (?:${adjective} )?(?:agent|person|rep|representative|operator|support|being|someone|somebody|help)${notARole}|live (?:chat|support) (?:agent|person)|human agents?)`;
/** "A person" can be a passenger: it counts at the end of a clause, or where the words after it speak of contact. */
const plainPerson =
  '(?:an?|some|any) (?:person|human being)(?=[.,!?;]|$| to (?:talk|speak|help|assist|chat|call)| who|,? instead|,? please| now)';

const adverb =
  '(?:(?:directly|live|now|please|over|through|back|up|out|straight|instead|again|right away|immediately|in person|on the phone|further|about (?:this|it|that)) ){0,3}';
const talk = `(?:(?:speak|talk|chat|connect|communicate|deal|converse|discuss (?:this|it|that)|be connected|be transferred|get connected|get transferred|be put through|(?:get|be) (?:in touch|in contact)|get through|reach out) ${adverb}(?:to|with|through to|w)|(?:contact|reach|speak|talk to|call in)) ${person}`;
const patient =
  '(?:me|us|this|it|this (?:chat|call|case|issue|conversation|request|matter)|my (?:chat|call|case|issue|request|matter|complaint)|the (?:chat|call|case|issue|conversation))';
const pass = `(?:transfer|connect|put|patch|pass|hand|redirect|forward|switch|route|refer|link|send|get|direct) (?:${patient} )?${adverb}(?:to|with|w|onto|through to|in touch with|in contact with|on with|over to) ${person}`;
const passAlone = `(?:transfer|forward|redirect) (?:me|us)(?: ${adverb}(?:now|please|over|already))?(?=[.,!;?]| please| now| so| because| before| and i| immediately| asap| right|$)|put (?:me|us) through|get (?:me|us) transferred|go ahead (?:and|with) (?:the |a )?transfer|request(?:ing)? (?:a |the )?(?:human |agent )?transfer|transfer to (?:an? )?(?:${adjective} )?${strongRole}`;
const want = `(?:want|wanna|need|require|demand|requesting|request|like|love|prefer|rather have|appreciate|asking for|asked for|ask for|looking for|wish for|insist on) (?:to (?:have|get|see|request|ask for|reach) )?(?:${strongPerson}|${plainPerson})`;
const bring = `(?:get|give|bring|find|send|fetch|gimme|assign|provide|let me have|i'll take|i will take) (?:me |us )?(?:${strongPerson}|${plainPerson}|an? person(?=[.,!]|$)|someone (?:else|real|human|who can)|somebody (?:else|real|human|who can)|customer (?:service|support)|support on)`;
const gerund = `(?:appreciate|prefer|like|insist on|mind|request|about|love) (?:speaking|talking|chatting|being (?:transferred|connected)|connecting) (?:to|with) ${person}`;
const isThere = `(?:is|are|isn't|aren't) there (?:${person}(?:,? or ${person})?|an? (?:escalation|way to escalate))(?: (?:i|we|you) (?:can|could|may|might|should)| (?:available|around|higher|above|who|that|to (?:talk|speak|escalate|help)))`;
const canPerson = `(?:can|could|may|will|would) (?:${strongPerson}|(?:an?|some) person|someone (?:real|human|else)|a supervisor|a specialist) (?:please )?(?:help|assist|call|contact|look|review|take|handle|check|reach|get|join|step|intervene|answer|talk|speak|override|approve)|(?:can|could|have|get|ask|tell|let) (?:${person}) (?:please )?(?:to )?(?:call|phone|ring|contact) (?:me|us)`;
const mayHave = `(?:can|could|may|might|shall) (?:i|we) (?:please )?(?:have|get|see|request|ask for) (?:${strongPerson}|${plainPerson})`;
const escalate =
  '(?:please|can you|could you|want (?:you )?to|like (?:you )?to|need (?:you )?to|have to|must|how (?:do|can|might|could|would) (?:i|we)|you (?:should|must|can)|just|may i|can i|could i|can we|i|and|or|to) escalate (?:this|it|my|the|that|to)|(?:want|need|like|get|have|having|be) (?:this|it|my [a-z]{1,14}|that) (?:to be )?escalated|escalate (?:this|it|my [a-z]{1,14})(?: [a-z]{1,12}){0,3} to|(?:request|requesting|want|need|demand) an? escalation';
const noBot =
  "(?:don't|do not|dont|not|no longer|stop|never|tired of|sick of|hate|refuse to|won't) (?:want (?:to )?|wanna |here to |going to |willing to )?(?:be )?(?:talk|talking|speak|speaking|chat|chatting|deal|dealing) (?:to|with) (?:an? |this |the |your |some )?(?:stupid |dumb |useless )?(?:bots?|robots?|machines?|ai|a\\.i\\.|chatbots?|computers?|automated system|virtual assistants?|recording)|no (?:more )?(?:bots?|robots?|chatbots?)(?= please|,|\\.|!|$)";
const callBack =
  '(?:want|need|like|request|requesting|schedule|arrange|book|get|have|prefer) (?:an? |the )?(?:call ?back|phone call (?:from|with))|(?:please |can you |could you |somebody |someone )call me(?: back)?(?= |$|[.,!?])(?! (?:by|mr|mrs|ms|dr|crazy|when|if|a ))';

/** Negators of a wish, with only words of wanting between them and the match. */
const denial =
  "(?:(?<!why )(?:do not|don't|dont|does not|doesn't|did not|didn't|didnt|never|would not|wouldn't|will not|won't|wont|need not|needn't|should not|shouldn't|not|rather not|prefer not|without|instead of|rather than|no (?:need|reason|point|use|desire|wish|interest|sense)))";
const bridging =
  '(?: (?:really|actually|particularly|necessarily|currently|even|ever|just|please|think|believe|feel|like|want|wanted|wanting|need|needed|wish|have|having|had|require|care|asking|ask|asked|looking|trying|try|to|for|i|we|you|be|being|get|it|that|this|is|was|necessary|in|interested|going|willing|ready|yet|of|bother|bothering|prefer|would|us|me|him|them|d|a|an|any|the|with|using)){0,9}';

const polite =
  'please|pls|plz|not you|now|hi|hello|hey|thanks|thank you|just|immediately|asap|i said|yes|ok|okay|no,|right now|to an?|to';
const bareRole =
  '(?:an? |the |your )?(?:(?:real|live|actual|human|customer|service|support|care) ){0,2}(?:agents?|human|representative|operator|real person|live person|actual person|person|rep|supervisor|customer service|customer care|customer support|live chat|live agent|human agent|help ?desk|human being|live support|human support|human help|human assistance|representitive)';

/** English, the fullest of the sets: most of what the detectors were measured on is English. */
export const englishRequest: RequestPatterns = {
  ask: words([
    talk,
    pass,
    passAlone,
    want,
    bring,
    gerund,
    isThere,
    canPerson,
    mayHave,
    escalate,
    noBot,
    callBack,
  ]),
  bare: whole(
    [
      `${bareRole}(?:[, ]{1,2}${bareRole}){0,3}(?: (?:request|needed|required|wanted))?`,
      'transfer(?: me)?',
      'escalate',
      'someone real',
      'connect me',
    ],
    polite,
  ),
  deniedBefore: before([
    `${denial}${bridging} ?`,
    'no(?: need for)?(?: an?)?(?: human| live)? ?',
    "(?:please )?(?:don't|do not|dont) ?",
  ]),
  toldBefore: before([
    '(?:told|said|advised|instructed|suggested|recommended|says|say|asked)(?: (?:me|us|that|i|to|you|should|we|could|can)){1,4} ?',
    '(?:if|when|whenever|in case|unless) (?:i|we|you|they)(?: (?:ever|really|still|do|did|could|would|should|had|have|also)){0,2}(?: (?:to|need|needed|want|wanted|like)){0,3} ?',
    "(?:i'll|i will|we'll|i can|i could|i might|i may|we can|we will)(?: (?:just|then|probably|always|try to|maybe|try|later|also|go and|go|simply)){0,3} ?",
    '(?<!(?:how|where|when|who|what) )(?:do|does|will|would|should|must|did|shall)(?: (?:i|we|you|one|they|he|she))(?: (?:really|also|then|still|even|have|need|required|want)){0,3}(?: to)? ?',
    '(?:customers?|users?|clients?|visitors?|people|callers?|guests|they|he|she|who)(?: (?:can|could|may|will|would|should|must|want|wants|wanted|need|needs|ask|to|also|have|has|had|were able|be able)){0,3}(?: to)? ?',
    '(?:had|have had|was able|were able|got|managed|used|went|able|supposed)(?: to)? ?',
  ]),
  elsewhere: words([
    'yesterday',
    'last (?:week|month|year|time|night|monday|tuesday|wednesday|thursday|friday|saturday|sunday)',
    'the other day',
    '(?:days?|weeks?|months?|years?|hours?) ago',
    'previously',
    'back in',
  ]),
  decline: words([
    '(?:stay|continue|carry on|keep going|keep talking|keep chatting|stick|go on|proceed)(?: here)? with (?:the |this |you,? |an? )?(?:bot|chatbot|ai|assistant|you|virtual assistant)',
    "(?:don't|do not|dont|please don't|never) (?:want to be |want you to |need to be |need you to |want to get )?(?:transfer(?:red)?|connect(?:ed)?|escalate|hand(?:ed)?)(?: (?:me|us|this|it|over))?",
    '(?:no need|not necessary|unnecessary|no reason) (?:to|for)(?: (?:a|an|any|me|set up|you to|anyone to)){0,2}(?: [a-z]{1,14} [a-z]{1,14} or)? ?(?:human|transfer|agent|person|escalate|escalation|representative|connect)',
    "(?:no|not a|not an|don't need an?|don't want an?|don't need any|without an?|do not need an?|do not want an?|dont need an?|dont want an?) (?:human|live agent|real person|agent|representative|person|transfer)(?: (?:agent|transfer|needed|necessary|required|please|is needed|for now|thanks|thank you|help)){0,2}(?=[.,!;?]|$| for| to help)",
    "(?:i'd|i would) rather (?:stay|keep|continue|not (?:talk|speak|be transferred|wait))",
    'no (?:one|body) else',
  ]),
  soft: words([
    `(?:someone|somebody|anyone|anybody) (?:else )?(?:help|assist|who|to help|look|check|explain)`,
    `(?:check|ask|confirm|verify) with (?:${strongPerson}|your (?:team|boss|supervisor|manager|colleagues))`,
    '(?:phone|telephone|contact|customer service|support|hotline) number(?: (?:for|of|to|i))',
    `(?:call|contact|reach|ask|see|speak|talk) ${strongPerson}`,
    `(?:speaking|talking) (?:to|with) ${person}`,
  ]),
};
