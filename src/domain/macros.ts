/** Texts an agent sends often, with variables in braces. */

/** The variables a macro may use. */
export const macroVariables = [
  'customer_name',
  'agent_name',
  'order',
  'amount',
  'date',
  'queue',
  'conversation_id',
] as const;
export type MacroVariable = (typeof macroVariables)[number];

/** A macro with its variables filled in. */
export interface RenderedMacro {
  content: string;
  /** Variables that had no value; they stand in the text as written. */
  missing: string[];
}

/** Fills in what is known; a variable without a value, or one that is none of ours, stays and is named. */
export function renderMacro(
  content: string,
  values: Partial<Record<MacroVariable, string>>,
): RenderedMacro {
  const missing = new Set<string>();
  const filled = content.replace(/\{([a-z_]{1,32})\}/gu, (whole, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name as MacroVariable] : undefined;
    if (value !== undefined && value !== '') return value;
    missing.add(name);
    return whole;
  });
  return { content: filled, missing: [...missing] };
}
