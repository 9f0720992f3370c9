/** Sign-ins that are with the identity provider: each comes back once, within minutes, to the browser that left. */
import type { BegunSignIn } from '../oidc/identity-provider.ts';
import { hashSecret, randomToken } from './api-keys.ts';
import type { Pool } from './pool.ts';

/** Too low, and who looks for a second factor comes back too late; too high, and a stolen address is good for longer. */
const minutes = 10;
const keptMinutes = 24 * 60;

/** Remembers a sign-in; answers the cookie by which its browser is known again. */
export async function keepSignIn(
  pool: Pool,
  { state, nonce, verifier }: BegunSignIn,
  returnTo: string,
): Promise<{ cookie: string; maxAgeSeconds: number }> {
  const cookie = randomToken();
  await pool.query(
    `with old as (
       delete from oidc_sign_ins where expires_at < now() - make_interval(mins => $7))
     insert into oidc_sign_ins (state, browser, nonce, verifier, return_to, expires_at)
     values ($1, $2, $3, $4, $5, now() + make_interval(mins => $6))`,
    [hashSecret(state), hashSecret(cookie), nonce, verifier, returnTo, minutes, keptMinutes],
  );
  return { cookie, maxAgeSeconds: minutes * 60 };
}

/** Takes a sign-in that comes back; undefined when it came before, is too old, or left from another browser. */
export async function takeSignIn(
  pool: Pool,
  came: { state: string; cookie: string },
): Promise<(BegunSignIn & { returnTo: string }) | undefined> {
  const { rows } = await pool.query<{ nonce: string; verifier: string; return_to: string }>(
    `update oidc_sign_ins set used_at = now()
      where state = $1 and browser = $2 and used_at is null and expires_at > now()
      returning nonce, verifier, return_to`,
    [hashSecret(came.state), hashSecret(came.cookie)],
  );
  const [row] = rows;
  return (
    row && { state: came.state, nonce: row.nonce, verifier: row.verifier, returnTo: row.return_to }
  );
}
