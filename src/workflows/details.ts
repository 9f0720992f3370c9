/** What operators see: search attributes and current details. Ids and words of the glossary only, no personal data. */
import { setCurrentDetails, upsertSearchAttributes } from '@temporalio/workflow';
import type { WorkflowView } from '../domain/view.ts';
import { searchAttributes } from './messages.ts';

/** Brings list and page of the Temporal UI up to the view; upserts only when status or owner changed. */
export function showInUi(view: WorkflowView, before: WorkflowView): void {
  setCurrentDetails(detailsOf(view));
  const changed = view.status !== before.status || view.epoch !== before.epoch;
  if (!changed) return;
  upsertSearchAttributes([
    { key: searchAttributes.status, value: view.status },
    { key: searchAttributes.owner, value: view.owner },
    { key: searchAttributes.ownerId, value: view.ownerId },
    { key: searchAttributes.reason, value: view.handoff?.reason ?? null },
    { key: searchAttributes.epoch, value: view.epoch },
  ]);
}

function detailsOf(view: WorkflowView): string {
  const owner = view.ownerId === null ? view.owner : `${view.owner} \`${view.ownerId}\``;
  const lines = [
    `**${view.status}**, owner ${owner}, epoch ${view.epoch}, ${view.turns} turns`,
    view.handoff === null
      ? 'no handoff'
      : `handoff \`${view.handoff.id}\`: **${view.handoff.state}**, ${view.handoff.reason}, queue \`${view.handoff.queue}\``,
    view.deadlineAt === null
      ? 'no deadline'
      : `next deadline ${new Date(view.deadlineAt).toISOString()}`,
  ];
  return lines.join('\n\n');
}
