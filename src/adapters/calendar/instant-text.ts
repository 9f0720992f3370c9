/** Instants as customers read them: in their language and time zone, with the zone's name, the day where it is another. */

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function partsOf(language: string, timeZone: string, withDay: boolean): Intl.DateTimeFormat {
  const options: Intl.DateTimeFormatOptions = {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    ...(withDay && { weekday: 'short', day: 'numeric', month: 'short' }),
  };
  try {
    return new Intl.DateTimeFormat(language, options);
  } catch {
    return new Intl.DateTimeFormat('en', options);
  }
}

/** The instant in words, seen from `now`. An unknown zone is told in UTC: a wrong hour is worse than a strange one. */
export function instantText(
  at: number,
  seen: { now: number; language: string; timeZone: string | null },
): string {
  const zone = seen.timeZone !== null && isTimeZone(seen.timeZone) ? seen.timeZone : 'UTC';
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
  const isToday = day.format(at) === day.format(seen.now);
  return partsOf(seen.language, zone, !isToday).format(at);
}
