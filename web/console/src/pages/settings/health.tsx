/** Whether something that Baton sends to is on, and how it fares. */
import type { JSX } from 'react';
import { useTimes } from '../../i18n/times.ts';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { access } from './words-access.ts';

interface Target {
  enabled: boolean;
  disabled_reason: string | null;
  failing_since: string | null;
}

/** On or off, why it is off, and since when it fails. */
export function HealthOf({ target }: { target: Target }): JSX.Element {
  const t = useWords(access);
  const { short } = useTimes();
  const { enabled, disabled_reason: reason, failing_since: since } = target;
  const why: Record<string, string> = {
    gone: t('gone'),
    failed_for_days: t('failed_for_days'),
    switched_off: t('switched_off'),
  };
  return (
    <span className="grid justify-items-start gap-0.5">
      <OnOff on={enabled} />
      {reason !== null && <span className="text-sm text-quiet">{why[reason] ?? reason}</span>}
      {since !== null && (
        <span className="text-sm text-danger">{t('failingSince', short(since))}</span>
      )}
    </span>
  );
}

/** On or off. */
export function OnOff({ on }: { on: boolean }): JSX.Element {
  const t = useWords(access);
  return <Badge tone={on ? 'person' : 'danger'}>{on ? t('enabled') : t('disabled')}</Badge>;
}
