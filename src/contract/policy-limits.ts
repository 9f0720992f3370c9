/** What a policy may hold at most; `depth` counts nested conditions. */
export const policyLimits = {
  bytes: 65_536,
  rules: 200,
  depth: 6,
  conditions: 2_000,
  counts: 20,
  messageLength: 600,
} as const;

/** True for an object of names and values. */
export function isRecord(content: unknown): content is Record<string, unknown> {
  return typeof content === 'object' && content !== null && !Array.isArray(content);
}
