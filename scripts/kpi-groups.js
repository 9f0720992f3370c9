/** What kpis-from-export.js can group by, written for it alone. */

/** @param {number} at */
const dayOf = (at) => new Date(at).toISOString().slice(0, 10);
/** @param {number} at Monday of its week, UTC. */
const weekOf = (at) => dayOf(at - ((new Date(at).getUTCDay() + 6) % 7) * 86_400_000);

/** @type {Record<string, (outcome: Record<string, any>) => string | null>} */
export const handoffKeys = {
  day: ({ requested_at }) => dayOf(requested_at),
  week: ({ requested_at }) => weekOf(requested_at),
  queue: ({ queue }) => queue,
  reason: ({ reason }) => reason,
  rule: ({ rule }) => rule,
  tier: ({ tier }) => tier,
  language: ({ language }) => language,
  policy_version: ({ policy, policy_version }) => `${policy}/${policy_version}`,
  arm: ({ arm }) => arm,
};
/** @typedef {{ at: number, tier: string | null, language: string | null, arm: string }} Begun */

/** @type {Record<string, (conversation: Begun) => string | null>} */
export const conversationKeys = {
  day: ({ at }) => dayOf(at),
  week: ({ at }) => weekOf(at),
  tier: ({ tier }) => tier,
  language: ({ language }) => language,
  arm: ({ arm }) => arm,
};
