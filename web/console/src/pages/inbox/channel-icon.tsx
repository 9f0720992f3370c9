/** How the customer is reached. */
import { CalendarClock, Mail, MessageCircle, Phone } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { JSX } from 'react';
import { useCodes } from '../../i18n/codes.ts';

const icons: Record<string, LucideIcon> = {
  chat: MessageCircle,
  email: Mail,
  meeting: CalendarClock,
  callback: Phone,
};

/** The icon with its word for screen readers and as a tooltip. */
export function ChannelIcon({ channel }: { channel: string }): JSX.Element {
  const say = useCodes();
  const Icon = icons[channel] ?? MessageCircle;
  return (
    <span title={say(channel)} className="inline-flex shrink-0 text-quiet">
      <Icon aria-hidden className="size-3.5" />
      <span className="sr-only">{say(channel)}</span>
    </span>
  );
}
