/** Words of the shell and of sign-in. */
import { dictionary } from '../i18n/dictionary.ts';

export const words = dictionary(
  {
    areas: 'Areas',
    menu: 'Menu',
    account: 'Account',
    skip: 'Skip to the page',
    signIn: 'Sign in',
    signInTitle: 'Sign in to Baton',
    signInOnce: 'This link signs you in once, on this browser.',
    signedOut: 'You are signed out',
    byLink: 'By a link',
    email: 'E-mail address',
    password: 'Password',
    or: 'or',
    byProvider: (name: string) => `Continue with ${name}`,
    refusedTitle: 'You were not signed in',
    refused_unknown:
      'Nobody has invited the address you have there. Ask an admin for an invitation (Settings, People), with this very address.',
    refused_unverified:
      'The identity provider does not vouch for your address. Confirm it there, then come again.',
    refused_denied: 'You, or the identity provider, said no. You can try again.',
    refused_stale:
      'This way back was used before, is too old, or began in another browser. Begin again here.',
    refused_rejected:
      'What the identity provider sent is not what was asked of it. Try again; if it stays so, tell who runs Baton to look into its log.',
    refused_unavailable:
      'The identity provider does not answer. Try again in a minute, or come in with password or link.',
    wrong: 'E-mail address and password do not go together.',
    linkDead: 'This link does not work any more',
    linkDeadWhy: 'It was used before, is too old, or is not whole.',
    linkHow: 'Run this in the folder of Baton, and open the link it prints:',
    linkHowMore: 'npm start prints one, too. A link is good once, for 15 minutes.',
  },
  {
    areas: 'Bereiche',
    menu: 'Menü',
    account: 'Konto',
    skip: 'Zum Inhalt springen',
    signIn: 'Anmelden',
    signInTitle: 'Bei Baton anmelden',
    signInOnce: 'Dieser Link meldet Sie einmal an, in diesem Browser.',
    signedOut: 'Sie sind abgemeldet',
    byLink: 'Mit einem Link',
    email: 'E-Mail-Adresse',
    password: 'Passwort',
    or: 'oder',
    byProvider: (name: string) => `Weiter mit ${name}`,
    refusedTitle: 'Sie wurden nicht angemeldet',
    refused_unknown:
      'Die Adresse, die Sie dort haben, hat niemand eingeladen. Bitten Sie einen Admin um eine Einladung (Einstellungen, Personen) an genau diese Adresse.',
    refused_unverified:
      'Der Anmeldedienst bürgt nicht für Ihre Adresse. Bestätigen Sie sie dort und kommen Sie dann wieder.',
    refused_denied:
      'Sie oder der Anmeldedienst haben abgelehnt. Sie können es noch einmal versuchen.',
    refused_stale:
      'Dieser Rückweg wurde schon benutzt, ist zu alt oder begann in einem anderen Browser. Beginnen Sie hier neu.',
    refused_rejected:
      'Was der Anmeldedienst sandte, passt nicht zu dem, was er gefragt wurde. Versuchen Sie es noch einmal; bleibt es so, soll der Betreiber von Baton in das Log sehen.',
    refused_unavailable:
      'Der Anmeldedienst antwortet nicht. Versuchen Sie es in einer Minute wieder oder kommen Sie mit Passwort oder Link herein.',
    wrong: 'E-Mail-Adresse und Passwort passen nicht zusammen.',
    linkDead: 'Dieser Link gilt nicht mehr',
    linkDeadWhy: 'Er wurde schon benutzt, ist zu alt oder nicht vollständig.',
    linkHow: 'Führen Sie dies im Ordner von Baton aus und öffnen Sie den Link, den es zeigt:',
    linkHowMore: 'Auch npm start zeigt einen. Ein Link gilt einmal, 15 Minuten lang.',
  },
);
