/** A chart of Chart.js, fetched when it is first shown. The same figures stand in a table beside it. */
import type * as ChartParts from 'chart.js';
import type { Chart as ChartJs, ChartConfiguration } from 'chart.js';
import { useEffect, useRef } from 'react';
import type { JSX } from 'react';

export interface Series {
  name: string;
  values: readonly (number | null)[];
  /** A token such as `accent`. */
  colour: string;
  /** Thin and quiet, for bounds. */
  isBound?: boolean;
}

export interface ChartProps {
  kind: 'line' | 'bar';
  /** What it shows, for who does not see it. */
  label: string;
  labels: readonly string[];
  series: readonly Series[];
  /** How a value is written in the tip, and on the axis. */
  write: (value: number) => string;
  rough: (value: number) => string;
  /** Shares begin at 0 and end at 1. */
  most?: number;
}

/** Tokens are `light-dark()`; a canvas wants the colour itself. */
function colourOf(token: string, place: HTMLElement): string {
  const probe = document.createElement('span');
  probe.style.color = `var(--${token})`;
  place.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function datasetsOf({ kind, series }: ChartProps, place: HTMLElement) {
  return series.map(({ name, values, colour, isBound = false }) => ({
    label: name,
    data: [...values],
    borderColor: colourOf(colour, place),
    backgroundColor: colourOf(colour, place),
    borderWidth: isBound ? 1 : 2,
    pointRadius: isBound ? 0 : 3,
    ...(isBound && { borderDash: [4, 4] }),
    ...(kind === 'bar' && { maxBarThickness: 18, borderWidth: 0, borderRadius: 3 }),
  }));
}

function optionsOf(props: ChartProps, place: HTMLElement): ChartConfiguration['options'] {
  const { kind, write, rough, most } = props;
  const [text, line] = [colourOf('text-quiet', place), colourOf('line', place)];
  const values = {
    beginAtZero: true,
    ...(most !== undefined && { max: most }),
    grid: { color: line },
    border: { display: false },
    ticks: {
      color: text,
      maxTicksLimit: 6,
      callback: (value: number | string) => rough(Number(value)),
    },
  };
  const names = {
    grid: { display: false },
    border: { color: line },
    ticks: { color: text, maxRotation: 0 },
  };
  return {
    responsive: true,
    maintainAspectRatio: false,
    animation: false,
    indexAxis: kind === 'bar' ? 'y' : 'x',
    scales: kind === 'bar' ? { x: values, y: names } : { x: names, y: values },
    plugins: {
      legend: {
        display: props.series.length > 1,
        position: 'bottom',
        labels: { color: text, boxWidth: 12, boxHeight: 2 },
      },
      tooltip: {
        callbacks: {
          label: ({ dataset, raw }) =>
            `${dataset.label ?? ''}: ${typeof raw === 'number' ? write(raw) : '–'}`,
        },
      },
    },
  };
}

type Parts = typeof ChartParts;

/** Fetched once; its parts are registered once. */
let parts: Promise<Parts> | undefined;

async function load(): Promise<Parts> {
  const fetched = await import('chart.js');
  fetched.Chart.register(
    fetched.LineController,
    fetched.LineElement,
    fetched.PointElement,
    fetched.BarController,
    fetched.BarElement,
    fetched.CategoryScale,
    fetched.LinearScale,
    fetched.Tooltip,
    fetched.Legend,
  );
  return fetched;
}

function draw({ Chart }: Parts, canvas: HTMLCanvasElement, props: ChartProps): ChartJs {
  const place = canvas.parentElement ?? document.body;
  const datasets = datasetsOf(props, place);
  return new Chart(canvas, {
    type: props.kind,
    data: { labels: [...props.labels], datasets },
    options: optionsOf(props, place) ?? {},
  });
}

/** Calls back when the theme changes, whoever changed it. */
function onTheme(change: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const observer = new MutationObserver(change);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  system.addEventListener('change', change);
  return () => {
    observer.disconnect();
    system.removeEventListener('change', change);
  };
}

/** Draws anew when its figures or the theme change. */
export function Chart(props: ChartProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { label, labels, kind } = props;
  useEffect(() => {
    const { current } = canvas;
    if (current === null) return undefined;
    const shown: { chart?: ChartJs; isOver: boolean } = { isOver: false };
    const redraw = () => {
      parts ??= load();
      void parts.then((fetched) => {
        if (shown.isOver) return;
        shown.chart?.destroy();
        shown.chart = draw(fetched, current, props);
      });
    };
    redraw();
    const stop = onTheme(redraw);
    return () => {
      stop();
      shown.isOver = true;
      shown.chart?.destroy();
    };
  }, [props]);
  const height = kind === 'bar' ? Math.max(140, labels.length * 34 + 40) : 260;
  return (
    <div className="relative min-w-0" style={{ height }}>
      <canvas ref={canvas} role="img" aria-label={label} />
    </div>
  );
}
