/**
 * `/rate/{token}`: one question and five buttons, for a link in a mail; a number in the link is chosen already. Opening
 * the page rates nothing, since programs open links of mails too; a click does. `/rate/{token}/stop` ends such mails for
 * good. No script, no cookie, nothing loaded.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { refuseRatings } from '../adapters/postgres/rating-requests.ts';
import { BatonError } from '../errors.ts';
import type { ConversationRef } from '../domain/ids.ts';
import { ratingLanguage, ratingTexts, type RatingLanguage } from '../domain/rating-texts.ts';
import { readBody } from './chain.ts';
import { answerIn } from './command.ts';
import type { ApiDeps } from './deps.ts';
import type { ApiContext, Variables } from './endpoint.ts';
import { addressOf, createGuessGuard, credentialGuesses } from './guesses.ts';

const style = `body{font:18px/1.5 system-ui,sans-serif;max-width:30rem;margin:12vh auto;padding:0 1rem;text-align:center;color:#171d29;background:#fff}
form{display:flex;gap:.5rem;justify-content:center;margin:1.5rem 0 .5rem}button{font:inherit;min-width:3rem;min-height:3rem;border:1px solid #868f9f;border-radius:10px;background:#fff;color:inherit;cursor:pointer}
button:hover,button:focus-visible{border-color:#2b59cf;outline:2px solid #2b59cf}.send{padding:.5rem 1.2rem;border-color:#2b59cf;background:#2b59cf;color:#fff}.ends{display:flex;justify-content:space-between;max-width:19rem;margin:0 auto;color:#566073;font-size:.85rem}
@media(prefers-color-scheme:dark){body{color:#e7eaf0;background:#101318}button{background:#171b22}.ends{color:#a1abbb}}`;
const styleHash = createHash('sha256').update(style).digest('base64');
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
};

/** The link's own language, else what the browser wants. */
function languageOf(context: ApiContext): RatingLanguage {
  const wanted = context.req.query('lang') ?? context.req.header('accept-language') ?? '';
  return ratingLanguage(wanted.split(','));
}

function page(language: RatingLanguage, body: string): string {
  const { ask } = ratingTexts(language);
  return `<!doctype html><html lang="${language}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${ask}</title><style>${style}</style><main>${body}</main></html>`;
}

const scores = [1, 2, 3, 4, 5];

function chosenScore(context: ApiContext): number | undefined {
  return scores.find((score) => String(score) === context.req.query('score'));
}

function question(language: RatingLanguage, chosen: number | undefined): string {
  const { ask, bad, good, send } = ratingTexts(language);
  const buttons = scores
    .map(
      (score) =>
        `<button name="score" value="${score}" aria-label="${score} / 5">${score}</button>`,
    )
    .join('');
  const first =
    chosen === undefined
      ? ''
      : `<form method="post"><button class="send" name="score" value="${chosen}" autofocus>${send.replace('{score}', String(chosen))}</button></form>`;
  return page(
    language,
    `<h1>${ask}</h1>${first}<form method="post">${buttons}</form><p class="ends"><span>1 = ${bad}</span><span>5 = ${good}</span></p>`,
  );
}

function stopQuestion(language: RatingLanguage): string {
  const { stop } = ratingTexts(language);
  return page(language, `<form method="post"><button class="send">${stop}</button></form>`);
}

async function scoreIn(context: ApiContext): Promise<number> {
  const form = new URLSearchParams((await readBody(context, 1024)).toString('utf8'));
  const score = Number(form.get('score'));
  if (!Number.isInteger(score) || score < 1 || score > 5)
    throw new BatonError('invalid_request', 'score is a whole number from 1 to 5');
  return score;
}

async function take(context: ApiContext, ref: ConversationRef): Promise<Response> {
  const score = await scoreIn(context);
  const language = languageOf(context);
  const sent = await context.var.deps.conversations.send(ref, 'rate', {
    id: `c_${randomBytes(20).toString('hex')}`,
    actor: { kind: 'customer', id: 'rating_link' },
    score,
  });
  if (
    sent.kind !== 'pending' &&
    sent.result.kind === 'refused' &&
    sent.result.code === 'wrong_state'
  )
    return context.body(
      page(language, `<p role="status">${ratingTexts(language).early}</p>`),
      409,
      headers,
    );
  if (sent.kind !== 'pending') answerIn(sent.result);
  return context.body(
    page(language, `<p role="status">${ratingTexts(language).thanks}</p>`),
    200,
    headers,
  );
}

/** Adds the page. Without keys to sign with there is none. */
export function mountRatings(app: OpenAPIHono<{ Variables: Variables }>, deps: ApiDeps): void {
  const { ratings } = deps;
  if (ratings === undefined) return;
  const takeGuess = createGuessGuard(credentialGuesses, deps.now);
  const refIn = (context: ApiContext): ConversationRef => {
    const giveBack = takeGuess(addressOf(context));
    const ref = ratings.refOf(context.req.param('token') ?? '');
    if (ref === null) throw new BatonError('not_found', 'this link leads nowhere');
    giveBack();
    return ref;
  };
  app.get('/rate/:token', (context) => {
    const asked = context as ApiContext;
    refIn(asked);
    return context.body(question(languageOf(asked), chosenScore(asked)), 200, headers);
  });
  app.post('/rate/:token', (context) => {
    const asked = context as ApiContext;
    return take(asked, refIn(asked));
  });
  app.get('/rate/:token/stop', (context) => {
    const asked = context as ApiContext;
    refIn(asked);
    return context.body(stopQuestion(languageOf(asked)), 200, headers);
  });
  app.post('/rate/:token/stop', async (context) => {
    const asked = context as ApiContext;
    await refuseRatings(deps.pool, refIn(asked));
    const language = languageOf(asked);
    const done = `<p role="status">${ratingTexts(language).stopped}</p>`;
    return context.body(page(language, done), 200, headers);
  });
}
