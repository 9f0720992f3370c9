/** What a policy may say about briefs; every field has a default, and a policy need not say anything. */

/** The section `brief` of a policy. */
export interface BriefSectionRules {
  /** False: the deterministic writer only, also where a model is configured. */
  model?: boolean;
  /** A model that needs longer is given up; the deterministic brief stands from the beginning. */
  model_seconds?: number;
  /** False: what the customer adds before an agent accepts does not change the brief. */
  refresh?: boolean;
}

/** The section with its defaults filled in. */
export type BriefRules = Required<BriefSectionRules>;

const defaults: BriefRules = { model: true, model_seconds: 20, refresh: true };

/** The rules in force, from what a policy says or does not say. */
export function briefRules(section: BriefSectionRules | null | undefined): BriefRules {
  return { ...defaults, ...section };
}
