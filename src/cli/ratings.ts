/** Links by which customers rate, signed by this installation's master keys. */
import {
  ratingTokens,
  type RatingPage,
  type RatingTokens,
} from '../adapters/crypto/rating-token.ts';
import type { Config } from '../config.ts';
import type { Parts } from './parts.ts';

/** Makes and reads tokens; undefined without a key to sign with. */
export function ratingTokensOf({ places }: Pick<Parts, 'places'>): RatingTokens | undefined {
  const [first, ...rest] = places.masterKeys.map(({ key }) => key);
  return first === undefined ? undefined : ratingTokens([first, ...rest]);
}

/** Where a conversation is rated; undefined without a key to sign with. */
export function ratingPageOf(
  { publicUrl }: Pick<Config, 'publicUrl'>,
  parts: Pick<Parts, 'places'>,
): RatingPage | undefined {
  const tokens = ratingTokensOf(parts);
  return tokens && ((ref) => `${publicUrl}/rate/${tokens.tokenFor(ref)}`);
}
