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
  '(?:someone|somebody|some one|anyone|anybody|any one)(?: else| real| human| live| here| there| higher(?: up)?| senior| in charge| responsible| with (?:more )?(?:authority|power)| on your (?:team|end|side)| from your team){0,2}';
const inCharge =
  "(?:whoever|the person|the one|someone|somebody) (?:who )?(?:is |'s )?(?:in charge|responsible|above you)";
const department = `(?:${determiner} )?(?:customer (?:service|services|support|care|relations)|support(?: team| staff| department| desk)?|tech(?:nical)? support|help ?desk|(?:complaints|billing|sales|cancellations?|retention|claims|fraud|legal|technical|returns|refunds?|accounts?|customer service|customer care|human|right|appropriate|relevant) (?:department|team|desk|people)|management|live (?:chat|support|help)|human (?:support|help|assistance)|real people|live people|people who)`;
const person = `(?:${inCharge}|(?:${determiner} )?(?:${adjective} ){0,3}${role}${notARole}|${whoever}|${department})`;
const strongPerson = `(?:(?:${determiner} )(?:${adjective} ){0,3}${strongRole}${notARole}|(?:an? |any )?(?:real|live|actual|human) (?:${adjective} )?(?:agent|person|rep|representative|operator|support|being|someone|somebody|help|employee|associate|specialist|advisor|member of (?:staff|your team)|staff(?: member)?)${notARole}|live (?:chat|support) (?:agent|person)|human agents?)`;
/** "A person" can be a passenger: it counts at the end of a clause, or where the words after it speak of contact. */
const plainPerson =
  '(?:an?|some|any) (?:person|human being)(?=[.,!?;]|$| to (?:talk|speak|help|assist|chat|call)| who|,? instead|,? please| now| on the (?:line|phone))';

const adverb =
  '(?:(?:directly|live|now|please|over|on|off|through|back|up|out|straight|instead|again|right away|immediately|in person|on the phone|further|about (?:this|it|that)) ){0,3}';
const talk = `(?:(?:speak|talk|chat|connect|communicate|deal|converse|discuss (?:this|it|that)|be connected|be transferred|get connected|get transferred|be put through|(?:get|be) (?:in touch|in contact)|get through|reach out) ${adverb}(?:to|with|through to|w/?)|(?:contact|reach|speak|talk to|call in|get (?:a ?)?hold of)) ${person}`;
const patient =
  '(?:me|us|this|it|this (?:chat|call|case|issue|conversation|request|matter)|my (?:chat|call|case|issue|request|matter|complaint)|the (?:chat|call|case|issue|conversation))';
const pass = `(?:transfer|connect|put|patch|pass|hand|redirect|forward|switch|route|refer|link|send|get|direct) (?:${patient} )?${adverb}(?:to|with|w/?|onto|through to|in touch with|in contact with|on with|over to) ${person}`;
const passAlone = `(?:transfer|forward|redirect) (?:me|us)(?: ${adverb}(?:now|please|over|already))?(?=[.,!;?]| please| now| then| so| because| before| and i| immediately| asap| right|$)|put (?:me|us) through|get (?:me|us) transferred|go ahead (?:and|with) (?:the |a )?transfer|request(?:ing)? (?:a |the )?(?:human |agent )?transfer|(?:transfer|connect|escalate|pass|put) (?:me|us|this|it)(?: through| over)? (?:to|with) (?:one|them|her|him)(?=$|[,.!]| please| now)|transfer to (?:an? )?(?:${adjective} )?${strongRole}`;
const want = `(?:want|wanna|need|require|demand|requesting|request|like|love|prefer|rather have|appreciate|asking for|asked for|ask for|looking for|wish for|insist on) (?:to (?:have|get|see|request|ask for|reach) )?(?:${strongPerson}|${plainPerson})`;
const bring = `(?:get|give|bring|find|send|fetch|gimme|assign|provide|let me have|i'll take|i will take) (?:me |us )?(?:${strongPerson}|${plainPerson}|an? person(?=[.,!]|$)|(?:someone|somebody)(?=$|[,.!]| please| now)|someone (?:else|real|human|who can)|somebody (?:else|real|human|who can)|customer (?:service|support)|support on)`;
const gerund = `(?:appreciate|prefer|like|insist on|mind|request|about|love) (?:speaking|talking|chatting|being (?:transferred|connected)|connecting) (?:to|with) ${person}|(?:talking|speaking|chatting) (?:directly )?(?:to|with) (?:${strongPerson}|${plainPerson}|someone (?:real|human|else))|(?:transferring|connecting|passing|escalating|putting) (?:${patient} )(?:through |over )?(?:to|with) ${person}|(?:(?:i'll|i will) (?:just |then |rather )?)?(?:wait|waiting|hold|holding) for (?:${strongPerson}|an? person)|(?:${strongPerson}|an? person|someone (?:real|human)) would be (?:great|nice|best|good|helpful|better|appreciated|perfect|ideal|preferable)`;
const isThere = `(?:is|are|isn't|aren't) there (?:${person}(?:,? or ${person})?|(?:an?|any|some) (?:escalation|way to escalate|higher level|higher authority))(?: (?:i|we|you) (?:can|could|may|might|should)| (?:available|around|higher|above|who|that|there|here|process|path|team|procedure|option|contact|to (?:talk|speak|escalate|help)))|(?:is|are) there (?:${strongPerson}|(?:any )?(?:humans|real people|live people))(?=$|[,!]| please)|(?:do|don't|dont) you (?:not )?have (?:${strongPerson}|(?:any )?(?:humans|real people|live people)|someone|anyone|anybody|somebody)(?= (?:i|we) (?:can|could)| there| here| available| to (?:talk|speak)| who| that can|,|$)`;
const task =
  '(?:help|assist|call|contact|look|review|take|handle|check|reach|join|step|intervene|answer|talk|speak|override|approve|verify|sort|deal|fix|resolve)';
