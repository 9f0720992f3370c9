/** Help for the agent of a conversation: suggested replies, fields to confirm, the proposal at the end. */
import { z } from 'zod';
import { readAssistGround, type AssistGround } from '../adapters/postgres/assist-read.ts';
import { canSee } from '../adapters/postgres/conversations-read.ts';
import { searchKnowledge } from '../adapters/postgres/knowledge.ts';
import {
  addSuggestions,
  countUses,
  findSuggestions,
  readSuggestion,
  recordUse,
  type SuggestionRow,
} from '../adapters/postgres/suggestions.ts';
import {
  filledFields,
  suggestionKpi,
  suggestionList,
  suggestionOutcome,
  suggestionUse,
  targetQuery,
  wrapUpProposal,
} from '../contract/assist.ts';
import { emptyBody, id } from '../contract/fields.ts';
import { languageOf } from '../domain/prepare-language.ts';
import { searchTextOf, suggestReplies, useOf, type Suggestion } from '../domain/suggest.ts';
import { fillFields, isComplete } from '../domain/target-fields.ts';
import { resolutionCodes, wrapUpOf } from '../domain/wrap-up-proposal.ts';
import { reasonWords, verdictWords, type Role } from '../domain/words.ts';
import { BatonError } from '../errors.ts';
import type { Caller } from './caller.ts';
import type { ApiDeps } from './deps.ts';
import { endpoint, ok } from './endpoint.ts';

const params = z.strictObject({ id });
const helpers: readonly Role[] = ['agent', 'supervisor', 'admin'];
const tag = 'Assist';

interface Call {
  params: { id: string };
  caller: Caller;
  deps: ApiDeps;
}

/** The ground of a conversation that the caller may see. */
async function groundOf({ params: path, caller, deps }: Call): Promise<AssistGround> {
  const viewer = { tenant: caller.tenant, agent: caller.agent };
  const ground = (await canSee(deps.pool, viewer, path.id))
    ? await readAssistGround(deps.pool, caller.tenant, path.id)
    : undefined;
  if (ground === undefined) throw new BatonError('not_found', `no conversation ${path.id}`);
  return ground;
}

function languageFor(ground: AssistGround): string {
  const { customer, turns, defaultLanguage } = ground;
  return (customer.language ?? languageOf(turns) ?? defaultLanguage).slice(0, 2).toLowerCase();
}

async function writtenFor(
  call: Call,
  ground: AssistGround,
  language: string,
): Promise<{ writer: string; suggestions: Suggestion[] }> {
  const { caller, deps } = call;
  const brief = ground.brief?.document ?? null;
  const passages = await searchKnowledge(deps.pool, caller.tenant, {
    text: searchTextOf(ground.turns, brief),
    language,
    limit: 4,
  });
  const { turns, customer } = ground;
  const input = { turns, brief, language, customerName: customer.name ?? null, passages };
  const byModel = await deps.writeSuggestions?.(input);
  return byModel ?? { writer: 'templates', suggestions: suggestReplies(input) };
}

async function suggestionsFor(
  call: Call,
  agent: string | null,
): Promise<{
  language: string;
  turn: number;
  data: SuggestionRow[];
}> {
  const ground = await groundOf(call);
  const { caller, deps, params: path } = call;
  const language = languageFor(ground);
  const turn = ground.turns.at(-1)?.sequence ?? 0;
  const place = { tenant: caller.tenant, conversation: path.id, turn };
  const known = await findSuggestions(deps.pool, place);
  if (known.length > 0) return { language, turn, data: known };
  const written = await writtenFor(call, ground, language);
  const data = await addSuggestions(deps.pool, { ...place, agent, ...written });
  return { language, turn, data };
}

