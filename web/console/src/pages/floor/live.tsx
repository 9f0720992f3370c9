/** The floor as it happens: the stream of the floor itself, and the events of the cases on it. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { createContext, use, useEffect, useState } from 'react';
import type { JSX, ReactNode } from 'react';
import { api, ask } from '../../api/client.ts';
import type { Schemas } from '../../api/client.ts';
import { keepReading, readStream } from '../../api/event-stream.ts';
import { listen } from '../../api/live.ts';

/** As the API answers. */
export type Floor = Schemas['Floor'];

/** Without the stream pages read again so often; ms. */
const withoutStreamMs = 5_000;
/** Many events are one reading; ms. */
const gatherMs = 400;

/** Reads again what hangs on the floor: a queue's cases, why one waits, alerts. The floor itself comes by its stream. */
function follow(queries: QueryClient): { again: () => void; stop: () => void } {
  const run = { timer: 0 };
  const flush = () => {
    run.timer = 0;
    void queries.invalidateQueries({ queryKey: ['floor', 'part'] });
    void queries.invalidateQueries({ queryKey: ['alerts'] });
  };
  const again = () => {
    if (run.timer === 0) run.timer = window.setTimeout(flush, gatherMs);
  };
  const silence = listen(again);
  return {
    again,
    stop: () => {
      window.clearTimeout(run.timer);
      silence();
    },
  };
}

function watch(queries: QueryClient, setIsUp: (isUp: boolean) => void): () => void {
  const { again, stop } = follow(queries);
  const ended = new AbortController();
  const { signal } = ended;
  const read = () =>
    readStream({
      url: '/v1/floor',
      signal,
      onOpen: () => setIsUp(true),
      onEvent: ({ data }) => {
        queries.setQueryData(['floor'], JSON.parse(data) as Floor);
        again();
      },
    });
  void keepReading(read, () => setIsUp(false), signal);
  return () => {
    ended.abort();
    stop();
  };
}

const IsUp = createContext(false);

/** Keeps everything below it in step while it is shown. */
export function FloorLive({ children }: { children: ReactNode }): JSX.Element {
  const queries = useQueryClient();
  const [isUp, setIsUp] = useState(false);
  useEffect(() => watch(queries, setIsUp), [queries]);
  return <IsUp value={isUp}>{children}</IsUp>;
}

/** How often to read again: not at all while the stream stands. */
export function useRefetchInterval(): number | false {
  return use(IsUp) ? false : withoutStreamMs;
}

/** The floor as it stands. */
export function useFloor() {
  return useQuery({
    queryKey: ['floor'],
    queryFn: () => ask(api.GET('/v1/floor')) as Promise<Floor>,
    refetchInterval: useRefetchInterval(),
  });
}
