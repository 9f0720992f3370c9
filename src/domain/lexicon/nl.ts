import type { Lexicon } from './lexicon.ts';
import { before, opening, whole, words } from './lexicon.ts';

const role =
  '(?:(?:een|de|het|jullie|uw|je|jouw|iemand van|andere) )?(?:(?:echte|echt|menselijke|levende|andere) )?(?:medewerk(?:er|ster)|mens|persoon|agent|vertegenwoordiger|adviseur|klantenservice|klantendienst|supervisor|leidinggevende|manager|teamleider|collega|iemand(?: anders)?|helpdesk|specialist|operator|baliemedewerker|de klantenservice)';
const strong =
  '(?:een )(?:(?:echte|menselijke|levende|andere|echt) )?(?:medewerk(?:er|ster)|mens|agent|vertegenwoordiger|adviseur|supervisor|leidinggevende|manager|operator|echt persoon)|(?:een )?(?:echt|echte|menselijk) persoon';

const spoken =
  '(?:iemand(?: anders)?|(?:een|de|uw|je|jullie|jouw) (?:(?:echte?|menselijke|andere|levende) )?(?:medewerk(?:er|ster)|mens|persoon|agent|adviseur|supervisor|leidinggevende|manager|teamleider|collega|baas)|echte mensen)';

