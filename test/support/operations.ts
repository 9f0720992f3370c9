/** The routes that take a key, as the OpenAPI document lists them. */
import { openApiDocument } from '../../src/api/openapi.ts';
import type { Role } from '../../src/domain/words.ts';
import type { Json } from './api.ts';

export interface Operation {
  method: string;
  path: string;
  operationId: string;
  roles: Role[];
  idempotency: string;
  /** Its answer holds what was said. */
  tells: boolean;
}

/** Visitors have no role and no tenant's key: their routes are not among them. */
export function operations(): Operation[] {
  const { paths } = openApiDocument() as { paths: Record<string, Record<string, Json>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation['x-audience'] === undefined)
      .map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        operationId: operation.operationId,
        roles: operation['x-roles'],
        idempotency: operation['x-idempotency'],
        tells: operation['x-tells-texts'] === true,
      })),
  );
}
