/** How long things take in a simulated past: seeded, so that the same seed tells the same past. */
import type { Chance } from '../simulate/random.ts';

const fine = 1_000_000_000;

/** Evenly between 0 and 1. */
export function fraction(draw: Chance): number {
  return draw.between(0, fine - 1) / fine;
}

/** Nearly normal: mean 0, deviation 1. */
export function bell(draw: Chance): number {
  let sum = 0;
  for (let index = 0; index < 12; index += 1) sum += fraction(draw);
  return sum - 6;
}

/** Milliseconds around a median of seconds, with the long tail that waiting has. */
export function spread(draw: Chance, medianSeconds: number, width = 0.6): number {
  return Math.max(1, Math.round(medianSeconds * 1000 * Math.exp(width * bell(draw))));
}

/** Weekdays from Sunday. */
const dayWeights = [0.35, 1.15, 1.1, 1, 1, 0.95, 0.45];
const busiest = 1.15;

/** An instant between two, mostly on weekdays and by day; UTC. */
export function instantBetween(draw: Chance, since: number, until: number): number {
  for (;;) {
    const at = since + Math.floor(fraction(draw) * (until - since));
    const date = new Date(at);
    const hour = date.getUTCHours();
    const byHour = hour >= 8 && hour < 18 ? 1 : hour >= 6 && hour < 22 ? 0.4 : 0.08;
    if (fraction(draw) * busiest < (dayWeights[date.getUTCDay()] ?? 1) * byHour) return at;
  }
}
