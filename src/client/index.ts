/** The public door for Node programs: the typed client and the data converter that speaks our encryption. */
export {
  createConversationClient,
  type ConversationClient,
  type ConversationClientOptions,
  type Sent,
} from './conversation-client.ts';
export { openDataConverter, type DataConverterPlace } from './data-converter.ts';
export {
  BotClientError,
  createBotClient,
  type BotClient,
  type BotClientOptions,
  type FollowedEvent,
} from './bot-client.ts';
export {
  handoffToHumanTool,
  isHandoffCall,
  runHandoffCall,
  transferToHumanAgentsTool,
  type ToolCall,
  type ToolDefinition,
  type ToolOutcome,
} from './tools.ts';
