/** Instants and durations for people, in the reader's zone and language. */
import { useMemo } from 'react';
import { useLanguage } from './language.tsx';

type Instant = string | number;

/** Formats for one language. */
export interface Times {
  /** `14:05` */
  time: (at: Instant) => string;
  /** `14:05` today, else `24 Nov, 14:05` */
  short: (at: Instant) => string;
  /** `Tuesday, 24 November 2026 at 14:05:09 CET`, for titles */
  full: (at: Instant) => string;
  /** `24 November 2026` */
  day: (at: Instant) => string;
  /** `12 s`, `3 min`, `2 h 5 min`, `4 d`; not below zero */
  duration: (ms: number) => string;
  /** `1:05`, for countdowns; not below zero */
  clock: (ms: number) => string;
}

const day = 86_400_000;

function isSameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString();
}

function duration(ms: number, dayWord: string): string {
  const seconds = Math.round(Math.max(0, ms) / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  if (ms < day) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return `${Math.floor(ms / day)} ${dayWord}`;
}

function clock(ms: number): string {
  const seconds = Math.ceil(Math.max(0, ms) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function createTimes(language: string): Times {
  const region = language === 'en' ? 'en-GB' : language;
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(region, options);
    return (at: Instant) => formatter.format(new Date(at));
  };
  const time = format({ hour: '2-digit', minute: '2-digit' });
  const dated = format({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  return {
    time,
    short: (at) => (isSameDay(new Date(at), new Date()) ? time(at) : dated(at)),
    full: format({ dateStyle: 'full', timeStyle: 'long' }),
    day: format({ dateStyle: 'long' }),
    duration: (ms) => duration(ms, language === 'de' ? 'T' : 'd'),
    clock,
  };
}

/** The formats of the present language; the zone is the browser's. */
export function useTimes(): Times {
  const { language } = useLanguage();
  return useMemo(() => createTimes(language), [language]);
}
