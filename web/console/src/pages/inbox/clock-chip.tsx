/** The clock that ends next: time left, amber when little is, red when it is late. */
import { Timer } from 'lucide-react';
import type { JSX } from 'react';
import { useCodes } from '../../i18n/codes.ts';
import { useWords } from '../../i18n/language.tsx';
import { useTimes } from '../../i18n/times.ts';
import type { Clock } from './data.ts';
import { useNow } from '../../ui/now.ts';
import { words } from './words.ts';

/** The running clock with the nearest end; a late one first. */
export function nearestClock(clocks: readonly Clock[]): Clock | undefined {
  const running = clocks.filter(({ paused }) => !paused);
  return running.sort((a, b) => a.due_at.localeCompare(b.due_at))[0];
}

function toneOf(clock: Clock, left: number): string {
  if (clock.breached || left <= 0) return 'bg-danger-quiet text-danger';
  const whole = Date.parse(clock.due_at) - Date.parse(clock.started_at);
  return left < whole / 4 ? 'bg-handoff-quiet text-handoff' : 'text-quiet';
}

/** Nothing where no clock runs. */
export function ClockChip({ clocks }: { clocks: readonly Clock[] }): JSX.Element | null {
  const t = useWords(words);
  const say = useCodes();
  const times = useTimes();
  const clock = nearestClock(clocks);
  const now = useNow(clock !== undefined);
  if (clock === undefined) return null;
  const left = Date.parse(clock.due_at) - now;
  const time =
    Math.abs(left) < 600_000 ? times.clock(Math.abs(left)) : times.duration(Math.abs(left));
  const said = left > 0 ? t('due', say(clock.metric), time) : t('late', say(clock.metric), time);
  return (
    <span
      title={said}
      className={`inline-flex shrink-0 items-center gap-1 rounded px-1 text-xs leading-5 font-medium tabular-nums ${toneOf(clock, left)}`}
    >
      <Timer aria-hidden className="size-3.5" />
      <span aria-hidden>
        {left > 0 ? '' : '+'}
        {time}
      </span>
      <span className="sr-only">{said}</span>
    </span>
  );
}
