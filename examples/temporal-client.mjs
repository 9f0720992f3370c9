/**
 * A Temporal-native caller: no HTTP, the same workflow.
 * usage: node examples/temporal-client.mjs "I want to talk to a person"
 * Reads the addresses of the stack that `npm start` runs; a program of yours takes them from its own configuration.
 */
import { readFileSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { createConversationClient, openDataConverter } from 'baton-handoff';

const { env } = process;
const home = env.BATON_HOME ?? '.baton';
/** @type {(name: string) => any} */
const read = (name) => JSON.parse(readFileSync(`${home}/${name}`, 'utf8'));
const { addresses } = read('runtime.json');
const content = process.argv[2] ?? 'I want to talk to a person';

const connection = await Connection.connect({ address: addresses.temporal });
const { dataConverter, close } = openDataConverter({
  databaseUrl: addresses.database,
  masterKeys: read('secrets.json').master_keys,
});
const client = new Client({ connection, dataConverter });
const conversations = createConversationClient({
  client,
  taskQueue: env.BATON_TASK_QUEUE ?? 'baton',
});

const id = `c-${Date.now().toString(36)}`;
const sent = await conversations.send(
  { tenant: env.BATON_TENANT ?? 'demo', conversation: id },
  'turn',
  {
    id: `${id}-1`,
    actor: { kind: 'backend', id: 'example' },
    turns: [{ id: `${id}-1`, role: 'customer', content }],
  },
);
console.log(JSON.stringify(sent, null, 2));

await connection.close();
await close();
