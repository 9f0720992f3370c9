/** The search attributes of our workflows, and their registration with a namespace. */
import type { Connection } from '@temporalio/client';
import proto from '@temporalio/proto';

/** Name to kind, as the Temporal CLI spells it. */
export const searchAttributeKinds = {
  BatonTenant: 'Keyword',
  BatonStatus: 'Keyword',
  BatonOwner: 'Keyword',
  BatonOwnerId: 'Keyword',
  BatonReason: 'Keyword',
  BatonEpoch: 'Int',
} as const;

const { INDEXED_VALUE_TYPE_KEYWORD: keyword, INDEXED_VALUE_TYPE_INT: int } =
  proto.temporal.api.enums.v1.IndexedValueType;

/** Registers those that are missing and returns their names. Safe to run twice. */
export async function registerSearchAttributes(
  connection: Connection,
  namespace: string,
): Promise<string[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(searchAttributeKinds).filter(
    ([name]) => customAttributes[name] === undefined,
  );
  if (missing.length > 0)
    await connection.operatorService.addSearchAttributes({
      namespace,
      searchAttributes: Object.fromEntries(
        missing.map(([name, kind]) => [name, kind === 'Int' ? int : keyword]),
      ),
    });
  return missing.map(([name]) => name);
}
