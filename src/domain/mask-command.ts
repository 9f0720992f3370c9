/** Every text of a command, masked (I12). Masking twice is masking once, so callers that masked already lose nothing. */
import type { Command, CustomerFacts } from './commands.ts';
import { maskJson, maskText } from './mask.ts';
import type { Turn } from './turn.ts';

const masked = (text: string): string => maskText(text).text;

/** An object too deep or too large to be searched is not kept: better a gap that says so than a card number. */
function maskObject(value: Record<string, unknown>): Record<string, unknown> {
  const result = maskJson(value);
  return result.kind === 'masked'
    ? (result.value as Record<string, unknown>)
    : { not_kept: result.reason };
}

function maskTurn(turn: Turn): Turn {
  const { tool_calls: calls } = turn;
  return {
    ...turn,
    content: masked(turn.content),
    ...(calls === undefined
      ? {}
      : {
          tool_calls: calls.map((call) => ({
            name: call.name,
            arguments: maskObject(call.arguments),
          })),
        }),
  };
}

function maskCustomer(customer: CustomerFacts): CustomerFacts {
  return customer.attributes === undefined
    ? customer
    : { ...customer, attributes: maskObject(customer.attributes) };
}

/** The fields that hold a text, masked; those left out stay out. */
function maskFields<K extends string>(
  command: { [key in K]?: string },
  fields: K[],
): { [key in K]?: string } {
  const result: { [key in K]?: string } = {};
  for (const field of fields) {
    const text = command[field];
    if (text !== undefined) result[field] = masked(text);
  }
  return result;
}

/** The command with cards, IBANs and secrets replaced in every field that holds text of people. */
export function maskCommand(command: Command): Command {
  switch (command.type) {
    case 'turn':
      return {
        ...command,
        turns: command.turns.map(maskTurn),
        ...(command.customer === undefined ? {} : { customer: maskCustomer(command.customer) }),
      };
    case 'requestHuman':
      return command.customer === undefined
        ? command
        : { ...command, customer: maskCustomer(command.customer) };
    case 'reply':
    case 'note':
      return { ...command, content: masked(command.content) };
    case 'transfer':
      return command.note === undefined ? command : { ...command, note: masked(command.note) };
    case 'rejectOffer':
      return { ...command, ...maskFields(command, ['reason']) };
    case 'returnToAi':
      return {
        ...command,
        ...maskFields(command, ['summary']),
        ...(command.result === undefined ? {} : { result: maskObject(command.result) }),
      };
    case 'resolve':
      return { ...command, ...maskFields(command, ['summary', 'reason_code', 'resolution_code']) };
    default:
      return command;
  }
}
