/** What is said around a rating, on its page and in its mail; what asks for it is a text of the policy (`rating_asked`). */

/** Words of one language. */
export interface RatingTexts {
  ask: string;
  /** What 1 and 5 mean. */
  bad: string;
  good: string;
  thanks: string;
  /** The conversation is still open. */
  early: string;
  /** To send the number that was chosen in the mail. */
  send: string;
  /** Not to be asked any more, and the answer to that. */
  stop: string;
  stopped: string;
}

const texts = {
  en: {
    ask: 'How were you helped?',
    bad: 'badly',
    good: 'very well',
    thanks: 'Thank you. You can close this page.',
    early: 'There is nothing to rate yet: your conversation is still open.',
    send: 'Send {score} of 5',
    stop: 'Do not ask me for ratings any more',
    stopped: 'All right, we will not ask you again.',
  },
  de: {
    ask: 'Wie wurde Ihnen geholfen?',
    bad: 'schlecht',
    good: 'sehr gut',
    thanks: 'Danke. Sie können diese Seite schließen.',
    early: 'Noch gibt es nichts zu bewerten: Ihr Gespräch ist noch offen.',
    send: '{score} von 5 senden',
    stop: 'Bitte nicht mehr nach Bewertungen fragen',
    stopped: 'In Ordnung, wir fragen Sie nicht wieder.',
  },
  es: {
    ask: '¿Cómo le hemos ayudado?',
    bad: 'mal',
    good: 'muy bien',
    thanks: 'Gracias. Puede cerrar esta página.',
    early: 'Todavía no hay nada que valorar: su conversación sigue abierta.',
    send: 'Enviar {score} de 5',
    stop: 'No volver a pedirme valoraciones',
    stopped: 'De acuerdo, no volveremos a preguntarle.',
  },
  fr: {
    ask: 'Comment vous a-t-on aidé ?',
    bad: 'mal',
    good: 'très bien',
    thanks: 'Merci. Vous pouvez fermer cette page.',
    early: 'Il n’y a encore rien à noter : votre conversation est ouverte.',
    send: 'Envoyer {score} sur 5',
    stop: 'Ne plus me demander d’avis',
    stopped: 'C’est noté, nous ne vous le demanderons plus.',
  },
  it: {
    ask: 'Come l’abbiamo aiutata?',
    bad: 'male',
    good: 'molto bene',
    thanks: 'Grazie. Può chiudere questa pagina.',
    early: 'Non c’è ancora nulla da valutare: la conversazione è aperta.',
    send: 'Invia {score} su 5',
    stop: 'Non chiedermi più valutazioni',
    stopped: 'Va bene, non glielo chiederemo più.',
  },
  nl: {
    ask: 'Hoe bent u geholpen?',
    bad: 'slecht',
    good: 'heel goed',
    thanks: 'Dank u. U kunt deze pagina sluiten.',
    early: 'Er is nog niets te beoordelen: uw gesprek is nog open.',
    send: '{score} van 5 versturen',
    stop: 'Vraag mij niet meer om beoordelingen',
    stopped: 'Goed, we vragen het u niet meer.',
  },
  pt: {
    ask: 'Como foi o atendimento?',
    bad: 'mau',
    good: 'muito bom',
    thanks: 'Obrigado. Pode fechar esta página.',
    early: 'Ainda não há o que avaliar: a sua conversa continua aberta.',
    send: 'Enviar {score} de 5',
    stop: 'Não me peça mais avaliações',
    stopped: 'Certo, não perguntaremos outra vez.',
  },
  zh: {
    ask: '您对我们的帮助满意吗？',
    bad: '很不满意',
    good: '非常满意',
    thanks: '谢谢，您可以关闭此页面。',
    early: '现在还没有可以评价的内容：您的对话仍在进行中。',
    send: '提交 {score} 分（满分 5 分）',
    stop: '请不要再让我评价',
    stopped: '好的，我们不会再询问您。',
  },
} as const satisfies Record<string, RatingTexts>;

/** A language with words of ours. */
export type RatingLanguage = keyof typeof texts;

/** The first of the languages, given as tags such as `pt-BR`, that has words; English where none has. */
export function ratingLanguage(tags: readonly string[]): RatingLanguage {
  const known = tags
    .map((tag) => tag.trim().slice(0, 2).toLowerCase())
    .find((tag): tag is RatingLanguage => Object.hasOwn(texts, tag));
  return known ?? 'en';
}

/** The words of a language. */
export function ratingTexts(language: RatingLanguage): RatingTexts {
  return texts[language];
}
