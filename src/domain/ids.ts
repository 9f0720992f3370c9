/** Ids are 1 to 64 characters of `[A-Za-z0-9_-]`: never an e-mail address or a phone number in clear (I12). */
const idPattern = /^[A-Za-z0-9_-]{1,64}$/;

/** True when the text may serve as an id anywhere in Baton. */
export function isId(text: unknown): text is string {
  return typeof text === 'string' && idPattern.test(text);
}

/** A conversation within its tenant. */
export interface ConversationRef {
  tenant: string;
  conversation: string;
}

/** The workflow id of a conversation, `conversation/{tenant}/{id}`; support can paste it into the Temporal UI. */
export function conversationWorkflowId(ref: ConversationRef): string {
  return `conversation/${ref.tenant}/${ref.conversation}`;
}

/** The inverse of {@link conversationWorkflowId}; undefined for ids of other workflows. */
export function conversationOf(workflowId: string): ConversationRef | undefined {
  const [kind, tenant, conversation, ...rest] = workflowId.split('/');
  if (kind !== 'conversation' || rest.length > 0) return undefined;
  return isId(tenant) && isId(conversation) ? { tenant, conversation } : undefined;
}

/** The task queue on which the effects of a worker's conversations run. */
export function effectsQueue(taskQueue: string): string {
  return `${taskQueue}-effects`;
}
