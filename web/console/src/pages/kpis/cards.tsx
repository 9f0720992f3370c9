/** The six cards: what holds for the whole range. One is chosen; its trend and breakdown stand below. */
import type { JSX, ReactNode } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { percent, span, specs, written, type KpiId, type Report, type Spec } from './specs.ts';
import { words } from './words.ts';

interface CardsProps {
  report: Report;
  chosen: KpiId;
  onChoose: (id: KpiId) => void;
}

/** A row of six on a wide screen. */
export function Cards({ report, chosen, onChoose }: CardsProps): JSX.Element {
  const t = useWords(words);
  return (
    <div
      role="group"
      aria-label={t('six')}
      className="grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-3"
    >
      {specs.map((spec) => (
        <button
          key={spec.id}
          type="button"
          aria-pressed={spec.id === chosen}
          onClick={() => onChoose(spec.id)}
          className={`grid content-start gap-1 rounded-lg border bg-surface p-4 text-left transition-colors hover:bg-surface-quiet ${
            spec.id === chosen ? 'border-accent ring-1 ring-accent' : 'border-line'
          }`}
        >
          <span className="text-sm font-medium text-quiet">{t(spec.id)}</span>
          <Headline spec={spec} report={report} />
        </button>
      ))}
    </div>
  );
}

function Headline({ spec, report }: { spec: Spec; report: Report }): JSX.Element {
  if (spec.id === 'accuracy') return <Accuracy report={report} />;
  if (spec.id === 'handle') return <HandleTime report={report} />;
  if (spec.id === 'deflection') return <Deflection report={report} />;
  return <Plain spec={spec} report={report} />;
}

function Big({ children }: { children: ReactNode }): JSX.Element {
  return <span className="text-2xl leading-tight font-semibold tabular-nums">{children}</span>;
}

function Small({ children }: { children: ReactNode }): JSX.Element {
  return <span className="text-sm text-quiet tabular-nums">{children}</span>;
}

function Accuracy({ report }: { report: Report }): JSX.Element {
  const t = useWords(words);
  const { precision, recall, golden_transfer: golden } = report.total.escalation_accuracy;
  const pairs = [
    [t('precision'), precision, t('of', precision.of)],
    [t('recall'), recall, t(recall.by === 'sampled' ? 'recallSampled' : 'recallCounted')],
  ] as const;
  return (
    <>
      <span className="grid grid-cols-2 gap-3">
        {pairs.map(([name, share, more]) => (
          <span key={name} className="grid content-start gap-0.5">
            <Big>{percent(share.value)}</Big>
            <Small>
              {name}, {more}
            </Small>
            {share.value !== null && (
              <Small>{t('between', percent(share.low), percent(share.high))}</Small>
            )}
          </span>
        ))}
      </span>
      {golden.value !== null && <Small>{t('golden', percent(golden.value))}</Small>}
    </>
  );
}

function Plain({ spec, report }: { spec: Spec; report: Report }): JSX.Element {
  const t = useWords(words);
  const reading = spec.read(report.total);
  const { canceled, deflected } = report.total.handoff_completion_rate;
  if (reading.value === null) return <Small>{t('none')}</Small>;
  return (
    <>
      <Big>{written(spec.kind, reading.value)}</Big>
      <Small>
        {spec.kind === 'time'
          ? `${t('p90')}: ${span(reading.high)}`
          : t('between', percent(reading.low), percent(reading.high))}
        {', '}
        {t('from', reading.of)}
      </Small>
      {spec.id === 'completion' && <Small>{t('completionMore', canceled, deflected)}</Small>}
    </>
  );
}

type Comparison = Report['handle_time_reduction'];
const tones: Record<Comparison['verdict'], Tone> = {
  better: 'person',
  worse: 'danger',
  no_difference_seen: 'quiet',
  not_enough_data: 'quiet',
};

function Difference({ found, sides }: { found: Comparison; sides: string }): JSX.Element {
  const t = useWords(words);
  const { value, low, high, treatment, control, verdict } = found;
  if (value === null)
    return (
      <>
        <span>
          <Badge tone={tones[verdict]}>{t(verdict)}</Badge>
        </span>
        <Small>{t('armsNeeded')}</Small>
      </>
    );
  return (
    <>
      <span className="flex flex-wrap items-baseline gap-2">
        <Big>{percent(value, true)}</Big>
        <Badge tone={tones[verdict]}>{t(verdict)}</Badge>
      </span>
      <Small>
        {t('between', percent(low, true), percent(high, true))}, {treatment.of} / {control.of}
      </Small>
      <Small>{sides}</Small>
    </>
  );
}

function HandleTime({ report }: { report: Report }): JSX.Element {
  const t = useWords(words);
  const found = report.handle_time_reduction;
  const sides = t('handleArms', span(found.treatment.value), span(found.control.value));
  return <Difference found={found} sides={sides} />;
}

function Deflection({ report }: { report: Report }): JSX.Element {
  const t = useWords(words);
  const found = report.handoff_deflection_lift;
  const sides = t('deflectionArms', percent(found.treatment.value), percent(found.control.value));
  return <Difference found={found} sides={sides} />;
}
