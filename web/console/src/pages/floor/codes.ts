/** Codes of routing in words: staffing, what keeps a case waiting, what keeps an agent from it, what gives a head start. */
import { useCallback } from 'react';
import type { Label } from '../../i18n/dictionary.ts';
import { useLanguage } from '../../i18n/language.tsx';
import { useCodes } from '../../i18n/codes.ts';

const codes: Record<string, Label> = {
  staffed: { en: 'Staffed', de: 'Besetzt' },
  outside_hours: { en: 'Outside hours', de: 'Außerhalb der Zeiten' },
  nobody_on_shift: { en: 'Nobody on shift', de: 'Niemand im Dienst' },
  queue_closed: { en: 'Closed', de: 'Geschlossen' },
  humans_off: { en: 'People switched off', de: 'Menschen abgeschaltet' },
  offer_pending: { en: 'An agent is being asked', de: 'Ein Agent wird gerade gefragt' },
  nobody_eligible: { en: 'Nobody on shift fits', de: 'Niemand im Dienst passt' },
  all_full: { en: 'All who fit are full', de: 'Alle Passenden sind voll' },
  agents_excluded: { en: 'Who fits has had it already', de: 'Wer passt, hatte ihn schon' },
  kept_for_colleague: { en: 'Kept for one agent', de: 'Für einen Agenten aufgehoben' },
  step_not_reached: { en: 'A later routing step would help', de: 'Eine spätere Stufe hilft' },
  about_to_be_offered: { en: 'About to be offered', de: 'Wird gleich angeboten' },
  silent: { en: 'no sign of life', de: 'kein Lebenszeichen' },
  off_shift: { en: 'off shift', de: 'außer Dienst' },
  other_queue: { en: 'works other queues', de: 'andere Warteschlangen' },
  may_not_reply: { en: 'may only read', de: 'darf nur lesen' },
  barred: { en: 'refused it for good', de: 'hat ihn endgültig abgelehnt' },
  holds_it: { en: 'has it', de: 'hat ihn' },
  skills: { en: 'lacks a skill', de: 'eine Fähigkeit fehlt' },
  language: { en: 'not their language', de: 'andere Sprache' },
  tier: { en: 'another tier', de: 'andere Stufe' },
  asked_recently: { en: 'was asked just now', de: 'wurde eben gefragt' },
  kept_for_another: { en: 'kept for another', de: 'für andere aufgehoben' },
  full: { en: 'full', de: 'voll' },
  waiting: { en: 'waiting', de: 'Warten' },
  priority: { en: 'priority', de: 'Priorität' },
  reason: { en: 'reason', de: 'Grund' },
  value: { en: 'value', de: 'Wert' },
  sla: { en: 'SLA', de: 'SLA' },
  wrapping: { en: 'Wrapping up', de: 'Nacharbeit' },
};

/** Says a code of routing, else as everywhere. */
export function useFloorCodes(): (code: string) => string {
  const { language } = useLanguage();
  const say = useCodes();
  return useCallback((code) => codes[code]?.[language] ?? say(code), [language, say]);
}
