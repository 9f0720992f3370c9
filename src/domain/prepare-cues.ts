/** Cue words of the deterministic brief, in the languages of the detectors: en, de, fr, es, it, pt, nl, zh. */

/** One pattern over whole words; `characters` are for scripts that write without spaces. */
function cue(wordsOf: Record<string, string>, characters = ''): RegExp {
  const words = Object.values(wordsOf).join('|');
  const whole = `(?<![\\p{L}\\p{N}_])(?:${words})(?![\\p{L}\\p{N}_])`;
  return new RegExp(characters === '' ? whole : `${whole}|${characters}`, 'iu');
}

/** Asks for something. */
export const wants = cue(
  {
    en: "i(?:['’]d| would) (?:like|love|prefer)|i (?:just |really |also |still |only )?(?:want|need|wish)|i(?: am|['’]m) (?:calling|writing|trying|looking)|can you|could you|can i|could i|would you|please|pls|plz|help me|help with|looking (?:to|for)|trying to|how (?:do|can|long|much)|when (?:will|can|do)|why (?:is|are|do|does|was)",
    de: 'ich (?:möchte|will|brauche|hätte|würde)|möchte ich|können sie|könnten sie|bitte|wie kann|wann|warum',
    fr: "je (?:veux|voudrais|souhaite|souhaiterais|cherche)|j[’']aimerais|pouvez[- ]vous|pourriez[- ]vous|comment|quand|pourquoi|merci de|s[’']il vous pla[iî]t",
    es: 'quiero|quisiera|necesito|puede|podría|pueden|me gustaría|por favor|cómo|cuándo|por qué',
    it: 'vorrei|voglio|ho bisogno|può|potete|potrebbe|per favore|come posso|quando|perché',
    pt: 'quero|queria|gostaria|preciso|pode|poderia|podem|por favor|como (?:posso|faço)|quando|por que',
    nl: 'ik (?:wil|zou|heb|moet)|wil ik|kunt u|kun je|kan ik|graag|alsjeblieft|alstublieft|hoe|wanneer|waarom',
  },
  '我(?:想|要|需要|希望)|请|請|能不能|可以.{0,6}[吗嗎]|怎么|怎麼|什么时候|什麼時候|为什么|為什麼|麻烦|麻煩|帮我|幫我',
);

/** Says what is wrong. */
export const trouble = cue(
  {
    en: "not work(?:ing)?|doesn['’]?t work|does not work|isn['’]?t|won['’]?t|can['’]?t|cannot|couldn['’]?t|never (?:arrived|received|got)|not (?:arrived|received|delivered|updated)|still (?:no|not|waiting|haven['’]?t|hasn['’]?t)|broken|broke|damaged|crash\\w*|freez\\w+|stuck|wrong|problems?|issues?|errors?|fail(?:s|ed|ing)?|missing|lost|stolen|late|delay(?:ed|s)?|cancel(?:l?ed)?|(?:over|double )?charged|declined|refused|locked|blocked|slow|down",
    de: 'funktioniert nicht|geht nicht|kaputt|defekt|problem\\w*|fehler\\w*|falsch\\w*|fehlt|verspätet|verloren|gesperrt|abgebucht|beschädigt|nicht (?:angekommen|erhalten)',
    fr: 'ne (?:marche|fonctionne) pas|problèmes?|panne|erreurs?|cassée?|perdue?|en retard|débité\\w*|bloquée?|endommagée?|pas (?:reçu|arrivée?)',
    es: 'no (?:funciona|llega|ha llegado|puedo)|problemas?|errore?s?|rot[oa]|perdid[oa]|retras\\w+|cobrad[oa]|cobraron|bloquead[oa]|dañad[oa]|falla\\w*',
    it: 'non (?:funziona|arriva|è arrivat[oa]|riesco|posso)|problem[ai]|error[ei]|rott[oa]|pers[oa]|ritardo|addebit\\w+|bloccat[oa]|danneggiat[oa]',
    pt: 'não (?:funciona|chegou|consigo|recebi)|problemas?|erros?|quebrad[oa]|perdid[oa]|atras\\w+|cobrad[oa]|cobraram|bloquead[oa]|danificad[oa]',
    nl: 'werkt niet|doet het niet|kapot|problemen?|fout\\w*|verkeerd\\w*|kwijt|vertrag\\w+|afgeschreven|geblokkeerd|beschadigd|niet (?:aangekomen|ontvangen|geleverd)',
  },
  '坏|壞|不能|无法|無法|没有?收到|沒有?收到|错|錯|问题|問題|故障|失败|失敗|延误|延誤|丢|丟|扣款|扣费|扣費|锁|鎖',
);

