/** What is wrong with the text, where, and how to mend it. */
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import type { JSX } from 'react';
import { useWords } from '../../i18n/language.tsx';
import { Problem } from '../../ui/states.tsx';
import type { Checked, Validation } from './use-validation.ts';
import { words } from './words.ts';

type Mistake = Validation['errors'][number];
type FailedTest = Validation['failed_tests'][number];

/** How many things are wrong: mistakes and tests that fail, not warnings. */
export function countProblems(validation: Validation | undefined): number {
  if (validation === undefined) return 0;
  return validation.errors.length + validation.test_errors.length + validation.failed_tests.length;
}

/** The list; a line leads to its place in the text. */
export function Problems(props: {
  checked: Checked;
  hasTests: boolean;
  onGo: (line: number) => void;
}): JSX.Element {
  const { checked, hasTests, onGo } = props;
  const t = useWords(words);
  const { validation, error } = checked;
  if (error !== null && error !== undefined) return <Problem error={error} />;
  if (validation === undefined) return <p className="text-quiet">{t('checking')}</p>;
  const isClean = countProblems(validation) === 0;
  return (
    <div className="grid gap-3" aria-live="polite">
      {isClean && (
        <p className="flex items-center gap-2 text-person">
          <CircleCheck aria-hidden className="size-4" />
          {hasTests ? t('validTests') : t('valid')}
        </p>
      )}
      {validation.errors.map((mistake) => (
        <MistakeLine
          key={`${mistake.path} ${mistake.message}`}
          mistake={mistake}
          kind="mistake"
          onGo={onGo}
        />
      ))}
      {validation.test_errors.map((message) => (
        <p key={message} className="text-danger wrap-anywhere">
          {t('tests')}: {message}
        </p>
      ))}
      {validation.failed_tests.map((test) => (
        <FailedTestLine key={test.title} test={test} />
      ))}
      {validation.warnings.map((mistake) => (
        <MistakeLine
          key={`${mistake.path} ${mistake.message}`}
          mistake={mistake}
          kind="warning"
          onGo={onGo}
        />
      ))}
    </div>
  );
}

interface MistakeLineProps {
  mistake: Mistake;
  kind: 'mistake' | 'warning';
  onGo: (line: number) => void;
}

function MistakeLine({ mistake, kind, onGo }: MistakeLineProps): JSX.Element {
  const t = useWords(words);
  const { line } = mistake;
  const Icon = kind === 'mistake' ? CircleAlert : TriangleAlert;
  const tone = kind === 'mistake' ? 'text-danger' : 'text-handoff';
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-2">
      <Icon aria-hidden className={`mt-0.5 size-4 ${tone}`} />
      <div className="min-w-0 wrap-anywhere">
        <p>
          <span className="sr-only">{t(kind)}: </span>
          {line !== null && (
            <button
              type="button"
              className="mr-1.5 font-medium text-accent underline"
              onClick={() => onGo(line)}
            >
              {t('line', line)}
            </button>
          )}
          <code className="text-sm">{mistake.path}</code> {mistake.message}
        </p>
        <p className="text-quiet">{mistake.fix}</p>
      </div>
    </div>
  );
}

function FailedTestLine({ test }: { test: FailedTest }): JSX.Element {
  const t = useWords(words);
  const got = test.note ?? JSON.stringify(test.got);
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-2">
      <CircleAlert aria-hidden className="mt-0.5 size-4 text-danger" />
      <div className="min-w-0 wrap-anywhere">
        <p>
          {t('failedTest')}: <span className="font-medium">{test.title}</span>
        </p>
        <p className="text-sm text-quiet">
          {t('expected')} <code>{JSON.stringify(test.expected)}</code>
        </p>
        <p className="text-sm text-quiet">
          {t('got')} <code>{got}</code>
        </p>
      </div>
    </div>
  );
}
