import { isId } from '../domain/ids.ts';
import { CommandError } from './command-error.ts';

/** Throws unless `--tenant` is an id. */
export function insistTenant(tenant: string): void {
  if (!isId(tenant))
    throw new CommandError(`${String(tenant)} is not a tenant's id.`, 'Give --tenant ID.');
}
