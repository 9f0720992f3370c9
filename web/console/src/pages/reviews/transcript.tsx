/** What was said, redacted, and what was decided on each turn. */
import type { JSX } from 'react';
import type { Schemas } from '../../api/client.ts';
import { useCodes } from '../../i18n/codes.ts';
import { useWords } from '../../i18n/language.tsx';
import { Badge } from '../../ui/badge.tsx';
import { words } from './words.ts';

type Material = Schemas['ReviewMaterial'];
type Turn = Material['turns'][number];

/** The turns in order. */
export function Transcript({ material }: { material: Material }): JSX.Element {
  const t = useWords(words);
  return (
    <div className="grid gap-3">
      {material.redacted && <p className="text-sm text-quiet">{t('redacted')}</p>}
      <ol className="grid gap-3">
        {material.turns.map((turn) => (
          <Said key={turn.sequence} turn={turn} />
        ))}
      </ol>
    </div>
  );
}

function Said({ turn }: { turn: Turn }): JSX.Element {
  const t = useWords(words);
  const say = useCodes();
  const { nearest } = turn;
  const acted = turn.action !== null && turn.action !== 'continue';
  return (
    <li className="grid gap-0.5">
      <span className="flex flex-wrap items-center gap-2 text-sm text-quiet">
        <span>
          {turn.sequence} {say(turn.role)}
        </span>
        {acted && <Badge tone="handoff">{say(turn.action ?? '')}</Badge>}
        <span className="wrap-anywhere">
          {acted && turn.rule !== null && t('decided', turn.rule)}
          {!acted &&
            nearest !== null &&
            nearest.distance < 0.5 &&
            t('nearest', nearest.rule, `${Math.round(nearest.distance * 100)} %`)}
        </span>
      </span>
      <span className="wrap-anywhere whitespace-pre-wrap" dir="auto">
        {turn.content}
      </span>
    </li>
  );
}
