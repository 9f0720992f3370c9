/** A real HTTP server on loopback that speaks the OpenAI chat completions wire format, well or badly. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type OpenAiMode =
  | 'good'
  | 'no_json_schema'
  | 'no_max_tokens'
  | 'broken_json'
  | 'broken_then_repaired'
  | 'rate_limited'
  | 'server_error'
  | 'unauthorised'
  | 'always_400'
  | 'hang'
  | 'slow_body'
  | 'reset'
  | 'redirect'
  | 'not_json'
  | 'empty'
  | 'tool_calls'
  | 'huge';

/** The parts of a request the tests read. */
export interface RequestBody {
  messages: { role: string; content: string }[];
  response_format?: { type: string };
  max_tokens?: number;
}

export interface RecordedRequest {
  path: string;
  authorization: string | undefined;
  body: RequestBody;
}

export interface OpenAiServer {
  baseUrl: string;
  requests: RecordedRequest[];
  /** How the server behaves from now on; `content` is what a good answer holds. */
  behave(mode: OpenAiMode, content?: unknown): void;
  close(): Promise<void>;
}

interface Behaviour {
  mode: OpenAiMode;
  content: string;
}

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

function refuse(
  response: ServerResponse,
  status: number,
  message: string,
  headers: Record<string, string> = {},
) {
  send(
    response,
    status,
    { error: { message, type: 'invalid_request_error', param: null, code: null } },
    headers,
  );
}

function completion(content: string | null, message: Record<string, unknown> = {}) {
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_700_000_000,
    model: 'stub-model',
    choices: [
      { index: 0, finish_reason: 'stop', message: { role: 'assistant', content, ...message } },
    ],
    usage: { prompt_tokens: 10, completion_tokens: 10, total_tokens: 20 },
  };
}

const toolCall = {
  id: 'call_1',
  type: 'function',
  function: { name: 'delete_everything', arguments: '{}' },
};

const answers: Record<
  OpenAiMode,
  (response: ServerResponse, content: string, body: RequestBody) => void
> = {
  good: (response, content) => send(response, 200, completion(content)),
  no_json_schema: (response, content, body) => {
    if (body.response_format?.type === 'json_schema')
      refuse(response, 400, 'response_format json_schema is not supported');
    else send(response, 200, completion(`Here it is:\n\`\`\`json\n${content}\n\`\`\``));
  },
  no_max_tokens: (response, content, body) => {
    if ('max_tokens' in body)
      refuse(
        response,
        400,
        "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
      );
    else send(response, 200, completion(content));
  },
  broken_json: (response) => send(response, 200, completion('{"lines": [{"section": ')),
  broken_then_repaired: (response, content, body) => {
    send(response, 200, completion(body.messages.length > 2 ? content : content.slice(0, 40)));
  },
  rate_limited: (response) => refuse(response, 429, 'Slow down', { 'retry-after': '7' }),
  server_error: (response) => refuse(response, 500, 'Oh no'),
  unauthorised: (response) => refuse(response, 401, 'Incorrect API key'),
  always_400: (response) => refuse(response, 400, 'No'),
  hang: () => undefined,
  slow_body: (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{"id": ');
  },
  reset: (response) => response.destroy(),
  redirect: (response) =>
    send(response, 307, '', { location: 'http://127.0.0.1:9/v1/chat/completions' }),
  not_json: (response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.end('<html>proxy</html>');
  },
  empty: (response) => send(response, 200, completion(null)),
  tool_calls: (response) => send(response, 200, completion(null, { tool_calls: [toolCall] })),
  huge: (response) => send(response, 200, completion('x'.repeat(1_048_576))),
};

async function bodyOf(request: IncomingMessage): Promise<RequestBody> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

/** Starts the server on a free port; it answers nothing but `POST /v1/chat/completions` with a bearer key. */
export async function startOpenAiServer(): Promise<OpenAiServer> {
  const now: Behaviour = { mode: 'good', content: '{}' };
  const requests: RecordedRequest[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      requests.push({
        path: request.url ?? '',
        authorization: request.headers.authorization,
        body,
      });
      if (request.method !== 'POST' || request.url !== '/v1/chat/completions')
        refuse(response, 404, 'No such path');
      else answers[now.mode](response, now.content, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    behave(mode, content) {
      requests.length = 0;
      now.mode = mode;
      if (content !== undefined)
        now.content = typeof content === 'string' ? content : JSON.stringify(content);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
