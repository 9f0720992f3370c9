import type { ModelBriefWriterOptions } from '../adapters/llm/brief-writer.ts';
import type { Config } from '../config.ts';

const maxBriefTokens = 1_500;

/** How the configured model is asked for a brief; null when none is configured. */
export function modelOptions({ llm }: Config): ModelBriefWriterOptions | null {
  const { baseUrl, apiKey, model, timeoutMs } = llm;
  if (baseUrl === undefined || model === undefined) return null;
  return { baseUrl, apiKey: apiKey ?? 'none', model, timeoutMs, maxOutputTokens: maxBriefTokens };
}