const canPerson = `(?:can|could|may|would) (?:${strongPerson}|(?:an?|some) person|someone (?:real|human|else)|a supervisor|a specialist) (?:please )?${task}|(?:can|could|have|get|ask|tell|let|like|want|need) (?:${person}) (?:please )?(?:to )?(?:call|phone|ring|contact|e-?mail|get in touch with|reach out to) (?:me|us)|(?:have|get|let|want|need|like|ask) (?:${strongPerson}|an? person|someone (?:real|human|else)) (?:to )?(?:please )?${task}|(?:perhaps|maybe) (?:${strongPerson}|someone (?:else|higher(?: up)?|senior)) (?:can|could|might|may|would)|(?:be|get) (?:re)?(?:viewed|handled|looked at|checked|seen|answered|helped|assisted|contacted|called|served) by (?:${strongPerson}|an? person|someone real)|(?:who|whom) (?:can|could|should|do|may|might) (?:i|we) (?:speak|talk|complain|escalate)(?: this| it)? (?:to|with)`;
const involve = `put (?:${strongPerson}|an? person|someone|somebody|your [a-z]{1,12}) on(?= the (?:line|phone)|,|$| please| now| here)|(?:involve|bring in|loop in|pull in|call in) (?:${strongPerson}|an? person|someone (?:else|senior|real|human))|get (?:${strongPerson}|an? person) (?:involved|on the (?:line|phone)|in here|on here)|(?:complain|complaint) (?:to|with) (?:${strongPerson})`;
const humanHelp = `(?:need|want|get|request|require|requesting|prefer|like|have) (?:some |the |any )?(?:human|live|real) (?:help|assistance|support|intervention|attention|review|contact|service)|(?:help|assistance|support|second opinion|a? ?review|answer|response) (?:of|from|by) (?:${strongPerson}|an? (?:real )?person)`;
const leadingBare =
  '(?<=, |- )(?:(?:an? |the )?(?:(?:real|live|actual|human) ){0,1}(?:agent|human|representative|operator|person|supervisor|manager|human being)) (?:please|pls|plz|now|asap)(?=$|,|!)';
const mayHave = `(?:can|could|may|might|shall) (?:i|we) (?:please )?(?:have|get|see|request|ask for) (?:${strongPerson}|${plainPerson})`;
const escalate =
  '(?:please|can you|could you|want (?:you )?to|like (?:you )?to|need (?:you )?to|have to|must|how (?:do|can|might|could|would) (?:i|we)|you (?:should|must|can)|just|may i|can i|could i|can we|i|and|or|to) escalate (?:this|it|my|the|that|to)|(?:want|need|like|get|have|having|be) (?:this|it|my [a-z]{1,14}|that) (?:to be )?escalated|escalate (?:this|it|my [a-z]{1,14})(?: [a-z]{1,12}){0,3} to|(?:want|need|like|wish|have) to escalate(?=$|[,.!]| please| now| further)|(?:request|requesting|want|need|demand) an? escalation';
