/**
 * - `keyring_invalid`: the master keys in the configuration cannot be read.
 * - `master_key_unknown`: a data key is wrapped by a master key that the keyring lacks.
 * - `data_keys_away`: the store of data keys does not answer; the same call may succeed later.
 * - `data_key_unknown`: a payload names a data key that does not exist.
 * - `data_key_destroyed`: the conversation was erased; its payloads are gone for good.
 * - `scope_mismatch`: the payload belongs to another conversation than the one that reads it.
 * - `payload_damaged`: the bytes were changed, cut, or moved from another place.
 */
export type CryptoErrorCode =
  | 'keyring_invalid'
  | 'master_key_unknown'
  | 'data_keys_away'
  | 'data_key_unknown'
  | 'data_key_destroyed'
  | 'scope_mismatch'
  | 'payload_damaged';

/** A failed encryption or decryption. The message names ids and fingerprints, never key material or content. */
export class CryptoError extends Error {
  readonly code: CryptoErrorCode;

  constructor(code: CryptoErrorCode, detail: string, options: { cause?: unknown } = {}) {
    super(`${code}: ${detail}`, options);
    this.name = 'CryptoError';
    this.code = code;
  }
}
