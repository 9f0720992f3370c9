/** Words of the settings of the weekly review. */
import { dictionary } from '../../../i18n/dictionary.ts';

export const words = dictionary(
  {
    lead: 'Each week people look at a sample of conversations and say whether a person was needed. That measures the policy.',
    toReviews: 'To the reviews',
    on: 'The weekly review is on',
    who: 'Who',
    reviewers: 'Reviewers',
    reviewersHint:
      'Ids of agents, or of people who review with a key of role supervisor, separated by commas.',
    nobody: 'Name at least one, or there is nobody to judge the sample.',
    reportTo: 'Reports go to',
    reportToHint: 'Mail addresses, separated by commas. The report stands under Reviews as well.',
    when: 'When',
    zone: 'Time zone',
    hour: 'Hour of Thursday',
    due: 'Hours to judge',
    report: 'Hours to the report',
    howMuch: 'How much',
    size: 'Conversations in the sample',
    double: 'Judged by two people, %',
    doubleHint: 'Shows how far reviewers agree.',
    plan: (drawn: string, due: string, report: string) =>
      `The sample is drawn ${drawn}, judged until ${due}, reported ${report}.`,
    each: (count: number) => `That is about ${count} conversations for each reviewer.`,
    save: 'Save',
    readOnly: 'Supervisors and admins change this.',
  },
  {
    lead: 'Jede Woche sehen Menschen eine Stichprobe an und sagen, ob ein Mensch nötig war. Das misst die Regelung.',
    toReviews: 'Zu den Prüfungen',
    on: 'Die Wochenprüfung ist an',
    who: 'Wer',
    reviewers: 'Prüfer',
    reviewersHint:
      'Kennungen von Agenten oder von Leuten mit einem Schlüssel der Rolle supervisor, durch Kommas getrennt.',
    nobody: 'Nennen Sie mindestens einen, sonst beurteilt niemand die Stichprobe.',
    reportTo: 'Berichte gehen an',
    reportToHint: 'Mailadressen, durch Kommas getrennt. Der Bericht steht auch unter Prüfungen.',
    when: 'Wann',
    zone: 'Zeitzone',
    hour: 'Stunde am Donnerstag',
    due: 'Stunden zum Urteilen',
    report: 'Stunden bis zum Bericht',
    howMuch: 'Wie viel',
    size: 'Gespräche in der Stichprobe',
    double: 'Von zweien beurteilt, %',
    doubleHint: 'Zeigt, wie weit sich Prüfer einig sind.',
    plan: (drawn: string, due: string, report: string) =>
      `Die Stichprobe wird ${drawn} gezogen, bis ${due} beurteilt, ${report} berichtet.`,
    each: (count: number) => `Das sind etwa ${count} Gespräche je Prüfer.`,
    save: 'Speichern',
    readOnly: 'Teamleitung und Admins ändern das.',
  },
);
