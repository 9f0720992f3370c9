import type { Lexicon } from './lexicon.ts';
import { before, opening, whole, words } from './lexicon.ts';

const role =
  "(?:(?:un|una|un'|il suo|il tuo|il vostro|il|lo|la|l'|qualche|un altro|un'altra) ?)?(?:(?:vero|vera) )?(?:operatore|operatrice|umano|essere umano|persona(?: reale| vera| umana| in carne e ossa)?|agente|consulente|rappresentante|responsabile|superiore|supervisore|direttore|capo|addetto|addetta|tecnico|qualcuno|assistenza(?: clienti)?|servizio clienti|assistente umano|specialista)(?! (?:di viaggio|di viaggi|assicurativo|immobiliare))";
const strong =
  "(?:un|una|un'|qualche|un altro) ?(?:(?:vero|vera) )?(?:operatore(?: umano)?|operatrice|umano|essere umano|persona (?:reale|vera|umana)|agente(?: umano)?|consulente|rappresentante|responsabile|supervisore|addetto)(?! (?:di viaggio|di viaggi|assicurativo|immobiliare))";
const to = "(?:a|ad|con|al|allo|alla|all'|col)";

/** Italian. */
export const italian: Lexicon = {
  language: 'it',
  request: {
    ask: words([
      `(?:parlare|parlo|parli|chattare|comunicare|discutere|contattare|mettermi in contatto|entrare in contatto)(?: (?:direttamente|subito|adesso))? (?:${to} ?)?${role}`,
      `(?:mi )?(?:passi|passa|passate|passami|passatemi|passarmi|trasferisca|trasferisci|trasferiscimi|trasferirmi|trasferite|metta|mettimi|mettetemi|mettermi|colleghi|collegami|collegarmi|inoltri)(?: (?:in contatto|subito|per favore|adesso)){0,2} (?:${to} ?)?${role}`,
      '(?:mi trasferisca|trasferiscimi|trasferitemi)',
      `(?:puo|puoi|potrebbe|potresti|potete) (?:passarmi|trasferirmi|mettermi|collegarmi)(?: (?:in contatto|per favore)){0,1} (?:${to} ?)?${role}`,
      `(?:mess[oa]|trasferit[oa]|collegat[oa]|passat[oa])(?: in contatto)? (?:con|a|ad|all'|al) ?${role}`,
      `mi (?:puo|puoi|potrebbe|potresti|potete) (?:passare|mettere in contatto con|trasferire a|trasferire ad|collegare a|collegare con|far parlare con) ?${role}`,
      "che (?:un|una|un') ?(?:operatore|operatrice|persona|umano|responsabile|agente) (?:controlli|verifichi|guardi|mi aiuti|se ne occupi|mi chiami|mi richiami|mi contatti|intervenga)",
      '(?:voglio|vorrei|preferisco|esigo|mi dia|dammi) (?:una persona|un umano|qualcuno)(?=$|[,.!;]| per favore| subito| vera| vero)',
      '(?:assistenza|aiuto|supporto)(?: (?:umana|umano)| di (?:una persona|un umano|un operatore|qualcuno))',
      '(?:basta|stufo|stufa|stanco|stanca)(?: di| con)? (?:(?:parlare|chattare) con )?(?:un |una |questo |questi |i )?(?:bot|robot|macchine?|chatbot)',
      `(?:c'e|ci sono) (?:${strong}|operatori)(?=$|[,!]| qui| li| per favore| disponibil[ei])`,
      '(?:richiamatemi|richiamami|mi richiami|mi richiamate|mi faccia richiamare)(?=$|[,.!]| per| al| subito| oggi| domani)',
      '(?:potete|puo|potrebbe|potreste|puoi) (?:richiamarmi|chiamarmi|telefonarmi)',
      '(?:vorrei|voglio|preferisco|chiedo di) essere (?:richiamat|contattat|chiamat)[oa]',
      `(?:voglio|vorrei|ho bisogno|desidero|pretendo|preferisco|preferirei|chiedo|mi serve)(?: (?:di|avere|parlare con)){0,2} ?${strong}`,
      `(?:c'e|ci sono) (?:${strong}|qualcuno)(?: (?:con cui|che|disponibile|di reale|d'altro))`,
      `(?:posso|potrei|si puo) (?:avere|parlare) (?:con )?${strong}`,
      'non voglio (?:piu )?(?:parlare|chattare) con (?:un|una|questo|questa|il|la) ?(?:robot|bot|macchina|chatbot|ia)',
      '(?:richiamare|chiamare|richiamato|chiamato) da (?:un operatore|qualcuno|una persona)',
      "(?:fare|faccia|facciamo|chiedo|richiedo) (?:un'? ?)?escalation",
    ]),
    bare: whole(
      [
        "(?:un |una |un')?(?:operatore|operatrice|umano|persona|agente|consulente|supervisore|essere umano)(?: umano| umana| reale| vero| vera)?",
        'servizio clienti',
        'assistenza (?:clienti|umana)',
      ],
      'per favore|perfavore|ciao|salve|grazie|adesso|subito',
    ),
    deniedBefore: before([
      '(?<!perche )(?:non|senza|mai|nessun bisogno)(?: (?:voglio|ho|bisogno|di|serve|mi|e|necessario|desidero|vorrei|devo|che|occorre|mi serve)){0,5} ?',
      'invece di ?',
    ]),
    toldBefore: before([
      '(?:detto|consigliato|chiesto|suggerito)(?: (?:di|che|dovevo|devo)){1,2} ?',
      '(?:devo|dovrei|bisogna|occorre|ho gia|gia|abbiamo|sono stat[oa]|stat[oa]|vado a|prima di|quando) ?',
      'se (?:ho bisogno|volessi|dovessi)(?: di)? ?',
      '(?:i|miei) (?:clienti|utenti)(?: (?:possono|vogliono|possano)){0,1} ?',
    ]),
    elsewhere: words([
      'ieri',
      'la settimana scorsa',
      'il mese scorso',
      '(?:giorni|settimane|mesi) fa',
      "l'altro ieri",
    ]),
    decline: words([
      'non (?:mi )?(?:trasferisca|trasferire|trasferirmi|passi|passare|passarmi)',
      "non (?:ho bisogno di|voglio|serve|mi serve)(?: parlare con)? (?:un |una |un')?(?:operatore|umano|persona|agente|consulente)",
      "(?:continuare|restare|rimanere|resto|continuo|proseguire) con (?:te|lei|il bot|il robot|l'assistente)",
    ]),
    take: words([
      '(?:proceda|procedi|procedete|trasferisca|trasferite) pure',
      '(?:accetto|preferisco|voglio) (?:il trasferimento|il passaggio)',
    ]),
    soft: words(['qualcuno (?:puo|potrebbe|mi puo) aiutar(?:e|mi)']),
  },
  customer: {
    yes: opening([
      'si',
      'certo',
      'va bene',
      'ok',
      "d'accordo",
      'volentieri',
      'per favore',
      'certamente',
      'perfetto',
    ]),
    no: opening(['no', 'non ora', 'non ancora', 'meglio di no', 'no grazie', 'preferisco di no']),
    correction: words([
      'non (?:e|era) (?:questo |quello |cio )?(?:che|quello che) ho (?:chiesto|detto)',
      '(?:questo|quello) non (?:e|era)(?: (?:corretto|giusto|quello che))?',
      '(?:e )?(?:ancora|di nuovo) sbagliato',
      "(?:gliel'ho|te l'ho|l'ho|ve l'ho|ho) gia (?:detto|spiegato|dato|scritto)",
      'non (?:hai|ha|avete) capito',
      '(?:si sbaglia|ti sbagli|e sbagliato)',
    ]),
    urgent: words([
      'urgente',
      'urgentemente',
      'subito',
      'immediatamente',
      'il prima possibile',
      'emergenza',
    ]),
    complaint: words([
      'inaccettabile',
      'ridicolo',
      'frustrante',
      'frustrat[oa]',
      'vergogna',
      'vergognoso',
      'pessimo',
      'perdita di tempo',
      'stuf[oa]',
      'assurdo',
    ]),
    profanity: words(['merda', 'cazzo', 'idiota', 'stupid[oa]', 'vaffanculo', 'stronz[oia]']),
    progress: words(['grazie', 'perfetto', 'funziona', 'risolto']),
    highIntent: words([
      '(?:richiedere|avere|vorrei) (?:un preventivo|una demo)',
      'piano aziendale',
      'voglio (?:acquistare|abbonarmi)',
    ]),
    identityTrouble: words([
      '(?:sim|conto|account|carta)(?: [a-z]{1,12}){0,3} bloccat[oa] (?:per|da|con)(?: [a-z]{1,6}){0,1} (?:sicurezza|pin|puk|frode)',
    ]),
  },
  assistant: {
    refusal: words([
      'non (?:posso|possiamo|sono in grado|e possibile)',
      "non ho (?:accesso|i permessi|l'autorizzazione)",
    ]),
    claim: words([
      '(?<!(?:se|quando|non) )(?:ho|abbiamo) (?:(?:gia|appena) ){0,2}(?:annullato|cancellato|rimborsato|aggiornato|modificato|cambiato|prenotato|elaborato|inviato|aggiunto|rimosso|applicato|accreditato|attivato|sbloccato|chiuso)',
    ]),
    apology: words(['mi dispiace', 'mi scuso', 'ci scusiamo', 'scusi']),
    offer: words([
      `(?:trasferir(?:e|la|ti|lo)|passar(?:e|la|ti)|metter(?:la|ti) in contatto|collegar(?:la|ti))(?: [a-z]{1,8}){0,1} ${to} ?${role}`,
    ]),
    conditional: words(['se', 'vuole', 'vuoi', 'desidera', 'posso', 'potrei', 'preferisce']),
    announcement: words([
      `(?:la|ti|vi) (?:trasferisco|passo|metto in contatto|sto trasferendo|collego)(?: (?:ora|subito|adesso)){0,1} (?:${to} ?)?${role}`,
    ]),
    identityFailure: words([
      'non (?:riesco|sono riuscito|e stato possibile) (?:a )?verificare la (?:sua|tua) identita',
    ]),
  },
  topics: {
    billing_dispute: words([
      '(?:addebitato|addebitata|fatturato)(?: [a-z]{1,6}){0,1} (?:due volte|doppio|in piu|per errore)',
      'addebito (?:non riconosciuto|errato|doppio|ingiustificato|sbagliato)',
      "contestare (?:un|una|la|il|questa|questo|l') ?(?:addebito|fattura|pagamento)",
      'fattura (?:errata|sbagliata|e sbagliata)',
    ]),
    legal: words([
      'avvocat[oa]',
      'denuncia',
      'denunciare',
      'vie legali',
      'azione legale',
      'in tribunale',
      'tribunale',
      'garante',
      'agcom',
      'associazione consumatori',
      'codacons',
    ]),
    security: words([
      'hackerat[oa]',
      'violat[oa]',
      'frode',
      'truffa',
      'truffat[oa]',
      'rubat[oa]',
      'non autorizzat[oa]',
      'clonat[oa]',
      'phishing',
    ]),
    safety: words([
      'suicidio',
      'suicidarmi',
      'uccidermi',
      'preso fuoco',
      'in fiamme',
      'scossa elettrica',
      'ferit[oa]',
      'emergenza medica',
      'fuga di gas',
    ]),
  },
};
