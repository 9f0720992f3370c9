/** A ring that empties: how long an offer may still be answered. */
import type { JSX } from 'react';

const radius = 15;
const around = 2 * Math.PI * radius;

/** `share` from 1 to 0, with the seconds inside. */
export function Ring({ share, seconds }: { share: number; seconds: number }): JSX.Element {
  const isShort = seconds <= 10;
  return (
    <svg viewBox="0 0 36 36" aria-hidden className="size-10 shrink-0 -rotate-90">
      <circle cx="18" cy="18" r={radius} className="fill-none stroke-surface-strong stroke-3" />
      <circle
        cx="18"
        cy="18"
        r={radius}
        strokeDasharray={around}
        strokeDashoffset={around * (1 - share)}
        strokeLinecap="round"
        className={`fill-none stroke-3 transition-[stroke-dashoffset] duration-1000 ease-linear ${isShort ? 'stroke-danger' : 'stroke-handoff'}`}
      />
      <text
        x="18"
        y="18"
        textAnchor="middle"
        dominantBaseline="central"
        className={`origin-center rotate-90 text-[0.625rem] font-semibold tabular-nums ${isShort ? 'fill-danger' : 'fill-text'}`}
      >
        {seconds < 100 ? seconds : `${Math.ceil(seconds / 60)}m`}
      </text>
    </svg>
  );
}
