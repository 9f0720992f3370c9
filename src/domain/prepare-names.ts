/** Names of people, places and things in a claim: capitals where the language writes none. */
import { languageOfText } from './prepare-language.ts';

/** A capitalised word inside a sentence. */
const capitalised = /(?<=[\p{Ll}\p{N},;:)/&-] )\p{Lu}[\p{L}'’]+(?:-\p{L}+)*/gu;
/** The word at the beginning of a sentence whose verb makes it a person. */
const acting =
  /(?<=^|[.!?;:] )(\p{Lu}[\p{L}'’]+)(?= (?:\p{Lu}[\p{L}'’]+|asks?|asked|says?|said|wants?|wanted|requests?|requested|calls?|called|reports?|reported|needs?|needed|promised|told|agreed|refused|confirmed|mentioned|complained|bought|paid|lives|lived|is|was|has|had|will|would)(?!\p{L}))/gu;

/** Words a writer capitalises that name nobody: labels, roles, abbreviations, months (dates are checked as dates). */
const notNames = new Set(
  (
    'AI API CRM FAQ I ID IDs OK PDF SLA SMS URL VIP SIM PIN PUK VAT APN USA UK EU ' +
    'Account Action Address Agent Also Amount An And Assistant Balance Billing Booking Bot Call Calm Case Channel Chat Claim Client Completed ' +
    'Contact Credit Customer Date Decision Delivery Details Done Due Email E-mail Error Facts Failed Flight He Her His Human Id Intent Invoice Issue ' +
    'It Item Items Its Last Later Line Mail Mood Name Names New Next No None Note Number Open Order Orders Outcome Paid Payment Pending Person ' +
    'Phone Plan Policy Price Priority Problem Product Promise Promised Queue Reason Ref Reference References Refund Refunds Request Reservation Result ' +
    'Return Returns Risk Sentiment She Shipping Status Step Steps Subscription Tense That The Their They This Ticket Tool Total Tried Unknown ' +
    'Urgency User Wants We What When Who Why Yes Angry Asked Opened Looked Only About After Before But For From If In On Of To With Without ' +
    'Then There These Those Never Not Now Please Shall Should Since So Some Still Such Take Tell Until Up Was Were Will Would You Your ' +
    'Dear Hello Hi Kind Best Regards Sincerely Support Team Thank Thanks Sorry Unfortunately However ' +
    'January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec'
  ).split(' '),
);

/** The names a text states. German writes every noun with a capital, which says nothing: there none are found. */
export function namesIn(text: string): string[] {
  const found = [...text.matchAll(capitalised), ...text.matchAll(acting)]
    .map(([name]) => name.replace(/['’]s$/u, ''))
    .filter((name) => !notNames.has(name));
  return found.length > 0 && languageOfText(text) === 'de' ? [] : [...new Set(found)];
}
