/** The public door for Node programs: the typed client and the data converter that speaks our encryption. */
export {
  createConversationClient,
  type ConversationClient,
  type ConversationClientOptions,
  type Sent,
} from './conversation-client.ts';
export { createDataConverter } from '../adapters/crypto/codec.ts';
export { createDataKeyStore } from '../adapters/crypto/data-key-store.ts';
export { parseKeyring } from '../adapters/crypto/envelope.ts';