/** Takes back or replaces what was said. */
export const corrects = cue(
  {
    en: 'actually|instead|rather|i meant|i said|not what|changed my mind|on second thought|correction|scratch that|wait,? (?:no|i)',
    de: 'sondern|stattdessen|doch lieber|eigentlich|ich meinte',
    fr: 'plutôt|finalement|en fait|je voulais dire',
    es: 'en realidad|más bien|quise decir|en vez de',
    it: 'invece|anzi|in realtà|piuttosto|intendevo',
    pt: 'na verdade|em vez|ao invés|quis dizer',
    nl: 'eigenlijk|liever|in plaats daarvan|ik bedoel(?:de)?|toch maar',
  },
  '其实|其實|改成|换成|換成|还是.{0,4}吧|我是说|我是說',
);

/** Says who somebody is, not what they want. */
export const identity =
  /^(?:(?:sure|yes|ok(?:ay)?|hi|hello|of course|ja|oui|sí|si|sim|klar|claro)(?!\p{L})[\s,.!–—-]*)*(?:my (?:full |user |customer |phone |account |email )*(?:name|id|number|e-?mail|address|zip|username)|the (?:user|customer) id|it['’]s|mein name|meine (?:nummer|e-?mail)|mon (?:nom|numéro|e-?mail)|mi (?:nombre|número|correo)|il mio (?:nome|numero)|o? ?meu (?:nome|número|e-?mail)|mijn (?:naam|nummer|e-?mail)|我(?:叫|的名字|的邮箱|的电话))(?!\p{L})/iu;

/** Asks for help without saying with what. */
export const hollow =
  /^(?:(?:yes|so|and|please|ok(?:ay)?|hi|hello|hey)[\s,]+)*(?:(?:can|could) you (?:please )?(?:help|assist|fix|check)|what (?:should|do|can) i|please help|help me|i (?:really )?need (?:some |your )?help|is there anything|können sie mir (?:bitte )?helfen|pouvez-vous m['’]aider|me puede ayudar|puede ayudarme|può aiutarmi|pode me ajudar|kunt u (?:mij )?helpen|(?:可以|能)帮(?:我|忙))/iu;

/** Says what is not wanted of the assistant in passing. */
export const aside = /(?<!\p{L})i(?:['’]d| would) (?:rather|prefer) not(?!\p{L})/iu;

/** Opens, thanks or agrees. */
export const smallTalk =
  /^(?:hi|hello|hey|thanks?|thank you|thx|ty|cheers|ok(?:ay)?|great|perfect|sure|yes|no|will do|done|sent|good (?:morning|afternoon|evening|day)|welcome|you(?:['’]re| are) (?:very )?welcome|no (?:problem|worries)|hallo|guten (?:tag|morgen|abend)|danke|bonjour|bonsoir|merci|hola|buen[oa]s|gracias|ciao|buongiorno|salve|grazie|olá|oi|bom dia|boa tarde|obrigad[oa]|goedendag|goedemorgen|dank|bedankt|你好|您好|谢谢|謝謝|好的)(?!\p{L})/iu;

/** Speaks of a person who should take over. */
export const person = cue(
  {
    en: 'human|person|(?:live |real |support |customer service )?(?:agents?|representatives?|reps?)|supervisors?|managers?|operators?|specialists?|someone (?:else|real|who)|real someone|transfer\\w*|escalat\\w+',
    de: 'mensch\\w*|mitarbeiter\\w*|person|vorgesetzte\\w*|berater\\w*|jemand\\w*',
    fr: 'humain|conseill(?:er|ère)|responsable|personne|opérateur|agent',
    es: 'humano|agente|persona|operador|supervisor|representante|alguien',
    it: 'operatore|umano|persona|responsabile|qualcuno',
    pt: 'atendente|humano|pessoa|operador|supervisor|gerente|alguém',
    nl: 'mens|medewerker|persoon|leidinggevende|iemand',
  },
  '人工|真人|客服|专员|專員|经理|經理|主管',
);

/** Says that something cannot or may not be done. */
export const refuses = cue(
  {
    en: "can['’]t|cannot|can not|unable to|not able to|not possible|not allowed|not permitted|not eligible|ineligible|not authori[sz]ed|not available|not supported|no (?:option|way|longer)|non-?refundable|don['’]t have (?:the |any )?(?:access|ability|option|authority)|do not have|isn['’]t (?:possible|available|allowed|eligible)|aren['’]t (?:able|allowed|eligible)|(?:is|are) not (?:possible|available|allowed|eligible|able)|does(?:n['’]t| not) (?:allow|qualify|permit|cover)|don['’]t (?:allow|offer|qualify)|won['’]t be able|outside (?:of )?(?:my|our|the)|beyond (?:what|my)|against (?:our|the) policy|policy (?:does not|doesn['’]t|states|only)|only (?:be|allow|possible)|unfortunately",
    de: 'leider|nicht (?:möglich|erlaubt|berechtigt|verfügbar)|kann (?:ich|man)?(?: \\p{L}+){0,3} nicht|können wir(?: \\p{L}+){0,3} nicht|nicht (?:stornieren|erstatten|ändern)',
    fr: 'malheureusement|impossible|ne (?:peux|peut|pouvons|puis) (?:pas|malheureusement)|pas (?:possible|autorisée?|éligible|en mesure)',
    es: 'lamentablemente|desafortunadamente|no (?:puedo|podemos|es posible|se puede|está permitid[oa]|tengo acceso)',
    it: 'purtroppo|non (?:posso|possiamo|è possibile|è consentit[oa]|ho accesso)|impossibile',
    pt: 'infelizmente|não (?:posso|podemos|consigo|é possível|é permitid[oa]|tenho acesso)',
    nl: 'helaas|niet (?:mogelijk|toegestaan|beschikbaar)|kan (?:ik|dit|dat)?(?: \\p{L}+){0,4} niet|kunnen (?:we|wij)(?: \\p{L}+){0,4} niet',
  },
  '无法|無法|不能|不可以|没办法|沒辦法|很遗憾|很遺憾|不支持|不允许|不允許',
);

/** Refuses in so many words, and not by a property of the thing alone. */
export const refusesPlainly = cue(
  {
    en: "(?:i|we|i['’]m|i am|we['’]re|we are|it['’]s|it is)(?: \\p{L}+){0,3} (?:can['’]t|cannot|can not|unable|not (?:able|possible|allowed|permitted|authori[sz]ed))|can['’]t|cannot|unfortunately",
    de: 'leider|kann (?:ich|man)?(?: \\p{L}+){0,3} nicht|können wir(?: \\p{L}+){0,3} nicht|nicht möglich',
    fr: 'malheureusement|impossible|ne (?:peux|pouvons|puis) (?:pas|malheureusement)',
    es: 'lamentablemente|desafortunadamente|no (?:puedo|podemos|es posible)',
    it: 'purtroppo|non (?:posso|possiamo|è possibile)',
    pt: 'infelizmente|não (?:posso|podemos|consigo|é possível)',
    nl: 'helaas|kan (?:ik|dit|dat)?(?: \\p{L}+){0,4} niet|niet mogelijk',
  },
  '无法|無法|不能|没办法|沒辦法|很遗憾|很遺憾',
);

/** Makes a promise depend on something, or asks. */
export const asksOrHedges =
  /[?？]|(?<!\p{L})(?:if|once|unless|would you|could you|please|let me know|need (?:to|you|your)|wenn|falls|sobald|si vous|si usted|si (?:desea|quiere)|se (?:desidera|vuole|você|quiser)|als u|zodra)(?!\p{L})|如果|若/iu;

/** Promises something. */
export const commits = cue(
  {
    en: "(?:i|we)(?:['’]ll| will| am going to| are going to) (?!need|be (?:un)?able|require|not(?!\\p{L})|(?:use|check|look|take a look|go ahead|be happy)(?!\\p{L}))\\p{L}+|you(?:['’]ll| will) (?:receive|get|hear|see|be (?:refunded|contacted|credited|charged))|(?:will be|is being|are being) (?:processed|refunded|sent|shipped|credited|issued|delivered|transferred)|within (?:the next )?(?:\\d+|a few|one|two|three|five)|guarantee|promise",
    de: 'ich werde|wir werden|sie (?:erhalten|bekommen)|innerhalb von|versprechen?',
    fr: "je vais|nous allons|vous (?:recevrez|serez|allez recevoir)|sous \\d+|d[’']ici|promets",
    es: 'voy a|vamos a|(?:usted )?recibirá|le (?:enviaré|enviaremos|llamaremos)|en un plazo|dentro de \\d+',
    it: 'riceverà|riceverete|(?:le )?(?:invierò|invieremo)|entro \\d+|provvederemo',
    pt: 'vou (?!precisar)\\p{L}+|vamos \\p{L}+|(?:você )?receberá|em até \\d+|dentro de \\d+',
    nl: '(?:ik|wij|we) (?:zal|zullen)|u (?:ontvangt|krijgt)|binnen \\d+',
  },
  '我(?:会|會|们会|們會)|您(?:将|將)(?:收到|会)|\\d+.{0,3}(?:个|個)?(?:工作日|小时|小時|天)(?:内|內)',
);

/** Tells what the customer did already. */
export const didAlready = cue(
  {
    en: "(?:i|we)(?:['’]ve| have)? (?:already |just |also |even )*(?:tried|restarted|rebooted|checked|called|contacted|emailed|sent|paid|accepted|reset|reinstalled|uninstalled|removed|turned|toggled|updated|cancell?ed|returned|did|followed|waited|filled)",
    de: 'habe (?:ich )?(?:bereits|schon)',
    fr: "j[’']ai (?:déjà|essayé|appelé|envoyé|payé)",
    es: 'ya (?:he|lo|intenté|llamé|envié|pagué)|he (?:intentado|llamado|enviado)',
    it: 'ho (?:già|provato|chiamato|inviato|pagato)',
    pt: 'já (?:tentei|liguei|enviei|paguei|fiz|reiniciei)',
    nl: 'heb (?:ik )?(?:al|reeds|geprobeerd|gebeld)',
  },
  '我(?:已经|已經|试过|試過|打过|打過)',
);

/** Tells the customer what to do, what happened or what follows: an answer worth reading. */
export const advises = cue(
  {
    en: "try|go to|click|tap|visit|select|restart|reinstall|reset|update|follow|check out|reach out|contact|call|dm|direct message|send us|let us know|you(?:['’]ll| will| can| may| need| should| have)|because|due to|we(?:['’]ve| have| are|['’]re)|is (?:now|currently)|here(?:['’]s| is)|confirm\\w*|looks like|available|team",
    de: 'versuchen sie|gehen sie|klicken sie|sie (?:können|müssen|sollten)|weil|wegen|wir haben|kontaktieren',
    fr: 'essayez|allez|cliquez|vous (?:pouvez|devez)|parce que|nous avons|contacte[rz]',
    es: 'intente|vaya|haga clic|(?:usted )?puede|debe|porque|hemos|contact[ea]r?',
    it: 'provi|vada|clicchi|può|deve|perché|abbiamo|contatt\\p{L}+',
    pt: 'tente|vá|clique|você (?:pode|deve)|porque|temos|entre em contato',
    nl: 'probeer|ga naar|klik|u (?:kunt|moet)|omdat|we hebben|neem contact',
  },
  '您可以|请您|請您|因为|因為|我们已|我們已|联系|聯繫',
);

/** Only regret, thanks or an offer to help. */
export const pleasantry = cue(
  {
    en: 'sorry|apologi[sz]e\\w*|thank(?:s| you)|welcome|happy to (?:help|assist)|glad|my pleasure|how can i help|anything else|have a (?:great|nice|good)|appreciate|reaching out',
    de: 'tut mir leid|entschuldig\\p{L}+|danke|gern geschehen|wie kann ich',
    fr: 'désolée?s?|excus\\p{L}+|merci|de rien|comment puis-je',
    es: 'lo siento|disculp\\p{L}+|gracias|de nada|en qué puedo',
    it: 'mi dispiace|scus\\p{L}+|grazie|prego|come posso aiutar',
    pt: 'desculp\\p{L}+|sinto muito|obrigad[oa]|de nada|como posso ajudar',
    nl: 'sorry|excuses|bedankt|dank|graag gedaan|hoe kan ik',
  },
  '抱歉|对不起|對不起|谢谢|謝謝|不客气|不客氣',
);

/** Anger in words. */
export const angry = cue(
  {
    en: 'ridiculous|unacceptable|outrageous|furious|angry|disgust\\w+|terrible|horrible|awful|appalling|pathetic|shocking|disgrace\\w*|shambles|worst|useless|scam\\w*|lawyer|attorney|sue|chargeback|complain(?:t|ing)?|fed up|sick of|waste of|joke|wtf|rip ?off|robbery|never again|liars?',
    de: 'unverschämt\\w*|wütend|inakzeptabel|anwalt|frechheit|katastroph\\w+|beschwer\\w+|betrug|sauerei',
    fr: 'inadmissible|furieu\\w+|inacceptable|scandaleu\\w+|honteu\\w+|avocat|arnaque|nul|plainte',
    es: 'inaceptable|furios[oa]|vergüenza|abogado|estafa|horrible|pésim[oa]|queja|indignad[oa]',
    it: 'inaccettabile|furios[oa]|vergogna\\w*|avvocato|truffa|pessim[oa]|reclamo|schifo',
    pt: 'inaceitável|furios[oa]|vergonha|advogad[oa]|golpe|péssim[oa]|absurdo|reclamação|ridícul[oa]',
    nl: 'onacceptabel|woedend|schande\\w*|advocaat|oplichting|belachelijk|klacht|waardeloos',
  },
  '太差|垃圾|投诉|投訴|律师|律師|骗|騙|气死|氣死|生气|生氣|受够|受夠',
);

/** Strain in words. */
export const tense = cue(
  {
    en: "frustrat\\w+|disappoint\\w+|annoy\\w+|upset|confus\\w+|worried|nervous|stress\\w*|ffs|really\\?+|still (?:not|no|doesn['’]t|says|waiting)|again and again|how many times|for (?:days|weeks|months) (?:now|already)|third time|i already (?:told|said|gave)|not (?:happy|helpful|acceptable|good enough)|unhappy|poor (?:service|show)",
    de: 'enttäuscht|ärgerlich|genervt|frustr\\w+|nervt|immer noch (?:nicht|kein\\w*)',
    fr: 'déçue?s?|frustrée?s?|agacée?s?|énervée?s?|toujours (?:pas|rien)',
    es: 'decepcionad\\w+|frustrad\\w+|molest[oa]|hart[oa]|todavía no|sigo (?:sin|esperando)',
    it: 'delus[oa]|frustrat[oa]|arrabbiat[oa]|stufo|ancora non',
    pt: 'decepcionad[oa]|frustrad[oa]|chatead[oa]|cansad[oa]|ainda não',
    nl: 'teleurgesteld|gefrustreerd|geïrriteerd|boos|nog steeds (?:niet|geen)',
  },
  '失望|着急|著急|郁闷|鬱悶|还没|還沒|烦|煩',
);

/** Hurry in words. */
export const urgent = cue(
  {
    en: 'urgent\\w*|asap|as soon as possible|immediately|right (?:now|away)|emergency|today|tonight|tomorrow|in a hurry|deadline|time[- ]sensitive|fast(?:est)?|quickly',
    de: 'dringend|sofort|heute|morgen früh|schnellstmöglich|so schnell wie möglich|eilig',
    fr: "urgente?|tout de suite|immédiatement|aujourd[’']hui|demain|au plus vite",
    es: 'urgente|inmediatamente|hoy|ahora mismo|cuanto antes|mañana',
    it: 'urgente|subito|oggi|immediatamente|al più presto|domani',
    pt: 'urgente|imediatamente|hoje|agora mesmo|o mais rápido possível|amanhã',
    nl: 'dringend|spoed|meteen|vandaag|onmiddellijk|zo snel mogelijk|morgen',
  },
  '紧急|緊急|马上|馬上|立刻|今天|尽快|儘快|赶紧|趕緊',
);

/** Gives a reason. */
export const because = cue(
  {
    en: 'because|since|due to|as (?:it|the|your|this)|polic(?:y|ies)|only|must|rules?',
    de: 'weil|da|wegen|richtlinien?|nur',
    fr: 'parce que|puisque|car|en raison|politique|uniquement',
    es: 'porque|ya que|debido|política|solo|sólo',
    it: 'perché|poiché|a causa|politica|solo',
    pt: 'porque|pois|devido|política|apenas|somente',
    nl: 'omdat|aangezien|vanwege|beleid|alleen',
  },
  '因为|因為|由于|由於|规定|規定|只能',
);
