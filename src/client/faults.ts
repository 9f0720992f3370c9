/** What a failed call to Temporal means: try again, ask differently, or a fault with a code of the catalogue. */
import {
  isGrpcServiceError,
  ServiceError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { CryptoError, type CryptoErrorCode } from '../adapters/crypto/crypto-error.ts';
import { BatonError, type ErrorCode } from '../errors.ts';

const grpc = { deadline: 4, notFound: 5, exhausted: 8, precondition: 9, aborted: 10 };

/** Faults of one try after which the same update is worth sending again inside the call's budget. */
export function isWorthRetry(error: unknown): boolean {
  const code = grpcCode(error);
  return code === grpc.precondition || code === grpc.notFound || code === grpc.aborted;
}

/** Whether the call ran out of time: what it asked for may have happened. */
export function isTimeout(error: unknown): boolean {
  const timedOut = error instanceof WorkflowUpdateRPCTimeoutOrCancelledError;
  return timedOut || grpcCode(error) === grpc.deadline;
}

/**
 * Whether the server took the update back because a workflow task ended without it: no worker heard it. It happens where
 * many updates meet at one workflow. The failure stays under that update's id, so it is sent again under another one.
 */
export function isUnheard(error: unknown): boolean {
  if (!(error instanceof WorkflowUpdateFailedError)) return false;
  const { cause } = error;
  return cause instanceof ApplicationFailure && cause.type === 'UnprocessedUpdate';
}

function grpcCode(error: unknown): number | undefined {
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) ? cause.code : undefined;
}

/** The fault a caller sees; what we can't name is `internal`, a server that fails is `workflow_unavailable`. */
export function faultOf(error: unknown): BatonError {
  if (error instanceof BatonError) return error;
  if (isUnheard(error)) return temporalAway(error);
  const crypto = cryptoCodeOf(error);
  if (crypto === 'data_key_destroyed')
    return new BatonError('conversation_erased', 'the conversation was erased; begin a new one', {
      cause: error,
    });
  if (crypto === 'data_keys_away')
    return new BatonError('store_unavailable', 'the store of data keys does not answer', {
      cause: error,
      retryAfterSeconds: 2,
    });
  if (error instanceof WorkflowUpdateFailedError) return updateFault(error);
  if (grpcCode(error) === grpc.exhausted)
    return new BatonError('queue_full', 'the conversation or the cluster has too much to do', {
      cause: error,
      retryAfterSeconds: 1,
    });
  if (grpcCode(error) !== undefined || error instanceof ServiceError) return temporalAway(error);
  const detail = error instanceof Error ? error.message : String(error);
  return new BatonError('internal', detail, { cause: error });
}

function temporalAway(cause: unknown): BatonError {
  return new BatonError('workflow_unavailable', 'Temporal does not answer', {
    cause,
    retryAfterSeconds: 2,
  });
}

/** Why nothing could be encrypted or read, where that is it; the SDK wraps what a codec throws. */
function cryptoCodeOf(error: unknown): CryptoErrorCode | undefined {
  for (let cause = error; cause instanceof Error; { cause } = cause)
    if (cause instanceof CryptoError) return cause.code;
  return undefined;
}

const failureCodes: ErrorCode[] = [
  'store_unavailable',
  'queue_full',
  'invalid_request',
  'internal',
];

function updateFault(error: WorkflowUpdateFailedError): BatonError {
  const { cause } = error;
  const type = cause instanceof ApplicationFailure ? cause.type : undefined;
  const code = failureCodes.find((known) => known === type) ?? 'internal';
  return new BatonError(code, cause?.message ?? error.message, {
    cause: error,
    ...(code === 'store_unavailable' ? { retryAfterSeconds: 2 } : {}),
  });
}
