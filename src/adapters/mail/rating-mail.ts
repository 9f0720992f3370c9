/** The question how somebody was helped, as a mail: five links to the page that takes the rating, and one not to be asked. */
import { ratingLanguage, ratingTexts } from '../../domain/rating-texts.ts';
import { escapeHtml, htmlMail, type MailToSend } from './compose.ts';

const scores = [5, 4, 3, 2, 1] as const;

const linkStyle =
  'display:inline-block;min-width:2em;padding:.5em;margin:.2em;border:1px solid #868f9f;border-radius:8px;text-align:center;text-decoration:none;color:#171d29';

/** `page` is where this conversation is rated; `text` asks. Opening a link rates nothing: programs open links of mails. */
export function ratingMail({
  text,
  page,
  language,
}: {
  text: string;
  page: string;
  language: string;
}): Pick<MailToSend, 'text' | 'html' | 'unsubscribe'> {
  const tag = ratingLanguage([language]);
  const words = ratingTexts(tag);
  const linkTo = (score: number) => `${page}?score=${score}&lang=${tag}`;
  const stop = `${page}/stop?lang=${tag}`;
  const meaning: Partial<Record<number, string>> = { 5: words.good, 1: words.bad };
  const named = (score: number) =>
    meaning[score] === undefined ? String(score) : `${score} (${meaning[score]})`;
  const lines = scores.map((score) => `${named(score)}: ${linkTo(score)}`);
  const buttons = scores.map(
    (score) =>
      `<a style="${linkStyle}" href="${escapeHtml(linkTo(score))}">${escapeHtml(named(score))}</a>`,
  );
  const paragraphs = [
    escapeHtml(text).replaceAll('\n', '<br>'),
    buttons.join(''),
    `<small><a href="${escapeHtml(stop)}">${escapeHtml(words.stop)}</a></small>`,
  ];
  return {
    text: [text, '', ...lines, '', `${words.stop}: ${stop}`].join('\n'),
    html: htmlMail(tag, words.ask, paragraphs.map((one) => `<p>${one}</p>`).join('')),
    unsubscribe: stop,
  };
}
