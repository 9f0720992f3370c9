/** The codes a case may end with: each queue's own list, else the policy's; without a list anything. */
import type { CommandOf } from './commands.ts';
import type { Handoff } from './conversation.ts';
import { refuse, type Refusal, type StepContext } from './step.ts';

function among(codes: readonly string[], code: string | undefined): boolean {
  return code === undefined || codes.length === 0 || codes.includes(code);
}

function listOf(codes: readonly string[]): string {
  const shown = codes.slice(0, 12).join(', ');
  return codes.length > 12 ? `${shown}, ...` : shown;
}

/** Why the codes of a `resolve` do not fit the case; null when they do. */
export function codeFault(
  context: StepContext,
  handoff: Handoff,
  command: CommandOf<'resolve'>,
): Refusal | null {
  const { fields = {} } = context.policy.policy;
  const own = context.facts.queues[handoff.queue]?.resolutionCodes ?? [];
  const resolutions = own.length > 0 ? own : (fields.resolution_codes ?? []);
  if (!among(resolutions, command.resolution_code))
    return refuse(
      'invalid_request',
      `resolution_code must be one of queue ${handoff.queue}: ${listOf(resolutions)}`,
    );
  const reasons = fields.reason_codes ?? [];
  return among(reasons, command.reason_code)
    ? null
    : refuse('invalid_request', `reason_code must be one of: ${listOf(reasons)}`);
}
