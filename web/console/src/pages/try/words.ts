import { dictionary } from '../../i18n/dictionary.ts';

export const words = dictionary(
  {
    title: 'Try it',
    lead: 'Write as the customer at the left, and ask for a person. Answer as the agent at the right.',
    customerSide: 'Customer: a shop with the widget',
    agentSide: 'Agent: the console',
    start: 'Let simulated customers come',
    stop: 'No more customers',
    there: (n: number) =>
      n === 1 ? '1 simulated customer is there' : `${n} simulated customers are there`,
    nobody: 'No simulated customers',
    filling: 'The simulated past is being written …',
    counts: (past: number) => `${past} past conversations`,
    temporal: 'The workflow of your conversation in Temporal',
    decisions: 'Its decisions',
    sayFirst: 'Write something: then its workflow and its decisions are linked here.',
    recorded: 'A recorded conversation, step by step',
    clear: 'Clear the demo',
    none: 'No demo is played here',
    noneHint:
      '`npx baton start` plays one for its tenant demo. Here you can play a recorded conversation, step by step.',
    toRecorded: 'Play the recorded conversation',
    openAlone: 'Open in a window of its own',
  },
  {
    title: 'Ausprobieren',
    lead: 'Schreiben Sie links als Kunde und verlangen Sie einen Menschen. Antworten Sie rechts als Agent.',
    customerSide: 'Kunde: ein Laden mit dem Widget',
    agentSide: 'Agent: die Konsole',
    start: 'Simulierte Kunden kommen lassen',
    stop: 'Keine Kunden mehr',
    there: (n: number) =>
      n === 1 ? '1 simulierter Kunde ist da' : `${n} simulierte Kunden sind da`,
    nobody: 'Keine simulierten Kunden',
    filling: 'Die simulierte Vergangenheit wird geschrieben …',
    counts: (past: number) => `${past} vergangene Gespräche`,
    temporal: 'Der Workflow Ihres Gesprächs in Temporal',
    decisions: 'Seine Entscheidungen',
    sayFirst: 'Schreiben Sie etwas: dann stehen hier sein Workflow und seine Entscheidungen.',
    recorded: 'Ein aufgezeichnetes Gespräch, Schritt für Schritt',
    clear: 'Demo leeren',
    none: 'Hier wird keine Demo gespielt',
    noneHint:
      '`npx baton start` spielt eine für seinen Mandanten demo. Hier können Sie ein aufgezeichnetes Gespräch spielen, Schritt für Schritt.',
    toRecorded: 'Das aufgezeichnete Gespräch spielen',
    openAlone: 'In einem eigenen Fenster öffnen',
  },
);
