/**
 * The bot behind the widget of the page that lets one try: a script, so that a fresh machine needs no model. It hears what
 * visitors say from the feed, as any bot's backend does, and speaks only in conversations of that page.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { isTried } from '../../adapters/postgres/demo-marks.ts';
import { feedEnd } from '../../adapters/postgres/events-read.ts';
import type { Pool } from '../../adapters/postgres/pool.ts';
import { itemsOf, numberAt, request, textAt, type Api } from '../simulate/http.ts';

/** First that fits. */
const script: readonly (readonly [RegExp, string])[] = [
  [
    /^\W*(hi|hello|hey|hallo|guten tag)\b/i,
    'Hello! I am the scripted assistant of this demo. I can talk about orders, invoices and sign-in. What is it about?',
  ],
  [
    /\b(order|parcel|delivery|package|bestellung|paket)/i,
    'Could you give me the order number? It is in the confirmation mail.',
  ],
  [
    /\b(invoice|charge|refund|payment|rechnung|erstattung)/i,
    'I see. Which invoice is it about, and which amount did you expect?',
  ],
  [
    /\b(password|log ?in|sign ?in|account|passwort|konto)/i,
    'Please use "Forgot password" on the sign-in page. Did the mail arrive?',
  ],
  [
    /\d{4,}/,
    'Thank you. I found it in the demo data: everything is as it should be. Is anything else open?',
  ],
  [/\b(thanks|thank you|danke)\b/i, 'You are welcome. You can ask for a person at any time.'],
];
const lost = 'I did not understand that. Could you say it in other words, or ask for a person?';

/** What the assistant says to this. */
export function scriptedAnswer(content: string): string {
  return script.find(([cue]) => cue.test(content))?.[1] ?? lost;
}

export interface AssistantGround {
  api: Api;
  pool: Pool;
  tenant: string;
  lookMs: number;
}

async function answer(ground: AssistantGround, event: unknown): Promise<void> {
  const conversation = textAt(event, 'conversation_id');
  const sequence = numberAt(event, 'data', 'turn');
  if (sequence === undefined || textAt(event, 'data', 'role') !== 'customer') return;
  if (!(await isTried(ground.pool, ground.tenant, conversation))) return;
  const place = `/v1/conversations/${conversation}`;
  const { body: head } = await request(ground.api, 'GET', place);
  if (textAt(head, 'owner') !== 'ai') return;
  const { body } = await request(ground.api, 'GET', `${place}/turns?after=${sequence - 1}&limit=1`);
  const content = scriptedAnswer(textAt(itemsOf(body)[0], 'content'));
  const turn = { id: `demo-answer-${sequence}`, role: 'assistant', content };
  // Refused when the AI lost the conversation in the meantime, which is right.
  await request(ground.api, 'POST', `${place}/turns`, {
    turn: { ...turn, epoch: numberAt(head, 'epoch') },
  });
}

/** Answers until the signal; a feed that fails for a moment is read on from where it was. */
export async function runAssistant(ground: AssistantGround, signal: AbortSignal): Promise<void> {
  let cursor = await feedEnd(ground.pool);
  while (!signal.aborted) {
    const { status, body } = await request(
      ground.api,
      'GET',
      `/v1/events?cursor=${encodeURIComponent(cursor)}`,
    );
    const isPage = status === 200;
    for (const event of isPage ? itemsOf(body) : [])
      if (textAt(event, 'type') === 'turn.created') await answer(ground, event);
    cursor = (isPage && textAt(body, 'next_cursor')) || cursor;
    await sleep(ground.lookMs, undefined, { signal }).catch(() => undefined);
  }
}