/** Dutch. */
export const dutch: Lexicon = {
  language: 'nl',
  request: {
    ask: words([
      `met ${role}(?: [a-z]{1,12}){0,3} (?:spreken|praten|chatten|bellen|verbinden|doorverbinden|doorverbonden|verbonden|contact|overleggen)`,
      `(?:spreken|praten|chatten|contact|verbind|verbinden|doorverbinden|verbonden|spreek|praat)(?: (?:me|mij|ons|opnemen|worden|door|graag|liever|alsjeblieft|aub|nu)){0,3} (?:met|naar|aan) ${role}`,
      `(?:verbind|verbindt|zet|schakel) (?:u )?(?:me|mij|ons)(?: (?:door|alsjeblieft|alstublieft|aub|nu)){0,3}(?: (?:met|naar|aan) ${role})?(?= |[.,!]|$)`,
      `(?:ik )?(?:wil|wens|eis|zou graag|heb liever|verlang|vraag om)(?: (?:graag|nu|liever|direct|alsjeblieft)){0,2} (?:${strong})`,
      `ik heb (?:${strong}) nodig`,
      `${spoken}(?: (?:graag|aub|alsjeblieft|nu|willen)){0,2} (?:te )?(?:spreken|bereiken)`,
      `(?:geef|geeft|bezorg|haal|roep)(?: u)? (?:me|mij|ons) ${spoken}`,
      '(?:kunt u|kun je|kan je|wilt u|wil je)(?: (?:me|mij|ons|aub|alsjeblieft)){0,2} doorverbinden',
      'doorverbinden (?:graag|aub|alsjeblieft|alstublieft)',
      `(?:is|zijn) er(?: (?:hier|ook)){0,1} (?:${strong}|echte mensen|een medewerker)(?=$|[,!]| beschikbaar| hier| aanwezig)`,
      '(?:menselijke|persoonlijke) (?:hulp|ondersteuning|medewerker)',
      'hulp van (?:een|iemand)(?: (?:mens|medewerker|persoon|echt persoon))?',
      'dat (?:er )?(?:iemand|een (?:echte? )?(?:mens|medewerker|persoon|collega))(?: [a-z]{1,10}){0,4} (?:kijkt|bekijkt|helpt|belt|terugbelt|oplost|overneemt|contact opneemt)',
      '(?:kunt u|kun je|kan iemand|kunnen jullie|wilt u|laat iemand)(?: (?:me|mij|ons|aub|alsjeblieft)){0,2} (?:terugbellen|bellen|opbellen)',
      '(?:teruggebeld|gebeld) (?:worden|te worden)',
      '(?:genoeg|klaar|zat)(?: [a-z]{1,6}){0,2} (?:van|met) (?:die|deze|de|dat) (?:bot|bots|robot|chatbot)',
      `(?:kan|mag|kunnen) (?:ik|we|wij)(?: (?:een|graag|aub|alsjeblieft)){0,1} (?:${strong})`,
      `(?:is er|zijn er) (?:${strong}|iemand)(?: (?:met wie|die|anders|beschikbaar|waarmee))`,
      '(?:niet|niet meer) (?:met )(?:een|deze|die|de) (?:bot|robot|computer|chatbot|machine)(?: (?:praten|spreken|chatten))?',
      '(?:bel|bellen) (?:me|mij) (?:terug|alstublieft|alsjeblieft|aub)',
      'terugbelverzoek',
      'escaleren',
    ]),
    bare: whole(
      [
        '(?:een )?(?:echte |echt |menselijke )?(?:medewerk(?:er|ster)|mens|persoon|agent|klantenservice|operator|adviseur|supervisor)',
      ],
      'alsjeblieft|alstublieft|aub|svp|hallo|hoi|nu|graag|bedankt',
    ),
    deniedBefore: before([
      '(?<!waarom )(?:niet|geen|zonder|nooit|in plaats van)(?: (?:graag|per se|meer|nu|nodig|hoeven|te|om|met|echt)){0,4} ?',
      '(?:hoef|hoeft|wil)(?: (?:ik|echt|dus|je|me)){0,2} (?:niet|geen)(?: (?:met|een|te)){0,2} ?',
    ]),
    toldBefore: before([
      '(?:zei|zeiden|gezegd|aangeraden|verteld)(?: (?:dat|om|ik|moest)){0,3} ?',
      '(?:als|indien|wanneer) ik(?: [a-z]{1,8}){0,1} ?',
      'voordat ik(?: [a-z]{1,8}){0,2} ?',
      '(?:moet|zou) ik(?: (?:dan|hiervoor|daarvoor)){0,2} ?',
      '(?:klanten|gebruikers)(?: (?:kunnen|willen)){0,1} ?',
    ]),
    elsewhere: words([
      'gisteren',
      'vorige (?:week|maand)',
      'eergisteren',
      '(?:dagen|weken|maanden) geleden',
      'gesproken',
    ]),
    decline: words([
      '(?:niet|geen) (?:doorverbinden|medewerker|mens|agent|persoon)(?: nodig)?',
      '(?:hoef|wil) (?:echt )?(?:niet|geen)(?: met)?(?: een)? (?:medewerker|mens|agent|persoon|doorverbonden)',
      '(?:blijf|verder|doorgaan|ga door) (?:liever )?(?:met (?:jou|u|de bot)|bij de bot|hier)',
    ]),
    take: words([
      '(?:verbind|schakel|zet) (?:maar|me maar|mij maar) door',
      '(?:graag|ja) doorverbinden',
    ]),
    soft: words(['kan iemand (?:me|mij) helpen']),
  },
  customer: {
    yes: opening([
      'ja',
      'graag',
      'prima',
      'ok',
      'oke',
      'zeker',
      'natuurlijk',
      'doe maar',
      'akkoord',
      'is goed',
    ]),
    no: opening([
      'nee',
      'niet nu',
      'nog niet',
      'liever niet',
      'nee bedankt',
      'nee dank',
      'hoeft niet',
    ]),
    correction: words([
      '(?:dat|dit) is (?:nog steeds |weer )?(?:niet wat ik|fout|verkeerd|niet juist|onjuist|niet goed)(?: [a-z]{1,9}){0,1}',
      'dat (?:vroeg|bedoel|bedoelde|zei) ik niet',
      'niet wat ik (?:vroeg|bedoel|bedoelde|zei|wil|wilde)',
      '(?:dat )?(?:heb|had) ik (?:je |u |jullie )?(?:al|toch al) (?:gezegd|verteld|uitgelegd|gegeven)',
      'weer (?:fout|verkeerd)',
      'je (?:begrijpt|snapt) (?:het|me) niet',
    ]),
    urgent: words(['dringend', 'spoed', 'onmiddellijk', 'meteen', 'zo snel mogelijk', 'noodgeval']),
    complaint: words([
      'onacceptabel',
      'belachelijk',
      'frustrerend',
      'gefrustreerd',
      'schandalig',
      'tijdverspilling',
      'waardeloos',
      'zat van',
    ]),
    profanity: words(['verdomme', 'godverdomme', 'kut', 'klote', 'idioot', 'stom', 'shit']),
    progress: words(['bedankt', 'dank je', 'dank u', 'perfect', 'werkt (?:nu|weer)', 'opgelost']),
    highIntent: words([
      '(?:offerte|demo) (?:aanvragen|krijgen|ontvangen)',
      'zakelijk (?:abonnement|pakket)',
      'ik wil (?:kopen|upgraden)',
    ]),
    identityTrouble: words([
      '(?:sim|simkaart|account|rekening|kaart)(?: [a-z]{1,12}){0,3} (?:geblokkeerd|vergrendeld) (?:wegens|door|met|vanwege)',
    ]),
  },
  assistant: {
    refusal: words([
      '(?:ik|we|wij) (?:kan|kunnen)(?: [a-z]{1,10}){0,4} niet',
      'niet mogelijk voor mij',
      'helaas niet mogelijk',
    ]),
    claim: words([
      '(?<!(?:als|zodra|nadat|voordat) )(?:ik heb|we hebben|wij hebben)(?:(?! niet| nog niet) [a-z0-9#.-]{1,20}){0,8} (?:geannuleerd|terugbetaald|bijgewerkt|gewijzigd|geboekt|omgeboekt|verwerkt|verzonden|verstuurd|toegevoegd|verwijderd|toegepast|geactiveerd|gedeblokkeerd|gesloten)',
    ]),
    apology: words(['het spijt (?:me|mij|ons)', 'excuses', 'sorry']),
    offer: words([
      `(?:doorverbinden|verbinden|doorverbonden|overdragen)(?: [a-z]{1,8}){0,1} (?:met|naar|aan) ${role}`,
      `met ${role} (?:door)?verbinden`,
    ]),
    conditional: words(['als', 'indien', 'wilt', 'wil', 'zal', 'kan', 'zou']),
    announcement: words([
      `ik verbind (?:u|je)(?: (?:nu|door)){0,2} (?:door )?(?:met|naar) ${role}`,
    ]),
    identityFailure: words([
      '(?:identiteit|gegevens) (?:kon|konden|kan) (?:ik )?niet (?:worden )?(?:geverifieerd|bevestigd|controleren|verifieren)',
    ]),
  },
  topics: {
    billing_dispute: words([
      '(?:dubbel|twee keer|te veel|onterecht|ten onrechte) (?:afgeschreven|gefactureerd|betaald|in rekening)',
      'onterechte (?:afschrijving|factuur|kosten)',
      'factuur (?:klopt niet|is fout|is onjuist)',
      'betwist(?:en)? (?:de|deze|een) (?:factuur|afschrijving|kosten)',
    ]),
    legal: words([
      'advocaat',
      'rechter',
      'rechtbank',
      'rechtszaak',
      'aanklagen',
      'juridische (?:stappen|actie)',
      'consumentenbond',
      'ombudsman',
      'geschillencommissie',
      'aangifte',
    ]),
    security: words([
      'gehackt',
      'fraude',
      'opgelicht',
      'oplichting',
      'gestolen',
      'niet geautoriseerd',
      'phishing',
      'identiteitsfraude',
    ]),
    safety: words([
      'zelfmoord',
      'zelfdoding',
      'in brand',
      'elektrische schok',
      'gewond',
      'medisch noodgeval',
      'gaslek',
    ]),
  },
};
