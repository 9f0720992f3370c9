/**
 * Words that tell which languages a text may be in: the commonest ones of each, and those that requests are made of. Words
 * that several languages share stand in each of their lists; words that are English too stand in no other list, or every
 * English text would be read in all languages.
 */
const lists: Record<string, string> = {
  en: `the a an and or but if is are was were be been am do does did have has had i you he she it we they my your his her its
    our their me us them this that these those to of in on at for with from by about as not no yes can could will would should
    may might must what which who when where why how there here please thanks thank hi hello hey ok okay order help need want
    agent agents human humans person people representative rep operator supervisor manager someone somebody anyone speak talk
    chat transfer connect call support service customer live real bot robot dont cant wont im ive id now still already just
    don't can't won't i'm i've i'd it's that's escalate staff employee fuck shit wtf asap refund urgent lawyer fraud thanks`,
  es: `el los las un una unos unas de del al que y en con por para es son fue ser estar esta este esto eso esa ese mi mis su sus tu
    le les se lo yo usted ustedes pero como cuando donde porque muy mas ya hay si tengo tiene quiero quisiera necesito puedo puede
    puedes podria pueden podrian gracias hola favor ayuda ayudar hablar hablo persona personas humano humana agente agentes operador
    operadora representante asesor asesora supervisor supervisora gerente encargado alguien atencion soporte servicio cliente
    queja abogado fraude robot urgente transfiera transfiere pase paseme pasame comunique comunicame derivame derivar deriva
    llamen llame llamar llamenme factura pedido cuenta tarjeta cobraron dinero problema nada todo bien mal nunca tambien ahora
    demanda demandar denuncia inaceptable joder mierda puta estafa hackearon correcto entiende vale claro`,
  fr: `le les la un une des du de et ou est sont etait ce cet cette ces que qui quoi dont je j'ai j'aimerais tu il elle nous vous ils
    mon ma mes ton ta tes son sa ses votre vos notre nos leur pour par avec sans dans sur pas plus ne n'est n'ai c'est qu'il
    d'un d'une l'agent mais comment quand pourquoi tres aussi oui non merci bonjour salut svp stp plait peux peut pouvez puis
    puis-je pourriez veux voudrais souhaite besoin parler agent agents humain humaine personne conseiller conseillere responsable
    superviseur operateur quelqu'un service client aide aider transferez transfere passez passe mettez rappelez moi reelle vraie
    vrai commande compte carte facture rembourser remboursement probleme avocat fraude urgent robot marre etre faire
    transferer escaladez contacter joindre interlocuteur toujours deja encore inacceptable merde putain d'accord`,
  de: `der das den dem des ein eine einen einem einer und oder aber ist sind war waren sein ich du er sie wir ihr mich mir dich dir
    uns euch mein meine meinen meinem ihre ihren ihrem ihnen sich nicht kein keine keinen mit von zu zum zur bei fur fuer auf aus
    nach uber ueber durch im am als wie wo wer warum wann noch schon auch nur sehr bitte danke hallo ja nein kann kannst konnen
    koennen konnten konnte mochte moechte will wollen muss soll habe hat haben hatte gern gerne jetzt sofort hier dort gibt es
    mensch menschen mitarbeiter mitarbeiterin berater person vorgesetzten vorgesetzter jemand jemanden jemandem kundenservice
    kundendienst ansprechpartner sprechen reden verbinden verbinde weiterleiten hilfe helfen ruckruf rufen echter echten echte
    menschliche operator agenten chef bestellung konto karte rechnung geld problem anwalt betrug dringend eskalieren roboter
    inakzeptabel scheisse falsch ihr euer`,
  pt: `o os um uma uns umas de do da dos das em na nas num numa por para pra com sem que e ou mas se eu voce voces ele ela nos meu
    minha meus minhas seu sua seus suas isso isto esse essa este esta aqui ali ja nao sim mais muito como quando onde porque
    tenho tem ter ha foi ser estou esta quero queria preciso posso pode poderia podem gostaria obrigado obrigada ola oi favor
    ajuda ajudar falar fala falo pessoa pessoas humano humana atendente atendentes atendimento agente operador operadora
    representante supervisor supervisora gerente responsavel alguem suporte transfira transfere transferir passa passe encaminhe
    ligar liga ligue liguem robo chega pedido conta cartao fatura dinheiro problema advogado fraude urgente sac cobraram
    inaceitavel merda errado entendeu encaminhar conectar conecte`,
  it: `il lo gli un uno una di del dello della dei degli delle da dal dalla nel nella con per su tra e o ma che chi cui non si mi ti
    ci vi io tu lui lei noi voi loro mio mia miei mie suo sua tuo tua vostro questo questa quello quella sono sei ho hai ha
    abbiamo e' c'e come quando dove perche piu molto anche gia ancora subito adesso voglio vorrei posso puo potrei potete devo
    bisogno grazie ciao salve favore perfavore aiuto aiutare parlare persona persone umano umana operatore operatrice operatori
    agente consulente responsabile superiore supervisore qualcuno assistenza servizio clienti passi passami passatemi
    trasferisca trasferiscimi trasferire metta mettimi colleghi richiamatemi richiamami chiamarmi ordine conto carta fattura
    soldi problema avvocato frode urgente basta vero vera reale inaccettabile merda sbagliato macchina`,
  nl: `de het een en of maar is zijn was waren ben bent ik jij je hij zij ze wij jullie u uw mijn jouw ons onze hun dit dat deze die
    niet geen wel ook nog al er hier daar met van voor naar bij op uit om te tot door over als wie wat waar waarom wanneer hoe
    kan kunt kunnen kun wil wilt willen moet moeten mag zou heb hebt heeft hebben graag alsjeblieft alstublieft aub bedankt dank
    hallo hoi ja nee nu mens mensen persoon medewerker medewerkster iemand klantenservice leidinggevende collega adviseur
    spreken praten praat doorverbinden doorverbonden verbind verbinden terugbellen teruggebeld bel bellen hulp helpen echte echt
    menselijke geef bestelling rekening kaart geld probleem advocaat fraude dringend robot zet supervisor manager agent
    escaleren onacceptabel verkeerd`,
};

/** English words that must not open another language's reading. */
const englishToo = new Set(
  `a an and or but is was were be am do does did have has had i he we me us in on at of to as no so his her die man see son
  service agent agents client person problem problems operator support robot supervisor manager chef son want all over bonus
  sale come plus compte main hat war will must also nun not bot dir mine pan note den wind rest gift bald handy on er in en
  as is it its sac pass passes case cases problema real urgent chat`.split(/\s+/),
);

function markersOf(language: string): ReadonlySet<string> {
  const words = (lists[language] ?? '').split(/\s+/).filter((word) => word !== '');
  return new Set(language === 'en' ? words : words.filter((word) => !englishToo.has(word)));
}

/** The markers of each language that is written with spaces. */
export const markers: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.keys(lists).map((language) => [language, markersOf(language)]),
);
