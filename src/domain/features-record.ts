/**
 * What the record in a tool's answer says about the customer's case: blocked or not, and whether its contract was over by
 * then. Names and values as programs write them (JSON or `name: value`); records are told apart by their braces.
 */

/** What the records of one tool's answer show. */
export interface RecordReading {
  /** An account, line, card or order is blocked, suspended or closed. */
  blocked: boolean;
  /** One is blocked, and its contract had ended before. */
  ended: boolean;
}

const blockedStatus =
  /(?:status|state)["']?\s{0,3}[:=]\s{0,3}["']?(?:suspended|blocked|locked|frozen|restricted|banned|terminated|deactivated|on[_ -]hold|cancelled_by_provider)(?![a-z])/i;
const blockDate =
  /(?:suspen|block|lock|froz|freez|deactivat|restrict|terminat)[a-z_ ]{0,24}(?:date|at|on|since|start)["']?\s{0,3}[:=]\s{0,3}["']?(\d{4}-\d{2}-\d{2})/i;
const endDate =
  /(?:contract|agreement|subscription|membership|lease)[_ ]?(?:end|expir[a-z]{0,6}|termination)[_ ]?(?:s|d|date|at|on|sat|son)?["']?\s{0,3}[:=]\s{0,3}["']?(\d{4}-\d{2}-\d{2})/i;

/** Beyond this, an answer is a list of things rather than the customer's record. */
const readLimit = 16_384;

/** Reads a tool's answer; linear in its length. */
export function readRecords(content: string): RecordReading {
  const reading: RecordReading = { blocked: false, ended: false };
  for (const record of content.slice(0, readLimit).split(/[{}]/)) {
    if (!blockedStatus.test(record)) continue;
    reading.blocked = true;
    const end = endDate.exec(record)?.[1];
    const block = blockDate.exec(record)?.[1];
    if (end !== undefined && block !== undefined && end < block) reading.ended = true;
  }
  return reading;
}
