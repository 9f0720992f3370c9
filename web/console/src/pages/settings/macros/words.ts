/** Words of the macros. */
import { dictionary } from '../../../i18n/dictionary.ts';

export const words = dictionary(
  {
    lead: 'Texts that agents send often. They take one with / in an empty reply, filled with what is known of the case.',
    addMacro: 'Add a macro',
    changeMacro: 'Change a macro',
    removeMacro: 'Remove the macro',
    removeHint: 'Agents can take it no more; replies that were sent stay.',
    content: 'Text',
    contentHint: 'In braces, filled in for the case:',
    language: 'Language',
    languageHint: 'A code such as en; empty for all.',
    anyLanguage: 'all',
    changed: 'Last change',
    none: 'No macro yet',
    noneHint: 'Add what your agents write over and over: a greeting, how to return a parcel.',
  },
  {
    lead: 'Texte, die Agenten oft senden. Sie nehmen einen mit / in einer leeren Antwort, gefüllt mit dem, was vom Fall bekannt ist.',
    addMacro: 'Baustein anlegen',
    changeMacro: 'Baustein ändern',
    removeMacro: 'Baustein entfernen',
    removeHint: 'Agenten können ihn nicht mehr nehmen; gesandte Antworten bleiben.',
    content: 'Text',
    contentHint: 'In Klammern, für den Fall ausgefüllt:',
    language: 'Sprache',
    languageHint: 'Ein Kürzel wie de; leer für alle.',
    anyLanguage: 'alle',
    changed: 'Letzte Änderung',
    none: 'Noch kein Baustein',
    noneHint:
      'Legen Sie an, was Ihre Agenten immer wieder schreiben: einen Gruß, wie man ein Paket zurückschickt.',
  },
);
