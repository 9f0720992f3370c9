/** What of a mail's text is new: the quote of the mail it answers, and the signature, are cut. Linear in the text. */

/** Longest line a pattern looks at: a header line of a quote is shorter, and no pattern may run long. */
const longestHeader = 400;

/**
 * Lines by which mail programs announce the quoted mail, in one form per language: "On Tuesday, Kim wrote:". Anchored at
 * both ends and without nested repetition.
 */
const announcements: readonly RegExp[] = [
  /^On .{4,200} wrote:$/i,
  /^Am .{4,200} schrieb.{0,120}:$/i,
  /^.{4,200} schrieb am .{4,160}:$/i,
  /^Le .{4,200} a écrit ?:$/i,
  /^El .{4,200} escribió:$/i,
  /^Il .{4,200} ha scritto:$/i,
  /^Em .{4,200} escreveu:$/i,
  /^Op .{4,200} schreef.{0,120}:$/i,
  /^.{4,200} schreef op .{4,160}:$/i,
  /^Den .{4,200} skrev.{0,120}:$/i,
  /^Dnia .{4,200} napisał.{0,120}:$/i,
  /^W dniu .{4,200} pisze:$/i,
  /^.{4,200} (?:писал|пише|написал).{0,120}:$/i,
  /^在.{4,200}写道[:：]$/,
  /^於 ?.{4,200}寫道[:：]$/,
  /^.{4,200}(?:のメール|は書きました|さんは.{0,20}書きました)[:：]$/,
];

/** Those that begin with a word of their own. */
const begunAnnouncements = announcements.filter(({ source }) => !source.startsWith('^.'));

/** Separators of whole quoted or forwarded mails. */
const separators: readonly RegExp[] = [
  /^-{2,10} ?(?:Original Message|Original-Nachricht|Ursprüngliche Nachricht|Message d'origine|Mensaje original|Messaggio originale|Mensagem original|Oorspronkelijk bericht|Forwarded message|Weitergeleitete Nachricht|Message transféré|Mensaje reenviado|Messaggio inoltrato|原始邮件|转发的邮件) ?-{2,10}$/i,
  /^_{20,200}$/,
  /^Begin forwarded message:$/i,
];

/** First lines of the header block that Outlook puts over a quote, by language; two of them make a block. */
const blockFields =
  /^\*?(?:From|Sent|To|Subject|Von|Gesendet|An|Betreff|De|Envoyé|À|Objet|Enviado|Para|Asunto|Assunto|Da|Inviato|A|Oggetto|Van|Verzonden|Aan|Onderwerp|发件人|发送时间|收件人|主题)\*? ?[:：]/i;

const signatures: readonly RegExp[] = [
  /^--\s?$/,
  /^(?:Sent from my|Get Outlook for|Gesendet mit|Von meinem .{2,40} gesendet|Envoyé de mon|Enviado desde mi|Enviado do meu|Inviato da|Verzonden vanaf mijn|Verstuurd vanaf mijn|发自我的)\b.{0,60}$/i,
];

const isQuoted = (line: string): boolean => line.startsWith('>');

function matchesAny(line: string, patterns: readonly RegExp[]): boolean {
  return line.length <= longestHeader && patterns.some((pattern) => pattern.test(line));
}

/** An announcement may be broken over two or three lines, unless it begins with a name: that could be anything. */
function isAnnouncement(lines: readonly string[], at: number): boolean {
  let text = '';
  for (const line of lines.slice(at, at + 3)) {
    if (line.trim() === '') return false;
    const patterns = text === '' ? announcements : begunAnnouncements;
    text = `${text} ${line.trim()}`.trim();
    if (matchesAny(text, patterns)) return true;
  }
  return false;
}

function isHeaderBlock(lines: readonly string[], at: number): boolean {
  const next = lines.slice(at, at + 4).map((line) => line.trim().slice(0, longestHeader));
  return (
    blockFields.test(next[0] ?? '') &&
    next.slice(1).filter((line) => blockFields.test(line)).length >= 2
  );
}

/** Where the mail stops being new, as an index of a line. */
function endOfNew(lines: readonly string[]): number {
  for (let at = 0; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').trim();
    if (line === '') continue;
    const ends =
      isAnnouncement(lines, at) ||
      matchesAny(line, separators) ||
      isHeaderBlock(lines, at) ||
      matchesAny(lines[at] ?? '', signatures);
    if (ends) return at;
  }
  return lines.length;
}

/**
 * The text a person wrote in this mail. Quoted lines (`>`) between new ones are cut too. A mail that would be left empty
 * is given whole: what somebody wrote below the quote must not be lost.
 */
export function stripQuoted(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\u00a0', ' ').split('\n');
  const fresh = lines.slice(0, endOfNew(lines)).filter((line) => !isQuoted(line));
  const stripped = fresh
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  if (stripped !== '') return stripped;
  return belowQuote(lines) || text.trim();
}

/** What stands between and below the quoted lines, without the announcement and the signature. */
function belowQuote(lines: readonly string[]): string {
  const kept = lines.filter(
    (line, at) =>
      !isQuoted(line) && !isAnnouncement(lines, at) && !matchesAny(line.trim(), separators),
  );
  const end = kept.findIndex((line) => matchesAny(line, signatures));
  return (end < 0 ? kept : kept.slice(0, end))
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
