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
    linkDead: 'Dieser Link gilt nicht mehr',
    linkDeadWhy: 'Er wurde schon benutzt, ist zu alt oder nicht vollständig.',
    linkHow: 'Führen Sie dies im Ordner von Baton aus und öffnen Sie den Link, den es zeigt:',
    linkHowMore: 'Auch npm start zeigt einen. Ein Link gilt einmal, 15 Minuten lang.',
  },
);
