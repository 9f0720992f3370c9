/** What the agent needs to know before the first word: the brief with its citations, and the fields made from it. */
import { Copy, NotebookText } from 'lucide-react';
import type { JSX } from 'react';
import { useCodes } from '../../i18n/codes.ts';
import { useWords } from '../../i18n/language.tsx';
import { IconButton } from '../../ui/button.tsx';
import { Empty } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import type { Brief, BriefDocument, Case, Cited } from './data.ts';
import { words } from './words.ts';

type Cite = (turns: readonly number[]) => void;

/** The brief, or why there is none. */
export function BriefPanel({ found, cite }: { found: Case; cite: Cite }): JSX.Element {
  const t = useWords(words);
  const { brief, conversation } = found;
  if (conversation.arm === 'no_brief') return <Empty title={t('noBrief')}>{t('noBriefArm')}</Empty>;
  if (brief === null)
    return (
      <Empty title={t('noBrief')} icon={<NotebookText />}>
        {t('noBriefWhy')}
      </Empty>
    );
  return (
    <div className="grid gap-4">
      <Lines brief={brief} cite={cite} />
      <Fields document={brief.document} cite={cite} />
    </div>
  );
}

function grouped(lines: readonly Cited[]): [string, Cited[]][] {
  const groups = new Map<string, Cited[]>();
  for (const line of lines) groups.set(line.section, [...(groups.get(line.section) ?? []), line]);
  return [...groups];
}

function Lines({ brief, cite }: { brief: Brief; cite: Cite }): JSX.Element {
  const t = useWords(words);
  const say = useCodes();
  const writer = brief.writer === 'extractive' ? t('byCode') : brief.writer;
  return (
    <article aria-label={t('brief')} className="grid gap-3">
      {grouped(brief.document.lines).map(([section, lines]) => (
        <section key={section}>
          <h3 className="mb-0.5 text-xs font-semibold text-quiet">{say(section)}</h3>
          <ul className="grid gap-1">
            {lines.map((line) => (
              <li key={line.text} className="wrap-anywhere">
                <span dir="auto">{line.text}</span> <Citations turns={line.turns} cite={cite} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {!brief.settled && (
        <p role="status" className="text-sm text-handoff">
          {t('briefWriting')}
        </p>
      )}
      <p className="text-xs text-quiet">
        {t('briefBy', writer)}. {t('claims', brief.supported, brief.dropped)}.
      </p>
    </article>
  );
}

/** Small numbers that lead to the turns. */
export function Citations({ turns, cite }: { turns: readonly number[]; cite: Cite }): JSX.Element {
  const t = useWords(words);
  return (
    <span className="inline-flex flex-wrap gap-0.5 align-middle">
      {turns.slice(0, 4).map((turn) => (
        <button
          key={turn}
          type="button"
          aria-label={t('showTurn', turn)}
          onClick={() => cite([turn])}
          className="min-h-6 min-w-6 rounded bg-accent-quiet px-1 text-xs font-medium text-accent tabular-nums hover:bg-accent hover:text-on-accent"
        >
          {turn}
        </button>
      ))}
    </span>
  );
}

interface Row {
  name: string;
  value: string;
  turns: readonly number[];
}

function isCode(name: string): boolean {
  return name === 'sentiment' || name === 'urgency';
}

function useRows({ fields }: BriefDocument): Row[] {
  const t = useWords(words);
  const say = useCodes();
  const single = (['intent', 'desired_outcome', 'sentiment', 'urgency', 'next_action'] as const)
    .map((name) => ({ name, found: fields[name] }))
    .flatMap(({ name, found }) =>
      found === null
        ? []
        : [
            {
              name: t(name),
              value: isCode(name) ? say(found.value) : found.value,
              turns: found.turns,
            },
          ],
    );
  const listed = [...fields.account, ...fields.entities].map(({ type, value, turns }) => ({
    name: say(type),
    value,
    turns,
  }));
  return [...single, ...listed];
}

function Fields({ document, cite }: { document: BriefDocument; cite: Cite }): JSX.Element {
  const t = useWords(words);
  const rows = useRows(document);
  return (
    <section aria-label={t('fields')} className="border-t border-line pt-3">
      <h3 className="mb-1.5 text-sm font-semibold">{t('fields')}</h3>
      {rows.length === 0 && <p className="text-quiet">{t('noFields')}</p>}
      <dl className="grid gap-1">
        {rows.map((row) => (
          <Field key={`${row.name}/${row.value}`} row={row} cite={cite} />
        ))}
      </dl>
    </section>
  );
}

function Field({ row, cite }: { row: Row; cite: Cite }): JSX.Element {
  const t = useWords(words);
  const copy = () =>
    void navigator.clipboard.writeText(row.value).then(() => {
      toast(t('copied', row.name));
    });
  return (
    <div className="group grid grid-cols-[6.5rem_1fr_auto] items-baseline gap-x-2">
      <dt className="text-sm wrap-anywhere text-quiet">{row.name}</dt>
      <dd dir="auto" className="wrap-anywhere">
        {row.value} <Citations turns={row.turns} cite={cite} />
      </dd>
      <dd>
        <IconButton
          label={t('copyField', row.name)}
          className="size-6 opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
          onClick={copy}
        >
          <Copy aria-hidden className="size-3.5" />
        </IconButton>
      </dd>
    </div>
  );
}
