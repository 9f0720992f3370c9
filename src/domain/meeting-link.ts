/**
 * Booking links of other calendars, made from a template of the operator. Values of customers are data: they are encoded
 * and never reach scheme, host or path separators (I14).
 */

/** Longest template. */
export const maxLinkLength = 1_000;

const providers: [provider: string, hosts: RegExp][] = [
  ['cal.com', /(^|\.)cal\.com$/],
  ['calendly', /(^|\.)calendly\.com$/],
  ['google', /^(meet|calendar)\.google\.com$/],
  ['zoom', /(^|\.)zoom\.us$/],
  ['jitsi', /^meet\.jit\.si$|(^|\.)8x8\.vc$/],
];

/** What a template may hold. */
export const linkPlaceholders = ['name', 'email', 'queue', 'agent', 'conversation'] as const;
type Placeholder = (typeof linkPlaceholders)[number];

const placeholder = /\{([a-z_]{1,32})\}/g;
/** Scheme and host come before anything that a value could fill. */
const shape = /^https:\/\/([a-z0-9.-]{1,253})(:\d{1,5})?(\/[^\s{}\\]*|\{|\/|\?|$)/i;

/** The calendar that a template leads to, or why it is no template. */
export function readLinkTemplate(
  template: string,
): { ok: true; provider: string } | { ok: false; message: string } {
  const host = shape.exec(template)?.[1]?.toLowerCase();
  if (template.length > maxLinkLength || host === undefined)
    return { ok: false, message: 'must be an https address, placeholders only behind the host' };
  const unknown = [...template.matchAll(placeholder)]
    .map((match) => match[1] ?? '')
    .find((name) => !(linkPlaceholders as readonly string[]).includes(name));
  if (unknown !== undefined)
    return { ok: false, message: `{${unknown}} is not known; use ${linkPlaceholders.join(', ')}` };
  const provider = providers.find(([, hosts]) => hosts.test(host))?.[0] ?? 'other';
  return { ok: true, provider };
}

/** The link for one customer; what is not known is left empty. */
export function bookingLink(
  template: string,
  values: Partial<Record<Placeholder, string>>,
): string {
  return template.replace(placeholder, (_whole, name: string) =>
    encodeURIComponent(values[name as Placeholder] ?? ''),
  );
}
