/**
 * Decodes payloads for the Temporal UI and CLI. It decodes only: an encoder would let its caller forge payloads.
 * Whoever mounts it authenticates the caller, checks the origin, and writes the audit record that comes back.
 */
import type { Payload } from '@temporalio/common';
import type { ConversationRef } from '../../domain/ids.ts';
import { decryptPayload, keyIdOf } from './codec.ts';
import { CryptoError } from './crypto-error.ts';
import type { CryptoErrorCode } from './crypto-error.ts';
import { isSameScope, systemScope } from './envelope.ts';
import type { DataKey, DataKeyStore } from './envelope.ts';

export interface CodecServerOptions {
  readonly keys: DataKeyStore;
  /** The only namespace this server answers for. */
  readonly namespace: string;
  readonly maxPayloads?: number;
  /** Upper bound of the base64 text of one request, in characters. */
  readonly maxChars?: number;
}

export interface DecodeRequest {
  /** The caller's tenant; keys of other tenants stay closed. */
  readonly tenant: string;
  /** True for operators of the installation, who may also read payloads that belong to no conversation. */
  readonly maySeeSystem?: boolean;
  /** Header X-Namespace. */
  readonly namespace: string | undefined;
  /** The parsed JSON body. */
  readonly body: unknown;
}

interface JsonPayload {
  metadata?: Record<string, string>;
  data?: string;
}

/** Why a payload came back unchanged. */
export interface DecodeNote {
  readonly index: number;
  readonly code: CryptoErrorCode | 'forbidden' | 'malformed';
}

export type DecodeResult =
  | {
      readonly kind: 'decoded';
      readonly body: { readonly payloads: readonly unknown[] };
      readonly notes: readonly DecodeNote[];
      /** For the audit: the conversations whose payloads were opened, each once. */
      readonly opened: readonly ConversationRef[];
    }
  | { readonly kind: 'refused'; readonly reason: 'malformed' | 'too_large' | 'wrong_namespace' };

type Opened =
  | { readonly payload: JsonPayload; readonly scope: ConversationRef }
  | { readonly note: DecodeNote['code'] }
  | undefined;

const MAX_PAYLOADS = 1_000;
const MAX_CHARS = 8 * 1024 * 1024;
const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isBase64(value: unknown): value is string {
  return typeof value === 'string' && BASE64.test(value);
}

function isJsonPayload(value: unknown): value is JsonPayload {
  if (!isRecord(value)) return false;
  const { metadata = {}, data = '' } = value;
  return isRecord(metadata) && Object.values(metadata).every(isBase64) && isBase64(data);
}

function fromJson({ metadata = {}, data = '' }: JsonPayload): Payload {
  const entries = Object.entries(metadata).map(([name, text]) => [
    name,
    Buffer.from(text, 'base64'),
  ]);
  return {
    metadata: Object.fromEntries(entries) as Record<string, Uint8Array>,
    data: Buffer.from(data, 'base64'),
  };
}

function toJson({ metadata, data }: Payload): JsonPayload {
  const entries = Object.entries(metadata ?? {}).map(([name, bytes]) => [
    name,
    Buffer.from(bytes).toString('base64'),
  ]);
  return {
    metadata: Object.fromEntries(entries) as Record<string, string>,
    data: Buffer.from(data ?? []).toString('base64'),
  };
}

function charsOf(payloads: readonly unknown[]): number {
  let chars = 0;
  for (const payload of payloads) {
    if (isRecord(payload) && typeof payload['data'] === 'string') chars += payload['data'].length;
  }
  return chars;
}

function maySee(request: DecodeRequest, { scope }: DataKey): boolean {
  if (isSameScope(scope, systemScope)) return request.maySeeSystem === true;
  return scope.tenant === request.tenant;
}

async function openOne(
  keys: DataKeyStore,
  request: DecodeRequest,
  value: unknown,
): Promise<Opened> {
  if (!isJsonPayload(value)) return { note: 'malformed' };
  const payload = fromJson(value);
  const keyId = keyIdOf(payload);
  if (keyId === undefined) return undefined;
  try {
    const dataKey = await keys.get(keyId);
    if (!maySee(request, dataKey)) return { note: 'forbidden' };
    return { payload: toJson(decryptPayload(dataKey, payload)), scope: dataKey.scope };
  } catch (error) {
    if (error instanceof CryptoError && error.code !== 'data_keys_away')
      return { note: error.code };
    throw error;
  }
}

function refusalOf(options: CodecServerOptions, request: DecodeRequest): DecodeResult | undefined {
  if (request.namespace !== options.namespace)
    return { kind: 'refused', reason: 'wrong_namespace' };
  const payloads = isRecord(request.body) ? request.body['payloads'] : undefined;
  if (!Array.isArray(payloads)) return { kind: 'refused', reason: 'malformed' };
  const tooMany = payloads.length > (options.maxPayloads ?? MAX_PAYLOADS);
  if (tooMany || charsOf(payloads) > (options.maxChars ?? MAX_CHARS)) {
    return { kind: 'refused', reason: 'too_large' };
  }
  return undefined;
}

/**
 * The body of `POST /decode`: proto-JSON payloads in, proto-JSON payloads out, in the same order. A payload that is not
 * ours, belongs to another tenant, was erased or damaged comes back unchanged, the last three with a note; one bad
 * payload never spoils the others. Throws only when the key store cannot be reached.
 */
export async function decodePayloads(
  options: CodecServerOptions,
  request: DecodeRequest,
): Promise<DecodeResult> {
  const refusal = refusalOf(options, request);
  if (refusal !== undefined) return refusal;
  const { payloads } = request.body as { payloads: unknown[] };
  const notes: DecodeNote[] = [];
  const opened = new Map<string, ConversationRef>();
  const out: unknown[] = [];
  for (const [index, value] of payloads.entries()) {
    const result = await openOne(options.keys, request, value);
    if (result !== undefined && 'note' in result) notes.push({ index, code: result.note });
    const decoded = result !== undefined && 'payload' in result ? result : undefined;
    if (decoded !== undefined) {
      opened.set(`${decoded.scope.tenant}/${decoded.scope.conversation}`, decoded.scope);
    }
    out.push(decoded?.payload ?? value);
  }
  return { kind: 'decoded', body: { payloads: out }, notes, opened: [...opened.values()] };
}
