/** Passwords as scrypt makes them: slow to guess, each with a salt of its own, and its cost beside it so that it can rise. */
import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/** About 60 ms and 32 MB: too low and a stolen table is guessed, too high and a sign-in costs the API its memory. */
const cost = { N: 32_768, r: 8, p: 1 };
const maxmem = 64 * 1024 * 1024;
const keyLength = 32;

function derive(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyLength, { ...options, maxmem }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

/** What is stored of a password. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), key.toString('base64')].join(
    '$',
  );
}

/** Whether it is the password. Takes as long where there is none, so that nobody learns who has an account. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const [, n, r, p, salt = '', key = ''] = (stored ?? '').split('$');
  const known = stored !== null;
  const options = known ? { N: Number(n), r: Number(r), p: Number(p) } : cost;
  const found = await derive(password, Buffer.from(salt, 'base64'), options);
  const wanted = Buffer.from(key, 'base64');
  return known && wanted.length === found.length && timingSafeEqual(wanted, found);
}
