/** Invitations as iCalendar (RFC 5545, 5546), and what calendars answer to them. */
import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';
import { convertIcsCalendar, type IcsEvent } from 'ts-ics';

/** A meeting as an invitation tells it. A higher revision replaces a lower one. */
export interface Invitation {
  id: string;
  state: 'booked' | 'canceled' | 'attended' | 'missed';
  startsAt: number;
  endsAt: number;
  revision: number;
  agentName: string;
  customer: { name?: string; email?: string };
  /** From which address; replies go there. */
  organizer: { name: string; email: string };
  now: number;
}

const domain = 'baton-handoff';
/** A cancellation must outrank every request for the same meeting. */
const cancelStep = 1;

/** What the calendar is told: a request, or that there is no meeting. */
export function methodOf(state: Invitation['state']): 'REQUEST' | 'CANCEL' {
  return state === 'canceled' ? 'CANCEL' : 'REQUEST';
}

/** The text of a `text/calendar` part: a request, the same again for a move, or a cancellation. */
export function invitationText(invitation: Invitation): string {
  const method = methodOf(invitation.state);
  const isOff = method === 'CANCEL';
  const { customer, organizer } = invitation;
  const calendar = ical({
    method: ICalCalendarMethod[method],
    prodId: { company: 'Baton', product: 'meetings', language: 'EN' },
  });
  const event = calendar.createEvent({
    id: `${invitation.id}@${domain}`,
    sequence: invitation.revision + (isOff ? cancelStep : 0),
    stamp: new Date(invitation.now),
    start: new Date(invitation.startsAt),
    end: new Date(invitation.endsAt),
    summary: `Meeting with ${invitation.agentName}`,
    status: isOff ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: { name: organizer.name, email: organizer.email },
  });
  if (customer.email !== undefined)
    event.createAttendee({
      email: customer.email,
      ...(customer.name !== undefined && { name: customer.name }),
      role: ICalAttendeeRole.REQ,
      status: ICalAttendeeStatus.NEEDSACTION,
      rsvp: true,
    });
  return calendar.toString();
}

/** What a customer's calendar said about a meeting. */
export interface CalendarReply {
  meetingId: string;
  answer: 'ACCEPTED' | 'DECLINED' | 'TENTATIVE';
  /** The revision it answers. A calendar may leave the first, 0, out (RFC 5546). */
  revision: number;
}

const answers = ['ACCEPTED', 'DECLINED', 'TENTATIVE'] as const;

function replyOf(event: IcsEvent): CalendarReply | null {
  const uid = /^(mt_[a-z0-9]{1,60})@baton-handoff$/.exec(event.uid)?.[1];
  const said = event.attendees?.[0]?.partstat;
  const answer = answers.find((word) => word === said);
  if (uid === undefined || answer === undefined) return null;
  return { meetingId: uid, answer, revision: event.sequence ?? 0 };
}

/** The reply in a `text/calendar` part; null for anything that is none, or is about a meeting of somebody else. */
export function readReply(text: string): CalendarReply | null {
  try {
    const calendar = convertIcsCalendar(undefined, text);
    const [event] = calendar.events ?? [];
    return calendar.method === 'REPLY' && event !== undefined ? replyOf(event) : null;
  } catch {
    return null;
  }
}
