/** The public door for Node programs: the typed client and the data converter that speaks our encryption. */
export {
  createConversationClient,
  type ConversationClient,
  type ConversationClientOptions,
  type Sent,
} from './conversation-client.ts';
export { openDataConverter, type DataConverterPlace } from './data-converter.ts';
