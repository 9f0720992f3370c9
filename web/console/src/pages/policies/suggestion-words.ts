import { dictionary } from '../../i18n/dictionary.ts';

export const words = dictionary(
  {
    rule: 'Rule',
    suggestions: 'Suggested changes',
    noSuggestions:
      'Too few judged conversations, or no change that holds on those that had no part in finding it.',
    change: 'Change',
    threshold: (from: string, to: string) => `threshold ${from} to ${to}`,
    ask_first: 'ask the customer first',
    remove: 'take the rule out',
    heldOut: 'F1 on held-out reviews',
    patch: 'JSON Patch',
    draft: 'Take over',
    makeDraft: 'Make it a draft',
    draftBy: 'by operators',
    drafted: (version: number) => `Version ${version} is a draft: compare, check, activate`,
    notDrafted: 'No draft was made',
  },
  {
    rule: 'Regel',
    suggestions: 'Vorgeschlagene Änderungen',
    noSuggestions:
      'Zu wenige beurteilte Gespräche, oder keine Änderung hält auf denen stand, die nicht an der Suche beteiligt waren.',
    change: 'Änderung',
    threshold: (from: string, to: string) => `Schwelle ${from} auf ${to}`,
    ask_first: 'erst den Kunden fragen',
    remove: 'Regel herausnehmen',
    heldOut: 'F1 auf zurückgehaltenen Urteilen',
    patch: 'JSON Patch',
    draft: 'Übernehmen',
    makeDraft: 'Als Entwurf anlegen',
    draftBy: 'durch den Betrieb',
    drafted: (version: number) =>
      `Version ${version} ist ein Entwurf: vergleichen, prüfen, aktivieren`,
    notDrafted: 'Es wurde kein Entwurf angelegt',
  },
);
