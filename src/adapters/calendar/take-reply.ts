/** What a customer's calendar answered to an invitation: kept with the meeting, and a decline cancels it. */
import type { CommandResult, MessageArgument } from '../../domain/commands.ts';
import type { ConversationRef } from '../../domain/ids.ts';
import { noteAnswer } from '../postgres/meetings-read.ts';
import type { Pool } from '../postgres/pool.ts';
import type { CalendarReply } from './invitation.ts';

export interface ReplyParts {
  pool: Pool;
  send: (
    ref: ConversationRef,
    type: 'cancelMeeting',
    argument: MessageArgument<'cancelMeeting'>,
  ) => Promise<{ kind: 'answered'; result: CommandResult } | { kind: 'pending' }>;
}

/** Whose answer it is, and under which id a decline is sent: the same id is one cancellation. */
export interface ReplyPlace {
  tenant: string;
  /** The only conversation it may be about; absent any of the tenant. */
  conversation?: string;
  commandId: string;
}

/**
 * Takes the answer. False when there is no such meeting. An answer to a time that was moved since changes nothing; a
 * meeting that is over or canceled already refuses the cancellation, which is no fault.
 */
export async function takeReply(
  parts: ReplyParts,
  place: ReplyPlace,
  reply: CalendarReply,
): Promise<boolean> {
  const { tenant, conversation, commandId } = place;
  const { meetingId, answer, revision } = reply;
  const about = { id: meetingId, answer, revision, conversation };
  const known = await noteAnswer(parts.pool, tenant, about);
  if (known === undefined) return false;
  if (answer === 'DECLINED' && known.current)
    await parts.send({ tenant, conversation: known.conversation }, 'cancelMeeting', {
      id: commandId,
      actor: { kind: 'customer', id: 'calendar' },
    });
  return true;
}
