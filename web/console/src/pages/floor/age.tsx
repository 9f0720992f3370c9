/** How long something has gone on; it grows while one looks. */
import type { JSX } from 'react';
import { useTimes } from '../../i18n/times.ts';
import { useNow } from '../../ui/now.ts';

interface AgeProps {
  /** When it was read; null is nothing to tell of. */
  seconds: number | null;
  /** The instant of that reading, epoch ms of this machine. */
  readAt: number;
}

/** Counts on from what was read. */
export function Age({ seconds, readAt }: AgeProps): JSX.Element {
  const { duration } = useTimes();
  const now = useNow(seconds !== null);
  if (seconds === null) return <>–</>;
  return <>{duration(seconds * 1000 + Math.max(0, now - readAt))}</>;
}
