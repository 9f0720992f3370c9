import { expect, it } from 'vitest';
import { scriptedAnswer } from '../../../src/cli/demo/assistant.ts';

it.each([
  ['Hi there', 'Hello!'],
  ['Where is my parcel?', 'order number'],
  ['My invoice is wrong', 'Which invoice'],
  ['I cannot log in', 'Forgot password'],
  ['It is 4711-22', 'I found it'],
  ['xyz', 'other words'],
])('the scripted assistant answers "%s" from its script', (content, expected) => {
  expect(scriptedAnswer(content)).toContain(expected);
});
