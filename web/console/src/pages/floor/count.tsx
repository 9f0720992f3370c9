/** A figure of the floor. */
import type { JSX } from 'react';
import { Badge } from '../../ui/badge.tsx';
import type { Tone } from '../../ui/badge.tsx';

/** A count that is quiet when it is nothing. */
export function Count({ value, tone }: { value: number; tone?: Tone }): JSX.Element {
  if (value === 0) return <span className="text-quiet">0</span>;
  return tone === undefined ? (
    <span className="font-medium">{value}</span>
  ) : (
    <Badge tone={tone}>{value}</Badge>
  );
}
