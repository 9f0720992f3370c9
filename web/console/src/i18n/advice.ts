/** What to do about a problem of the API, by its code. A code that is not here is told by its detail. */
import type { Label } from './dictionary.ts';

export const advice: Record<string, Label> = {
  unreachable: {
    en: 'Baton does not answer. Look at your connection, and whether the server runs; then try again.',
    de: 'Baton antwortet nicht. Prüfen Sie die Verbindung und ob der Server läuft; dann noch einmal.',
  },
  unauthenticated: {
    en: 'Your session is over. Reload the page and sign in again.',
    de: 'Ihre Sitzung ist zu Ende. Laden Sie die Seite neu und melden Sie sich an.',
  },
  forbidden: {
    en: 'Your role may not do this. Ask an admin.',
    de: 'Ihre Rolle darf das nicht. Fragen Sie einen Admin.',
  },
  not_found: {
    en: 'It is not here any more, or never was.',
    de: 'Das gibt es hier nicht oder nicht mehr.',
  },
  too_many_requests: {
    en: 'Too many requests at once. Wait a few seconds.',
    de: 'Zu viele Anfragen auf einmal. Warten Sie ein paar Sekunden.',
  },
  store_unavailable: {
    en: 'The database is away for the moment. Nothing is lost; try again.',
    de: 'Die Datenbank ist gerade nicht da. Nichts ist verloren; versuchen Sie es noch einmal.',
  },
  workflow_unavailable: {
    en: 'Temporal is away for the moment. Nothing is lost; try again.',
    de: 'Temporal ist gerade nicht da. Nichts ist verloren; versuchen Sie es noch einmal.',
  },
  last_admin: {
    en: 'This is the last admin. Invite another one first; once they have come in, try again.',
    de: 'Das ist der letzte Admin. Laden Sie erst einen anderen ein; ist er einmal hereingekommen, versuchen Sie es wieder.',
  },
  offer_gone: {
    en: 'The offer went to someone else or ran out. The next one comes by itself.',
    de: 'Das Angebot ging an jemand anderen oder lief ab. Das nächste kommt von selbst.',
  },
  no_capacity: {
    en: 'There is no room for another case. Finish or give away one first.',
    de: 'Für einen weiteren Fall ist kein Platz. Schließen Sie erst einen ab oder geben Sie ihn weiter.',
  },
  not_owner: {
    en: 'The conversation is with somebody else now. Your text is still in the box.',
    de: 'Das Gespräch hat jetzt jemand anderes. Ihr Text steht noch im Feld.',
  },
  wrong_state: {
    en: 'The conversation has moved on. Look at its state and go on from there.',
    de: 'Das Gespräch ist schon weiter. Sehen Sie nach, wie es steht, und machen Sie dort weiter.',
  },
};
