/** What the text changes against the version that decides, line by line. */
import { useMemo } from 'react';
import type { JSX } from 'react';
import { useWords } from '../../i18n/language.tsx';
import type { Schemas } from '../../api/client.ts';
import { diffLines, foldDiff } from './line-diff.ts';
import type { DiffLine } from './line-diff.ts';
import { words } from './words.ts';

type Policy = Schemas['Policy'];

const looks: Record<DiffLine['kind'], { sign: string; tone: string }> = {
  same: { sign: ' ', tone: '' },
  added: { sign: '+', tone: 'bg-person-quiet text-person' },
  removed: { sign: '−', tone: 'bg-danger-quiet text-danger' },
};

/** The lines that differ with a few around them. */
export function Changes({ active, source }: { active: Policy; source: string }): JSX.Element {
  const t = useWords(words);
  const parts = useMemo(() => foldDiff(diffLines(active.source, source)), [active.source, source]);
  const isSame = parts.every(({ kind }) => kind === 'skipped');
  return (
    <div className="grid gap-2">
      <p className="text-quiet">{t('against', active.name, active.version)}</p>
      {isSame ? (
        <p>{t('noChanges')}</p>
      ) : (
        <div
          className="overflow-x-auto rounded-md border border-line font-mono text-xs leading-5"
          tabIndex={0}
          role="region"
          aria-label={t('changes')}
        >
          {parts.map((part, index) =>
            part.kind === 'skipped' ? (
              <p key={index} className="bg-surface-quiet px-2 text-quiet">
                {t('unchanged', part.count)}
              </p>
            ) : (
              part.lines.map((line) => <Line key={`${line.kind} ${line.number}`} line={line} />)
            ),
          )}
        </div>
      )}
    </div>
  );
}

function Line({ line }: { line: DiffLine }): JSX.Element {
  const { sign, tone } = looks[line.kind];
  return (
    <div className={`flex w-max min-w-full whitespace-pre ${tone}`}>
      <span className="w-10 shrink-0 px-1 text-right opacity-80">{line.number}</span>
      <span className="w-5 shrink-0 text-center">{sign}</span>
      <span>{line.text}</span>
    </div>
  );
}
