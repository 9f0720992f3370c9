/** Mounts the console. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isPassing, problemOf } from './api/problem.ts';
import { keepFocus } from './app/keep-focus.ts';
import { router } from './app/router.tsx';
import { applyKeptTheme } from './app/theme.ts';
import { LanguageProvider } from './i18n/language.tsx';
import './app/base.css';

applyKeptTheme();
keepFocus();

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What was refused stays refused; what did not get through is asked again, slower each time.
      retry: (times, error) => times < 2 && isPassing(problemOf(error)),
    },
    mutations: { retry: false },
  },
});

const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <LanguageProvider>
          <RouterProvider router={router} />
        </LanguageProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
