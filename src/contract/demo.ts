/** The demo of an installation that was started for trying it. */
import { z } from 'zod';

/** What the demo holds now. */
export const demoRecord = z
  .object({
    available: z.boolean().describe('whether this process plays a demo for this tenant'),
    playing: z.boolean().describe('whether simulated customers come'),
    customers: z.int().describe('simulated customers who are there now'),
    conversations: z
      .object({ history: z.int(), customer: z.int(), try_it: z.int() })
      .describe('of the simulated past, of simulated customers, of the page that lets one try'),
    site: z.string().nullable().describe('the widget site of the page that lets one try'),
    last_tried: z.string().nullable().describe('the latest conversation of that page'),
    filling: z.boolean().describe('whether the simulated past is being written'),
  })
  .meta({ id: 'Demo' });

export const demoChange = z
  .strictObject({ playing: z.boolean().describe('true: simulated customers come; false: no more') })
  .meta({ id: 'DemoChange' });

export const demoCleared = z
  .object({ conversations: z.int().describe('removed whole') })
  .meta({ id: 'DemoCleared' });
