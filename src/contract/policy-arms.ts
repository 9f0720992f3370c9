/** The `arms` section of a policy document. */
import { z } from 'zod';
import { neverProposed } from '../domain/policy-arms.ts';
import { reason } from './policy-fields.ts';

const share = z.number().min(0).max(1).describe('share of conversations in this arm, 0..1');
const never: readonly string[] = neverProposed;

const proposable = reason.refine(
  (word) => !never.includes(word),
  `must not be one that a person always decides: ${neverProposed.join(', ')}`,
);

/** Which shares of conversations are held apart, so that effects can be measured. Without it there is no control. */
export const armsSection = z
  .strictObject({
    no_brief: z.strictObject({ share }),
    propose: z.strictObject({ share, reasons: z.array(proposable).min(1).max(50) }),
  })
  .partial()
  .refine(
    ({ no_brief: hidden, propose }) => (hidden?.share ?? 0) + (propose?.share ?? 0) <= 1,
    'the shares must not exceed 1 together',
  );
