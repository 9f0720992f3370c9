/** The frame around every page. */
import { Link, Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import type { JSX } from 'react';
import { common } from '../i18n/common.ts';
import { useWords } from '../i18n/language.tsx';
import { Button } from '../ui/button.tsx';
import { Empty, Skeleton } from '../ui/states.tsx';
import { Toasts } from '../ui/toast.tsx';
import { PhoneBar, Rail } from './rail.tsx';
import { SessionGate } from './session.tsx';
import { words } from './words.ts';

/** Inside a frame of ours, such as Try it, the page around has the navigation. No other site may frame us. */
const isFramed = window.self !== window.top;

function Frame(): JSX.Element {
  const t = useWords(words);
  return (
    <div className="flex h-full flex-col sm:flex-row">
      <a
        href="#page"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-accent focus:px-3 focus:py-2 focus:text-on-accent"
      >
        {t('skip')}
      </a>
      {!isFramed && (
        <>
          <Rail />
          <PhoneBar />
        </>
      )}
      <main id="page" tabIndex={-1} className="min-h-0 min-w-0 flex-1 -outline-offset-2">
        <Suspense fallback={<Skeleton lines={6} />}>
          <Outlet />
        </Suspense>
      </main>
      <Toasts />
    </div>
  );
}

/** Navigation, page, toasts; for somebody signed in. */
export function Shell(): JSX.Element {
  return (
    <SessionGate>
      <Frame />
    </SessionGate>
  );
}

/** No page has this address. */
export function NotFound(): JSX.Element {
  const t = useWords(common);
  return (
    <div className="flex h-full">
      <Empty title={t('notFound')}>
        <p>{t('notFoundHint')}</p>
        <Link to="/" className="text-accent underline">
          {t('toStart')}
        </Link>
      </Empty>
    </div>
  );
}

/** A page threw: the rest of the console goes on. */
export function PageFault(): JSX.Element {
  const t = useWords(common);
  return (
    <div className="flex h-full" role="alert">
      <Empty title={t('bug')}>
        <p className="mb-3">{t('bugHint')}</p>
        <Button onClick={() => window.location.reload()}>{t('reload')}</Button>
      </Empty>
    </div>
  );
}
