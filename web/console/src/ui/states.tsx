/** What stands where data is not there yet, is none, or did not come. */
import { CircleAlert } from 'lucide-react';
import type { JSX, ReactNode } from 'react';
import { advice } from '../i18n/advice.ts';
import { common } from '../i18n/common.ts';
import { useLanguage, useWords } from '../i18n/language.tsx';
import { problemOf } from '../api/problem.ts';
import { Button } from './button.tsx';

/** Lines as high as what will stand there, so that nothing jumps. */
export function Skeleton({ lines = 3 }: { lines?: number }): JSX.Element {
  const t = useWords(common);
  return (
    <div role="status" aria-label={t('loading')} className="grid gap-2.5 p-4">
      {Array.from({ length: lines }, (_, line) => (
        <div key={line} className={`skeleton h-4 ${line % 3 === 2 ? 'w-3/5' : 'w-full'}`} />
      ))}
    </div>
  );
}

interface EmptyProps {
  title: string;
  /** What will come here, or what to do so that it comes. */
  children?: ReactNode;
  icon?: ReactNode;
}

/** Nothing here, and why that is so. */
export function Empty({ title, children, icon }: EmptyProps): JSX.Element {
  return (
    <div className="m-auto grid max-w-sm justify-items-center gap-1.5 px-6 py-10 text-center">
      {icon !== undefined && (
        <span aria-hidden className="mb-1 text-quiet [&_svg]:size-7 [&_svg]:stroke-[1.5]">
          {icon}
        </span>
      )}
      <p className="font-medium">{title}</p>
      {children !== undefined && <div className="text-quiet">{children}</div>}
    </div>
  );
}

/** In words, what to do about whatever was thrown. */
export function useAdvice(): (error: unknown) => string {
  const { language } = useLanguage();
  return (error) => {
    const problem = problemOf(error);
    return advice[problem.code]?.[language] ?? problem.detail;
  };
}

/** What went wrong and what to do; with a way to try again where that helps. */
export function Problem(props: { error: unknown; onRetry?: () => void }): JSX.Element {
  const { error, onRetry } = props;
  const t = useWords(common);
  const adviceFor = useAdvice();
  const problem = problemOf(error);
  return (
    <div role="alert" className="flex items-start gap-2.5 rounded-md bg-danger-quiet p-3">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <div className="grid min-w-0 gap-1">
        <p className="font-medium text-danger">{t('problem')}</p>
        <p className="wrap-anywhere">{adviceFor(error)}</p>
        {problem.errors?.map(({ pointer, message }) => (
          <p key={pointer + message} className="text-sm wrap-anywhere">
            <code>{pointer}</code> {message}
          </p>
        ))}
        {onRetry !== undefined && (
          <Button className="mt-1 justify-self-start" onClick={onRetry}>
            {t('retry')}
          </Button>
        )}
      </div>
    </div>
  );
}

interface Loadable<T> {
  data: T | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

/** A query's data, its skeleton or its problem. Data that is there stays while it is read again. */
export function Loaded<T>(props: {
  query: Loadable<T>;
  lines?: number;
  children: (data: T) => ReactNode;
}): JSX.Element {
  const { query, lines, children } = props;
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isPending) return <Skeleton {...(lines !== undefined && { lines })} />;
  return (
    <div className="p-4">
      <Problem error={query.error} onRetry={() => void query.refetch()} />
    </div>
  );
}
