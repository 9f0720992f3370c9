/** Words of governance. */
import { dictionary } from '../../../i18n/dictionary.ts';

export const words = dictionary(
  {
    lead: 'Who reads what was said, how long it is kept, and the right to be forgotten.',
    readers: 'Who reads transcripts',
    readersHint:
      'Agents read the cases that are theirs to work on, a bot what it sent. Everybody else sees ids, decisions and figures.',
    roles: 'Roles that may read',
    redact: 'Leave names, addresses and numbers out of what reviewers read',
    retention: 'How long it is kept',
    keepsFor: 'A resolved conversation is erased after its last change plus',
    days: 'Days (empty: never)',
    preview: (n: number, oldest: string) =>
      n === 1
        ? `1 conversation would be erased at once; it last changed ${oldest}.`
        : `${n} conversations would be erased at once; the oldest last changed ${oldest}.`,
    previewNone: 'Nothing would be erased at once.',
    never: 'Nothing is erased by itself.',
    save: 'Save',
    confirm: 'Erase what is older',
    confirmHint: (n: number) =>
      `${n} conversations are erased within minutes: texts, keys and histories. It cannot be taken back; decisions and figures stay.`,
    adminOnly: 'Admins change this.',
    erasure: 'Erase a customer',
    erasureHint:
      'Every conversation of the customer: texts, files, keys and histories, for good. Decisions and figures stay, without the customer.',
    by: 'Erase',
    customer: 'Every conversation of a customer',
    conversation: 'One conversation',
    customerId: 'The customer’s id',
    conversationId: 'The conversation’s id',
    request: 'Erase …',
    requestTitle: 'Erase for good?',
    requestHint: (id: string) =>
      `What was said with ${id} is gone within minutes. It cannot be taken back.`,
    requested: (n: number) =>
      n === 1 ? '1 conversation is being erased' : `${n} conversations are being erased`,
    requestedNone: 'There is no conversation of this customer.',
    erasures: 'Erasures',
    cause: 'Why',
    byRequest: 'Asked for',
    byRetention: 'Time was over',
    at: 'Asked at',
    rows: 'Texts',
    key: 'Key',
    history: 'History',
    done: 'Erased everywhere',
    underWay: 'Under way',
    fails: (why: string) => `tried again: ${why}`,
    proof: 'Proof',
    proofTitle: 'Proof of an erasure',
    proofHint:
      'Ids and times only. Keep it with the request; docs/erasure.md says what each step means and what backups still hold.',
    none: 'Nothing was erased yet',
    noneHint:
      'Each erasure stands here, step by step, and what is left when it is done: the proof.',
  },
  {
    lead: 'Wer liest, was gesagt wurde, wie lange es bleibt, und das Recht, vergessen zu werden.',
    readers: 'Wer Gespräche liest',
    readersHint:
      'Agenten lesen die Fälle, an denen sie arbeiten, ein Bot, was er sandte. Alle anderen sehen Kennungen, Entscheidungen und Zahlen.',
    roles: 'Rollen, die lesen dürfen',
    redact: 'Namen, Adressen und Nummern auslassen, wo Prüfer lesen',
    retention: 'Wie lange es bleibt',
    keepsFor: 'Ein gelöstes Gespräch wird gelöscht nach der letzten Änderung und',
    days: 'Tagen (leer: nie)',
    preview: (n: number, oldest: string) =>
      n === 1
        ? `1 Gespräch würde sofort gelöscht; zuletzt geändert ${oldest}.`
        : `${n} Gespräche würden sofort gelöscht; das älteste zuletzt geändert ${oldest}.`,
    previewNone: 'Sofort würde nichts gelöscht.',
    never: 'Von selbst wird nichts gelöscht.',
    save: 'Speichern',
    confirm: 'Löschen, was älter ist',
    confirmHint: (n: number) =>
      `${n} Gespräche werden in Minuten gelöscht: Texte, Schlüssel und Verläufe. Das lässt sich nicht zurücknehmen; Entscheidungen und Zahlen bleiben.`,
    adminOnly: 'Admins ändern das.',
    erasure: 'Einen Kunden löschen',
    erasureHint:
      'Jedes Gespräch des Kunden: Texte, Dateien, Schlüssel und Verläufe, endgültig. Entscheidungen und Zahlen bleiben, ohne den Kunden.',
    by: 'Löschen',
    customer: 'Jedes Gespräch eines Kunden',
    conversation: 'Ein Gespräch',
    customerId: 'Kennung des Kunden',
    conversationId: 'Kennung des Gesprächs',
    request: 'Löschen …',
    requestTitle: 'Endgültig löschen?',
    requestHint: (id: string) =>
      `Was mit ${id} gesagt wurde, ist in Minuten fort. Das lässt sich nicht zurücknehmen.`,
    requested: (n: number) =>
      n === 1 ? '1 Gespräch wird gelöscht' : `${n} Gespräche werden gelöscht`,
    requestedNone: 'Von diesem Kunden gibt es kein Gespräch.',
    erasures: 'Löschungen',
    cause: 'Warum',
    byRequest: 'Verlangt',
    byRetention: 'Frist war um',
    at: 'Verlangt am',
    rows: 'Texte',
    key: 'Schlüssel',
    history: 'Verlauf',
    done: 'Überall gelöscht',
    underWay: 'Läuft',
    fails: (why: string) => `wird noch einmal versucht: ${why}`,
    proof: 'Nachweis',
    proofTitle: 'Nachweis einer Löschung',
    proofHint:
      'Nur Kennungen und Zeiten. Legen Sie ihn zur Anfrage; docs/erasure.md sagt, was jeder Schritt heißt und was Sicherungen noch halten.',
    none: 'Noch wurde nichts gelöscht',
    noneHint: 'Jede Löschung steht hier, Schritt für Schritt, und was danach bleibt: der Nachweis.',
  },
);
