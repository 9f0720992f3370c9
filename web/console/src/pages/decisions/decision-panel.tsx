/** One decision in full: what was decided, by which rule, on which evidence, from which measurements. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { JSX, ReactNode } from 'react';
import type { Schemas } from '../../api/client.ts';
import { useCodes } from '../../i18n/codes.ts';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { actionTones } from './look.ts';
import { words } from './words.ts';

type Turn = Schemas['Turn'];
type Decision = Schemas['DecisionRecord'];
type Evidence = Decision['evidence'][number];

interface PanelProps {
  turn: number | null;
  decision: Decision | undefined;
  turns: readonly Turn[];
}

/** Beside the transcript. */
export function DecisionPanel({ turn, decision, turns }: PanelProps): JSX.Element {
  const t = useWords(words);
  if (turn === null) return <p className="text-quiet">{t('pick')}</p>;
  if (decision === undefined)
    return (
      <Card title={t('turnNo', turn)}>
        <p className="text-quiet">{t('undecided')}</p>
      </Card>
    );
  const title = decision.action === 'continue' ? t('whyNotTitle', turn) : t('whyTitle', turn);
  return (
    <Card
      title={title}
      actions={<Badge tone={actionTones[decision.action]}>{t(decision.action)}</Badge>}
    >
      <div className="grid gap-5">
        <Facts decision={decision} />
        <EvidenceList evidence={decision.evidence} turns={turns} />
        <Features features={decision.features} />
      </div>
    </Card>
  );
}

function Facts({ decision }: { decision: Decision }): JSX.Element {
  const t = useWords(words);
  const say = useCodes();
  const facts: [string, ReactNode][] = [
    [t('decidedBy'), decision.rule === null ? t('noRule') : <code>{decision.rule}</code>],
    [t('nearest'), decision.nearest && <Nearest nearest={decision.nearest} />],
    [t('reason'), decision.reason && say(decision.reason)],
    [t('queue'), decision.queue],
    [t('priority'), decision.priority],
    [t('tier'), decision.tier],
    [t('sla'), decision.sla],
    [t('proposal'), decision.proposal_answer && say(decision.proposal_answer)],
    [t('policy'), <PolicyLink key="policy" decision={decision} />],
    [t('model'), decision.model && <code className="wrap-anywhere">{decision.model}</code>],
  ];
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
      {facts
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-quiet">{name}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Nearest({ nearest }: { nearest: { rule: string; distance: number } }): JSX.Element {
  const t = useWords(words);
  const share = `${Math.round(nearest.distance * 100)} %`;
  return (
    <>
      <code>{nearest.rule}</code> <span className="text-quiet">{t('distance', share)}</span>
    </>
  );
}

function PolicyLink({ decision }: { decision: Decision }): JSX.Element {
  const { policy: name, policy_version: version } = decision;
  return (
    <Link
      to="/policies/$name/$version"
      params={{ name, version: String(version) }}
      className="text-accent hover:underline"
    >
      {name} {version}
    </Link>
  );
}

/** The words a span points to, with a little around them. */
function Quote({
  evidence,
  turns,
}: {
  evidence: Evidence;
  turns: readonly Turn[];
}): JSX.Element | null {
  const { turn, start, end } = evidence;
  const content = turns.find(({ sequence }) => sequence === turn)?.content;
  if (content === undefined || start === undefined || end === undefined) return null;
  const from = Math.max(0, start - 30);
  const to = Math.min(content.length, end + 30);
  return (
    <q dir="auto" className="text-sm wrap-anywhere text-quiet">
      {from > 0 && '… '}
      {content.slice(from, start)}
      <mark>{content.slice(start, end)}</mark>
      {content.slice(end, to)}
      {to < content.length && ' …'}
    </q>
  );
}

function EvidenceList(props: {
  evidence: readonly Evidence[];
  turns: readonly Turn[];
}): JSX.Element {
  const { evidence, turns } = props;
  const t = useWords(words);
  return (
    <section className="grid gap-1.5">
      <h3 className="text-sm text-quiet">{t('evidence')}</h3>
      {evidence.length === 0 && <p>{t('noEvidence')}</p>}
      <ul className="grid gap-2">
        {evidence.map((one, index) => (
          <li key={index} className="grid gap-0.5">
            <span>
              <code>{one.feature}</code>
              {one.value !== undefined && <span> = {String(one.value)}</span>}{' '}
              <span className="text-quiet">{t('turnNo', one.turn)}</span>
            </span>
            <Quote evidence={one} turns={turns} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function isFound(value: unknown): boolean {
  return value !== false && value !== null && value !== 0 && value !== '';
}

function shown(value: unknown): string {
  if (typeof value === 'number') return String(Math.round(value * 1000) / 1000);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function Features({ features }: { features: Record<string, unknown> }): JSX.Element {
  const t = useWords(words);
  const [showsAll, setShowsAll] = useState(false);
  const all = Object.entries(features).sort(([a], [b]) => a.localeCompare(b));
  const found = all.filter(([, value]) => isFound(value));
  return (
    <section className="grid gap-1.5">
      <header className="flex items-center justify-between">
        <h3 className="text-sm text-quiet">{t('features')}</h3>
        <Button kind="quiet" aria-pressed={showsAll} onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? t('featuresFound', found.length) : t('featuresAll')}
        </Button>
      </header>
      <dl className="grid max-h-96 gap-y-0.5 overflow-y-auto text-sm" tabIndex={0}>
        {(showsAll ? all : found).map(([name, value]) => (
          <div key={name} className="flex justify-between gap-4">
            <dt className="font-mono text-xs leading-5 wrap-anywhere text-quiet">{name}</dt>
            <dd className="max-w-[60%] text-right wrap-anywhere tabular-nums">{shown(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
