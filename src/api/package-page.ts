/**
 * The package as a page that a person reads or prints. Every value is escaped, nothing is loaded, nothing runs: the
 * page's policy allows its own style sheet, by hash, and no more.
 */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { conversationPackage } from '../contract/conversations.ts';

type Package = z.output<typeof conversationPackage>;

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2330;background:#fff;overflow-wrap:anywhere}
h2{margin-top:2rem;border-bottom:1px solid #d9dee7}dl{display:grid;grid-template-columns:fit-content(40%) minmax(0,1fr);gap:.2rem 1rem}dt{color:#566073}dd{margin:0}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #d9dee7}
.turn{white-space:pre-wrap}.quiet{color:#566073;font-size:.9em}
.head{display:none}th,.head{overflow-wrap:normal}
@media(max-width:40rem){table,tbody,tr,td{display:block}thead{display:none}tr{padding:.4rem 0;border-bottom:1px solid #d9dee7}td{border:0;padding:.1rem 0}td:empty{display:none}.head{display:inline;color:#566073}}
@media(prefers-color-scheme:dark){body{color:#e6eaf2;background:#12161d}th,td,tr,h2{border-color:#333b49}.quiet,dt,.head{color:#a3adbd}a{color:#8ab4ff}}
@media print{body{max-width:none;margin:0}}`;
const styleHash = createHash('sha256').update(style).digest('base64');

/** The headers the page is answered with. */
export const packagePageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox`,
};

function escape(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? '');
  return text.replace(
    /[&<>"'\u202a-\u202e\u2066-\u2069]/g,
    (char) => `&#${char.codePointAt(0) ?? 32};`,
  );
}

function list(rows: [name: string, value: unknown][]): string {
  const shown = rows.filter(([, value]) => value !== null && value !== undefined && value !== '');
  const items = shown.map(([name, value]) => `<dt>${escape(name)}</dt><dd>${escape(value)}</dd>`);
  return `<dl>${items.join('')}</dl>`;
}

function section(title: string, body: string): string {
  return body === '' ? '' : `<section><h2>${escape(title)}</h2>${body}</section>`;
}

/** On a phone the columns stand below each other: each cell says what it is, as heads would break in mid-word. */
function cellOf(head: string, value: unknown): string {
  const text = escape(value);
  if (text === '') return '<td></td>';
  return `<td class="turn"><span class="head">${escape(head)}: </span>${text}</td>`;
}

function table(heads: string[], rows: unknown[][]): string {
  if (rows.length === 0) return '';
  const head = heads.map((name) => `<th scope="col">${escape(name)}</th>`).join('');
  const body = rows
    .map((row) => `<tr>${row.map((cell, at) => cellOf(heads[at] ?? '', cell)).join('')}</tr>`)
    .join('');
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

interface BriefDocument {
  lines?: { section: string; text: string; turns: number[] }[];
}

function briefPart({ brief }: Package): string {
  if (brief === null) return '';
  const { lines = [] } = brief.document as BriefDocument;
  const rows = lines.map((line) => [
    line.section.replaceAll('_', ' '),
    line.text,
    line.turns.join(', '),
  ]);
  return table(['part', 'what', 'turns'], rows);
}

/** Turns and notices as one, in the order in which the customer saw them. */
function transcript({ turns, notices }: Package): string {
  const told = notices.map((notice) => ({ at: notice.at, row: ['', 'system', notice.content] }));
  const said = turns.map((turn) => ({
    at: turn.at,
    row: [String(turn.sequence), turn.actor ?? turn.role, contentOf(turn)],
  }));
  const all = [...said, ...told].sort((left, right) => left.at.localeCompare(right.at));
  return table(
    ['no.', 'who', 'what', 'when'],
    all.map(({ at, row }) => [...row, at]),
  );
}

function contentOf(turn: Package['turns'][number]): string {
  const calls = (turn.tool_calls ?? []).map(
    (call) => `${call.name}(${JSON.stringify(call.arguments)})`,
  );
  const files = turn.attachments.map((id) => `attachment ${id}`);
  const isCut = turn.content_ref !== null;
  const text = isCut ? `${turn.content}…` : turn.content;
  const whole = isCut ? [`(cut here; all of it is attachment ${turn.content_ref})`] : [];
  return [text, ...whole, ...calls, ...files].filter((part) => part !== '').join('\n');
}

function decisions({ decisions: all }: Package): string {
  const made = all.filter((decision) => decision.action !== 'continue');
  return table(
    ['turn', 'decision', 'reason', 'rule', 'policy', 'evidence'],
    made.map((decision) => [
      String(decision.turn),
      decision.action,
      decision.reason ?? '',
      decision.rule ?? '',
      `${decision.policy} ${decision.policy_version}`,
      decision.evidence.map((item) => `${item.feature} (turn ${item.turn})`).join(', '),
    ]),
  );
}

function handoffs({ handoffs: all }: Package): string {
  return table(
    ['no.', 'state', 'reason', 'queue', 'agent', 'requested', 'ended'],
    all.map((one) => [
      String(one.number),
      one.state,
      one.reason,
      one.queue,
      one.agent ?? '',
      one.requested_at,
      one.ended_at ?? '',
    ]),
  );
}

function headPart({ conversation: head, version, generated_at }: Package): string {
  const { handoff } = head;
  return list([
    ['status', head.status],
    ['owner', head.owner_id === null ? head.owner : `${head.owner} ${head.owner_id}`],
    ['reason', handoff?.reason],
    ['queue', handoff?.queue],
    ['channel', head.channel],
    ['language', head.language],
    ['tier', head.tier],
    ['as of event', String(version)],
    ['made at', generated_at],
  ]);
}

/** The page. */
export function packagePage(document: Package): string {
  const title = `Conversation ${document.conversation.id}`;
  const customer = Object.entries(document.conversation.customer ?? {});
  const notes = document.notes.map((note) => [note.actor, note.content, note.at]);
  const summaries = document.segment_summaries.map((one) => [
    one.handoff_id,
    one.summary ?? '',
    one.result ?? '',
    one.at,
  ]);
  const files = document.attachments.map((file) => [
    file.id,
    file.name,
    file.media_type,
    String(file.bytes),
  ]);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title><style>${style}</style></head><body><main><h1>${escape(title)}</h1>
${headPart(document)}
${section('Customer', customer.length === 0 ? '' : list(customer))}
${section('Brief', briefPart(document))}
${section('Transcript', transcript(document))}
${section('Decisions', decisions(document))}
${section('Handoffs', handoffs(document))}
${section('Notes', table(['who', 'what', 'when'], notes))}
${section('Summaries for the AI', table(['handoff', 'summary', 'result', 'when'], summaries))}
${section('Attachments', table(['id', 'name', 'type', 'bytes'], files))}
</main></body></html>
`;
}
