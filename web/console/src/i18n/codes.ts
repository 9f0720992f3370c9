/** Codes of the API (reasons, states, outcomes, roles) in words for people. */
import { useCallback } from 'react';
import type { Label } from './dictionary.ts';
import { useLanguage } from './language.tsx';

/** Why a case is handed off. */
const reasonCodes: Record<string, Label> = {
  customer_request: { en: 'Asked for a person', de: 'Wunsch nach einem Menschen' },
  missing_knowledge: { en: 'No answer known', de: 'Keine Antwort bekannt' },
  unsupported_request: { en: 'Not supported', de: 'Nicht unterstützt' },
  policy_restriction: { en: 'Not allowed to the AI', de: 'Der KI nicht erlaubt' },
  tool_failure: { en: 'A tool failed', de: 'Ein Werkzeug schlug fehl' },
  pending_clarification: { en: 'No progress', de: 'Kein Fortschritt' },
  usage_limit: { en: 'Limit reached', de: 'Grenze erreicht' },
  frustration: { en: 'Frustration', de: 'Frust' },
  risk_topic: { en: 'Risk topic', de: 'Heikles Thema' },
  identity_verification: { en: 'Identity check', de: 'Identitätsprüfung' },
  high_intent: { en: 'Wants to buy', de: 'Kaufabsicht' },
  low_confidence: { en: 'Low confidence', de: 'Unsicher' },
  repeated_correction: { en: 'Corrected repeatedly', de: 'Mehrfach korrigiert' },
  urgency: { en: 'Urgent', de: 'Dringend' },
  agent_takeover: { en: 'Taken over', de: 'Übernommen' },
  api_request: { en: 'Requested by API', de: 'Per API verlangt' },
};

/** Every reason of ours, in the order of the API. */
export const reasons: readonly string[] = Object.keys(reasonCodes);

const codes: Record<string, Label> = {
  ...reasonCodes,
  ai: { en: 'AI', de: 'KI' },
  queue: { en: 'Queue', de: 'Warteschlange' },
  agent: { en: 'Agent', de: 'Agent' },
  supervisor: { en: 'Supervisor', de: 'Teamleitung' },
  operator: { en: 'Operator', de: 'Betrieb' },
  admin: { en: 'Admin', de: 'Admin' },
  customer: { en: 'Customer', de: 'Kunde' },
  assistant: { en: 'Assistant', de: 'Assistent' },
  tool: { en: 'Tool', de: 'Werkzeug' },
  pending: { en: 'With the AI', de: 'Bei der KI' },
  open: { en: 'Open', de: 'Offen' },
  snoozed: { en: 'Snoozed', de: 'Zurückgestellt' },
  resolved: { en: 'Resolved', de: 'Gelöst' },
  requested: { en: 'Requested', de: 'Angefordert' },
  queued: { en: 'Waiting', de: 'Wartet' },
  offered: { en: 'Offered', de: 'Angeboten' },
  accepted: { en: 'Accepted', de: 'Angenommen' },
  active: { en: 'Active', de: 'Aktiv' },
  wrapping: { en: 'Wrapping up', de: 'Nacharbeit' },
  completed: { en: 'Completed', de: 'Abgeschlossen' },
  returned: { en: 'Returned to AI', de: 'Zurück an die KI' },
  canceled: { en: 'Canceled', de: 'Zurückgezogen' },
  deflected: { en: 'Deflected', de: 'Anders gelöst' },
  abandoned: { en: 'Abandoned', de: 'Verlassen' },
  failed: { en: 'Failed', de: 'Gescheitert' },
  expired: { en: 'Expired', de: 'Abgelaufen' },
  rejected: { en: 'Declined', de: 'Abgelehnt' },
  timeout: { en: 'No answer', de: 'Keine Antwort' },
  rescinded: { en: 'Withdrawn', de: 'Zurückgenommen' },
  partial: { en: 'Partly resolved', de: 'Teilweise gelöst' },
  unresolved: { en: 'Not resolved', de: 'Nicht gelöst' },
  no_issue: { en: 'No issue', de: 'Kein Anliegen' },
  needed: { en: 'Needed', de: 'Nötig' },
  avoidable: { en: 'Avoidable', de: 'Vermeidbar' },
  too_late: { en: 'Too late', de: 'Zu spät' },
  wrong_queue: { en: 'Wrong queue', de: 'Falsche Warteschlange' },
  time_to_human: { en: 'Time to human', de: 'Zeit bis zum Menschen' },
  first_response: { en: 'First response', de: 'Erste Antwort' },
  next_response: { en: 'Next response', de: 'Nächste Antwort' },
  resolution: { en: 'Resolution', de: 'Lösung' },
  online: { en: 'Online', de: 'Online' },
  away: { en: 'Away', de: 'Abwesend' },
  break: { en: 'Break', de: 'Pause' },
  training: { en: 'Training', de: 'Schulung' },
  offline: { en: 'Offline', de: 'Offline' },
  callback: { en: 'Call back', de: 'Rückruf' },
  human_by: { en: 'A person', de: 'Ein Mensch' },
  write_by: { en: 'A message', de: 'Eine Nachricht' },
  call_by: { en: 'A call', de: 'Ein Anruf' },
  meet_at: { en: 'A meeting', de: 'Ein Termin' },
  calm: { en: 'Calm', de: 'Ruhig' },
  tense: { en: 'Tense', de: 'Angespannt' },
  angry: { en: 'Angry', de: 'Verärgert' },
  low: { en: 'Low', de: 'Niedrig' },
  normal: { en: 'Normal', de: 'Normal' },
  high: { en: 'High', de: 'Hoch' },
  order: { en: 'Order', de: 'Bestellung' },
  amount: { en: 'Amount', de: 'Betrag' },
  date: { en: 'Date', de: 'Datum' },
  phone: { en: 'Phone', de: 'Telefon' },
  account: { en: 'Account', de: 'Konto' },
  name: { en: 'Name', de: 'Name' },
  product: { en: 'Product', de: 'Produkt' },
  other: { en: 'Other', de: 'Sonstiges' },
  alert: { en: 'Alert', de: 'Alarm' },
  handoff: { en: 'Handoff', de: 'Übergabe' },
  chat: { en: 'Chat', de: 'Chat' },
  email: { en: 'E-mail', de: 'E-Mail' },
  meeting: { en: 'Meeting', de: 'Termin' },
  why_you_have_this: { en: 'Why you have this', de: 'Warum Sie das haben' },
  what_the_customer_wants: { en: 'What the customer wants', de: 'Was der Kunde will' },
  what_was_tried: { en: 'What was tried', de: 'Was versucht wurde' },
  facts: { en: 'Facts', de: 'Fakten' },
  mood_and_risk: { en: 'Mood and risk', de: 'Stimmung und Risiko' },
  next_step: { en: 'Next step', de: 'Nächster Schritt' },
};

function opened(code: string): string {
  const words = code.replace(/^builtin:|^x_/, '').replaceAll(/[_-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Says a code; one that is not known is shown with its underscores opened. */
export function useCodes(): (code: string) => string {
  const { language } = useLanguage();
  return useCallback((code) => codes[code]?.[language] ?? opened(code), [language]);
}
