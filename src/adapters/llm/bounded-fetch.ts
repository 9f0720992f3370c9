import { ModelFailure } from './model-failure.ts';

/** `fetch` that follows no redirect (the key stays with the server it was given for) and reads at most `maxBytes`. */
export function boundedFetch(maxBytes: number): typeof fetch {
  return async (url, init) => {
    const response = await fetch(url, { ...init, redirect: 'error' });
    if (response.body === null) return response;
    if (Number(response.headers.get('content-length') ?? 0) > maxBytes) {
      await response.body.cancel();
      throw tooLong(maxBytes);
    }
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(counting(maxBytes)), {
      status,
      statusText,
      headers,
    });
  };
}

function counting(maxBytes: number): TransformStream<Uint8Array, Uint8Array> {
  let read = 0;
  return new TransformStream({
    transform(chunk, controller) {
      read += chunk.byteLength;
      if (read > maxBytes) controller.error(tooLong(maxBytes));
      else controller.enqueue(chunk);
    },
  });
}

function tooLong(maxBytes: number): ModelFailure {
  return new ModelFailure('bad_output', `The model's answer is longer than ${maxBytes} bytes`);
}