const noBot =
  "(?:done with (?:this|the|your|these) (?:stupid |dumb |useless )?(?:bots?|robots?|chatbots?|machine))|(?:don't|do not|dont|not|no longer|stop|never|tired of|sick of|done|hate|refuse to|won't) (?:want (?:to )?|wanna |here to |going to |willing to )?(?:be )?(?:talk|talking|speak|speaking|chat|chatting|deal|dealing) (?:to|with) (?:an? |this |the |your |some )?(?:stupid |dumb |useless )?(?:bots?|robots?|machines?|ai|a\\.i\\.|chatbots?|computers?|automated system|virtual assistants?|recording)|(?:someone|somebody|person|human)(?: [a-z']{1,12}){0,6},? (?:and )?not (?:an? |the |this |some |your )?(?:bot|robot|machine|ai|chatbot|computer)|no (?:more )?(?:bots?|robots?|chatbots?)(?= please|,|\\.|!|$)";
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
    involve,
    humanHelp,
    leadingBare,
    noBot,
    callBack,
  ]),
  bare: whole(
    [
      `(?:(?:i )?(?:need|want|request|get|contact|reach|call|connect(?: (?:me|to|with)){0,2}|speak to|talk to) )?${bareRole}(?:[, ]{1,2}${bareRole}){0,3}(?: (?:request|needed|required|wanted))?`,
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
    '(?<!(?:appreciate (?:it|that)|great|nice|good|grateful|glad|happy|helpful|thankful|appreciated|best|love it|like it|prefer it|wonderful|perfect|wonder|wondering|ask|asking) )(?:if|when|whenever|in case|unless|before|until|after) (?:i|we|you|they)(?: (?:ever|really|still|do|did|could|would|should|had|have|also)){0,2}(?: (?:to|need|needed|want|wanted|like)){0,3} ?',
    "(?<!(?:chance|way|hope|hoping|wish|who|whom|person|someone|anyone|if|that) )(?:i'll|i will|we'll|i can|i could|i might|i may|we can|we will)(?: (?:just|then|probably|always|try to|maybe|try|later|also|go and|go|simply)){0,3} ?",
    "(?:i'll|i will|we'll|we will|i can|i could|i might|i would|i'd)(?: [a-z']{1,14}){1,6},? (?:and|then)(?: (?:then|just|also)){0,2} ?",
    '(?<!(?:how|where|when|who|what) )(?:do|does|will|would|should|must|did|shall)(?: (?:i|we|you|one|they|he|she))(?: (?:really|also|then|still|even|have|need|required|want)){0,3}(?: to)? ?',
    '(?:customers?|users?|clients?|visitors?|people|callers?|guests|they|he|she|who)(?: (?:can|could|may|will|would|should|must|want|wants|wanted|need|needs|ask|to|also|have|has|had|were able|be able)){0,3}(?: to)? ?',
    '(?:had|have had|was able|were able|been able|not able|got|managed|used|went|supposed)(?: to)? ?',
    '(?:am i|are we|are you|is this|was|were|been|after|before|while|when|of|by|from|keep|kept|remember|already|than) ?',
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
  take: words([
    '(?:do|proceed with|go with|go for|go ahead with|start|prefer|want|like|take|choose|try|appreciate|love|need|arrange|initiate) (?:the|that|an?) (?:human |live |agent )?(?:transfer|handoff|handover|hand-over|escalation|agent|human|person|specialist|representative|supervisor)',
    'transfer(?= please|[.!,]|$)',
    '(?:the )?(?:human|agent|person|transfer|specialist|representative|supervisor) (?:option|please|then)',
    '(?:please|go ahead and) (?:transfer|connect|escalate)',
  ]),
  soft: words([
    `(?:someone|somebody|anyone|anybody) (?:else )?(?:help|assist|who|to help|look|check|explain)`,
    `(?:check|ask|confirm|verify) with (?:${strongPerson}|your (?:team|boss|supervisor|manager|colleagues))`,
    '(?:phone|telephone|contact|customer service|support|hotline) number(?: (?:for|of|to|i))',
    `(?:call|contact|reach|ask|see|speak|talk) ${strongPerson}`,
    `(?:speaking|talking) (?:to|with) ${person}`,
  ]),
};
