import type { Lexicon } from './lexicon.ts';
import { before, opening, whole, words } from './lexicon.ts';

const role =
  "(?:(?:un|une|le|la|votre|l'|d'un|d'une|un autre|une autre) ?)?(?:(?:vrai|vraie|autre) )?(?:agent|humain|humaine|personne(?: reelle| humaine| physique)?|etre humain|representant|conseiller|conseillere|operateur|operatrice|superviseur|responsable|manager|technicien|collegue|quelqu'un|service client(?:ele)?|un service client|support|specialiste)(?! de (?:voyages?|police|securite|joueurs))(?! immobilier)";
const strong =
  "(?:un|une|d'un|d'une) (?:(?:vrai|vraie|autre) )?(?:agent(?: humain)?|humain|etre humain|personne (?:reelle|humaine|physique)|vraie personne|representant|conseiller|conseillere|operateur|superviseur|responsable)(?! de (?:voyages?|police|securite))(?! immobilier)";

/** French. */
export const french: Lexicon = {
  language: 'fr',
  request: {
    ask: words([
      `(?:parler|discuter|echanger|chatter|communiquer|entrer en contact|etre mis en (?:relation|contact)|mise en relation|contact)(?: (?:directement|maintenant))? (?:a|avec) ${role}`,
      `(?:joindre|contacter|avoir) ${strong}`,
      `(?:passez|passer|transferez|transferer|mettez|mettre|connectez|connecter|redirigez|rediriger|orientez|passe|transfere)(?:[- ](?:moi|nous|me|en|relation|contact|ca|cela|s'il vous plait)){1,5} (?:a|avec|vers) ${role}`,
      `(?:me|nous) (?:passer|transferer|mettre en (?:relation|contact)|connecter|rediriger|orienter)(?: (?:a|avec|vers))? ${role}`,
      '(?:transferez|transfere)-moi',
      `(?:je veux|je voudrais|j'aimerais|je souhaite|je prefere|j'exige|je demande|il me faut|j'ai besoin)(?: (?:avoir|parler a|de|d'avoir)){0,2} ${strong}`,
      `(?:y a-t-il|il y a|est-ce qu'il y a) (?:${strong}|quelqu'un)(?: (?:a qui|avec qui|qui|de reel|d'autre|de disponible))`,
      `(?:puis-je|pourrais-je|je peux|peut-on) (?:avoir|parler) (?:a |avec )?${strong}`,
      '(?:je )?(?:ne )?veux (?:pas|plus) (?:parler|discuter|echanger) (?:a|avec) (?:un|une|ce|cette|votre) (?:robot|bot|machine|chatbot|ia)',
      'escalad(?:er|ez) (?:ma|mon|cette|ce|le|la)',
      "(?:que )?quelqu'un (?:me rappelle|m'appelle|peut m'appeler)",
    ]),
    bare: whole(
      [
        '(?:un |une )?(?:vrai |vraie )?(?:agent|humain|conseiller|conseillere|operateur|representant|personne reelle|vraie personne|superviseur)(?: humain| reel)?',
        'service client(?:ele)?',
      ],
      "s'il vous plait|svp|stp|bonjour|merci|maintenant",
    ),
    deniedBefore: before([
      "(?:pas|plus|jamais|sans|inutile|aucun besoin|au lieu)(?: (?:besoin|de|d'|la peine|me|le|que|necessaire|envie|a|vouloir|souhaite)){0,5} ?",
      "(?:ne|n')(?: (?:me|nous))? ?",
    ]),
    toldBefore: before([
      "(?:m'a|m'ont|nous a|on m'a) (?:dit|conseille|demande|recommande)(?: (?:de|que|d'))? ?",
      "si (?:j'ai besoin|je veux|je dois|je souhaite)(?: (?:de|d'))? ?",
      '(?:les|mes|nos) (?:clients|utilisateurs)(?: (?:peuvent|puissent|veulent)){0,1} ?',
    ]),
    elsewhere: words([
      'hier',
      'la semaine derniere',
      'le mois dernier',
      'il y a (?:quelques|deux|trois|plusieurs) (?:jours|semaines|mois)',
      'avant-hier',
    ]),
    decline: words([
      '(?:ne )?(?:me|nous) (?:transferez|passez|transfere|passe) (?:pas)',
      "pas besoin (?:d'un|d'une|de) (?:agent|humain|conseiller|personne|parler)",
      "(?:je )?(?:ne )?veux pas (?:parler a|d'|de|d'un) ?(?:un |une )?(?:agent|humain|conseiller|personne)",
      "(?:rester|continuer|je reste|je continue) avec (?:vous|toi|le bot|le robot|l'assistant)",
    ]),
    soft: words(["quelqu'un (?:peut|pourrait) m'aider"]),
  },
  customer: {
    yes: opening([
      'oui',
      "d'accord",
      'bien sur',
      'ok',
      'volontiers',
      'avec plaisir',
      'allez-y',
      "s'il vous plait",
      'parfait',
      'entendu',
    ]),
    no: opening(['non', 'pas maintenant', 'pas encore', 'plutot pas', 'non merci', 'inutile']),
    correction: words([
      "ce n'est pas (?:ce que|ma question|ca|correct|juste|bon)(?: (?:j'ai|je) [a-z]{1,12})?",
      "c'est (?:encore |toujours )?(?:faux|incorrect|pas ca)",
      "je (?:vous |te )?(?:l'ai|ai) deja (?:dit|explique|donne|repondu)",
      "je l'ai deja (?:dit|explique)",
      'vous (?:ne )?(?:comprenez|repondez|ecoutez) pas',
      'encore une fois,? non',
    ]),
    urgent: words([
      'urgent(?:e)?',
      'en urgence',
      'immediatement',
      'tout de suite',
      'au plus vite',
      'des que possible',
    ]),
    complaint: words([
      'inadmissible',
      'inacceptable',
      'ridicule',
      'frustrant',
      'marre',
      'ras-le-bol',
      'perte de temps',
      'honteux',
      'scandaleux',
    ]),
    profanity: words(['merde', 'putain', 'idiot', 'connard', 'stupide', 'bordel']),
    progress: words(['merci', 'parfait', 'ca marche', 'resolu', 'ca fonctionne']),
    highIntent: words([
      '(?:demander|obtenir|avoir|reserver) (?:un devis|une demo|une demonstration)',
      'offre entreprise',
      'je (?:veux|souhaite) (?:souscrire|acheter)',
    ]),
    identityTrouble: words([
      '(?:sim|compte|carte)(?: [a-z]{1,12}){0,3} (?:bloque|bloquee|verrouille|verrouillee) (?:par|pour|avec) (?:[a-z]{1,4} )?(?:securite|code pin|pin|puk|fraude)',
    ]),
  },
  assistant: {
    refusal: words([
      'je ne (?:peux|suis) pas(?: en mesure)?',
      "il ne m'est pas possible",
      "je n'ai pas (?:acces|l'autorisation)",
    ]),
    apology: words([
      'je suis desole',
      'desole',
      "je m'excuse",
      'toutes mes excuses',
      "veuillez m'excuser",
    ]),
    offer: words([
      `(?:transferer|mettre en (?:relation|contact)|passer|connecter|rediriger)(?: (?:avec|a|vers))? ${role}`,
    ]),
    conditional: words(['si', 'souhaitez', 'voulez', 'puis-je', 'je peux', 'pourrais', 'aimeriez']),
    announcement: words([
      `je (?:vous )?(?:transfere|mets en (?:relation|contact)|passe|connecte)(?: (?:avec|a|vers|maintenant)){1,2} ${role}`,
    ]),
    identityFailure: words(['(?:impossible de|pas pu|ne peux pas) verifier votre identite']),
  },
  topics: {
    billing_dispute: words([
      '(?:debite|facture|preleve)(?:e)? (?:deux fois|en double|a tort|trop)',
      'contest(?:er|e) (?:un|une|ce|cette|la|le) (?:facture|prelevement|debit|frais|paiement)',
      'facture (?:est )?(?:erronee|fausse|incorrecte)',
      'double (?:prelevement|facturation)',
    ]),
    legal: words([
      'avocat',
      'avocate',
      'porter plainte',
      'tribunal',
      'poursuites',
      'en justice',
      'mise en demeure',
      'mediateur',
      'ufc que choisir',
      'dgccrf',
      'cnil',
    ]),
    security: words([
      'pirate',
      'piratee',
      'piratage',
      'fraude',
      'frauduleux',
      'frauduleuse',
      'arnaque',
      'usurpation',
      'carte volee',
      'non autorisee?',
    ]),
    safety: words([
      'suicide',
      'me tuer',
      'pris feu',
      'en feu',
      'choc electrique',
      'blesse',
      'blessee',
      'urgence medicale',
    ]),
  },
};
