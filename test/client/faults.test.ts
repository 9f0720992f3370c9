import { ServiceError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { CryptoError, type CryptoErrorCode } from '../../src/adapters/crypto/crypto-error.ts';
import { faultOf, isUnheard, isWorthRetry } from '../../src/client/faults.ts';

const failed = (type: string): WorkflowUpdateFailedError =>
  new WorkflowUpdateFailedError(
    'Workflow Update failed',
    ApplicationFailure.nonRetryable('it was not processed', type),
  );
const grpc = (code: number): ServiceError =>
  new ServiceError('grpc', {
    cause: Object.assign(new Error('grpc'), { code, details: '', metadata: {} }),
  });

/** As the SDK gives on what a codec throws. */
const unread = (code: CryptoErrorCode): Error =>
  new Error('Unable to encode', { cause: new CryptoError(code, 'timeout exceeded') });

describe('a fault of one call', () => {
  it.each([
    ['an update that no worker heard', failed('UnprocessedUpdate'), 'workflow_unavailable', true],
    ['a database that is away', failed('store_unavailable'), 'store_unavailable', false],
    ['an inbox that is full', failed('queue_full'), 'queue_full', false],
    ['a store of keys that is away', unread('data_keys_away'), 'store_unavailable', false],
    ['a key that was destroyed', unread('data_key_destroyed'), 'conversation_erased', false],
    ['a commit that broke', failed('TypeError'), 'internal', false],
    ['a server that does not answer', grpc(14), 'workflow_unavailable', false],
    ['a closed run', grpc(5), 'workflow_unavailable', false],
  ])('%s is named %#', (_what, error, code, unheard) => {
    expect(faultOf(error).code).toBe(code);
    expect(isUnheard(error)).toBe(unheard);
  });

  it('is worth the same update once more only where a run ended under it', () => {
    expect([5, 9, 10, 14].map((code) => isWorthRetry(grpc(code)))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});
