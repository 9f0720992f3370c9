/** `baton demo clear`. */
import type { Config } from '../config.ts';
import { createLogger } from '../workers/telemetry.ts';
import { clearDemo } from './demo/clear.ts';
import { say, sayJson } from './output.ts';
import { openParts } from './parts.ts';
import { findPlaces } from './places.ts';
import { insistTenant } from './tenant-option.ts';

/** Removes what the demo of a tenant made. Simulated customers who still come are of a running stack: stop them there first. */
export async function runDemoClear(
  config: Config,
  options: { tenant: string; json: boolean },
): Promise<void> {
  const { tenant } = options;
  insistTenant(tenant);
  const places = await findPlaces(config);
  const parts = await openParts(config, places, createLogger(config.logLevel, 'demo'));
  try {
    const conversations = await clearDemo(parts, { tenant, by: 'cli:demo-clear' });
    if (options.json) sayJson({ tenant, conversations });
    else say(`${conversations} conversations of the demo were removed from tenant ${tenant}.`);
  } finally {
    await parts.close();
  }
}
