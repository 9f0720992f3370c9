/**
 * Encrypts what Temporal stores (I12): arguments, results, memos, queries, and by the failure converter messages and
 * stacks. Workflow ids, types, search attributes, activity names and timers are never encrypted by Temporal.
 *
 * - C1 The workflow id in the serialisation context chooses the data key; other workflows use the system's key.
 * - C2 A payload read for one conversation must be encrypted for it, or for the system.
 * - C3 Payloads in clear pass decoding unchanged: the server's own, and those of callers without the codec.
 */
import { fileURLToPath } from 'node:url';
import proto from '@temporalio/proto';
import type {
  DataConverter,
  Payload,
  PayloadCodec,
  SerializationContext,
} from '@temporalio/common';
import { conversationOf } from '../../domain/ids.ts';
import type { ConversationRef } from '../../domain/ids.ts';
import { CryptoError } from './crypto-error.ts';
import { decryptFor, encryptFor, isSameScope, systemScope } from './envelope.ts';
import type { DataKey, DataKeyStore } from './envelope.ts';

const { Payload: PayloadType } = proto.temporal.api.common.v1;
const ENCODING = Buffer.from('binary/encrypted');

/** The scope whose data key encrypts payloads of this workflow. */
export function scopeOfWorkflow(workflowId: string | undefined): ConversationRef {
  return (workflowId === undefined ? undefined : conversationOf(workflowId)) ?? systemScope;
}

/** The data key's id in a payload of this codec; undefined for payloads of any other encoding. */
export function keyIdOf(payload: Payload): string | undefined {
  const encoding = payload.metadata?.['encoding'];
  if (encoding == null || !ENCODING.equals(encoding)) return undefined;
  return Buffer.from(payload.metadata?.['encryption-key-id'] ?? []).toString('utf8');
}

/** One payload encrypted; the clear metadata name the encoding and the data key. */
export function encryptPayload(dataKey: DataKey, payload: Payload): Payload {
  return {
    metadata: { encoding: ENCODING, 'encryption-key-id': Buffer.from(dataKey.keyId) },
    data: encryptFor(dataKey, PayloadType.encode(payload).finish()),
  };
}

/** The inverse of {@link encryptPayload}. Throws `payload_damaged`. */
export function decryptPayload(dataKey: DataKey, payload: Payload): Payload {
  const plain = decryptFor(dataKey, payload.data ?? new Uint8Array());
  try {
    return PayloadType.decode(plain);
  } catch (cause) {
    throw new CryptoError('payload_damaged', 'the content is not a payload', { cause });
  }
}

function assertScope(dataKey: DataKey, context: SerializationContext | undefined): void {
  if (context?.workflowId === undefined || isSameScope(dataKey.scope, systemScope)) return;
  if (isSameScope(dataKey.scope, scopeOfWorkflow(context.workflowId))) return;
  throw new CryptoError(
    'scope_mismatch',
    `data key ${dataKey.keyId} does not belong to ${context.workflowId}`,
  );
}

/** The payload codec for clients and workers. Throws CryptoError codes; see `crypto-error.ts`. */
export function createPayloadCodec(keys: DataKeyStore): PayloadCodec {
  async function decodeOne(payload: Payload, context?: SerializationContext): Promise<Payload> {
    const keyId = keyIdOf(payload);
    if (keyId === undefined) return payload;
    const dataKey = await keys.get(keyId);
    assertScope(dataKey, context);
    return decryptPayload(dataKey, payload);
  }
  return {
    async encode(payloads, context) {
      if (payloads.length === 0) return payloads;
      const dataKey = await keys.getOrCreate(scopeOfWorkflow(context?.workflowId));
      return payloads.map((payload) => encryptPayload(dataKey, payload));
    },
    decode: (payloads, context) =>
      Promise.all(payloads.map((payload) => decodeOne(payload, context))),
  };
}

/** The data converter for every client and worker of a stack; worker and client load the failure converter by path. */
export function createDataConverter(keys: DataKeyStore): DataConverter {
  return {
    payloadCodecs: [createPayloadCodec(keys)],
    failureConverterPath: fileURLToPath(new URL('./failure-converter.cjs', import.meta.url)),
  };
}