const suggestionEndpoints = [
  endpoint({
    method: 'post',
    path: '/v1/conversations/{id}/suggestions',
    operationId: 'suggestReplies',
    summary: 'Two or three replies in the customer’s language, with the knowledge they rest on.',
    tag,
    roles: helpers,
    tellsTexts: true,
    update: null,
    repetition: 'natural',
    params,
    body: emptyBody,
    status: 200,
    answer: suggestionList,
    handle: async (call) => ok(await suggestionsFor(call, call.caller.agent ?? null)),
  }),
  endpoint({
    method: 'post',
    path: '/v1/suggestions/{id}/use',
    operationId: 'useSuggestion',
    summary: 'Say what was sent instead of a suggestion: as it stood, edited, or something else.',
    tag,
    roles: helpers,
    update: null,
    repetition: 'natural',
    params,
    body: suggestionUse,
    status: 200,
    answer: suggestionOutcome,
    handle: async ({ caller, deps, params: path, body }) => {
      const shown = await readSuggestion(deps.pool, caller.tenant, path.id);
      const viewer = { tenant: caller.tenant, agent: caller.agent };
      if (shown === undefined || !(await canSee(deps.pool, viewer, shown.conversation)))
        throw new BatonError('not_found', `no suggestion ${path.id}`);
      const found = useOf(shown.content, body.sent);
      await recordUse(deps.pool, caller.tenant, path.id, found);
      return ok({ id: path.id, ...found });
    },
  }),
  endpoint({
    method: 'get',
    path: '/v1/kpis/suggestions',
    operationId: 'getSuggestionKpi',
    summary: 'How many suggestions were used, edited and ignored, by writer.',
    tag,
    roles: ['supervisor', 'operator', 'admin'],
    update: null,
    repetition: 'none',
    status: 200,
    answer: suggestionKpi,
    handle: async ({ caller, deps }) => ok(await kpiOf(deps, caller.tenant)),
  }),
];

async function kpiOf(deps: ApiDeps, tenant: string): Promise<z.output<typeof suggestionKpi>> {
  const counts = await countUses(deps.pool, tenant);
  const of = (...uses: string[]) =>
    counts.filter(({ use }) => uses.includes(use)).reduce((sum, { count }) => sum + count, 0);
  const shown = counts.reduce((sum, { count }) => sum + count, 0);
  const writers: Record<string, { shown: number; adopted: number }> = {};
  for (const { writer, use, count } of counts) {
    const one = (writers[writer] ??= { shown: 0, adopted: 0 });
    one.shown += count;
    if (use === 'used' || use === 'edited') one.adopted += count;
  }
  return {
    shown,
    used: of('used'),
    edited: of('edited'),
    ignored: of('ignored'),
    adopted_share: shown === 0 ? null : of('used', 'edited') / shown,
    by_writer: writers,
  };
}

const closingEndpoints = [
  endpoint({
    method: 'get',
    path: '/v1/conversations/{id}/fields',
    operationId: 'getTargetFields',
    summary:
      'Fields of a ticket or CRM filled from the brief, to be confirmed before they are written.',
    tag,
    roles: helpers,
    tellsTexts: true,
    update: null,
    repetition: 'none',
    params,
    query: targetQuery,
    status: 200,
    answer: filledFields,
    handle: async (call) => {
      const ground = await groundOf(call);
      const target = ground.fields.targets?.find((one) => one.target === call.query.target);
      if (target === undefined)
        throw new BatonError('not_found', `the policy maps no fields for ${call.query.target}`);
      if (ground.brief === null) throw new BatonError('not_found', 'no brief is written yet');
      const fields = fillFields(target, ground.brief.document, {
        conversationId: call.params.id,
        reason: ground.handoff?.reason ?? '',
        queue: ground.handoff?.queue ?? '',
        customer: ground.customer,
      });
      return ok({
        target: target.target,
        complete: isComplete(fields),
        brief_id: ground.brief.id,
        writer: ground.brief.writer,
        fields,
      });
    },
  }),
  endpoint({
    method: 'get',
    path: '/v1/conversations/{id}/wrap-up',
    operationId: 'getWrapUp',
    summary:
      'Summary, reason, resolution and outcome proposed for `resolve`, and the question for the verdict.',
    tag,
    roles: helpers,
    tellsTexts: true,
    update: null,
    repetition: 'none',
    params,
    status: 200,
    answer: wrapUpProposal,
    handle: async (call) => {
      const ground = await groundOf(call);
      const { reason_codes: own, resolution_codes: ends } = ground.fields;
      const ofQueue = ground.handoff?.codes ?? [];
      const resolutions = ofQueue.length > 0 ? ofQueue : (ends ?? resolutionCodes);
      const codes = { reasons: own ?? [...reasonWords], resolutions };
      const proposal = wrapUpOf({
        turns: ground.turns,
        reason: ground.handoff?.reason ?? 'customer_request',
        reasonCodes: own ?? [],
        resolutionCodes: codes.resolutions,
      });
      return ok({
        writer: 'extractive',
        ...proposal,
        reason_codes: codes.reasons,
        resolution_codes: codes.resolutions,
        question: { text: 'Was this handoff needed?', choices: [...verdictWords] },
      });
    },
  }),
];

/** Suggestions, fields, wrap-up. */
export const assistEndpoints = [...suggestionEndpoints, ...closingEndpoints];
