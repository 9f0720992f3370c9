/** Sending what a form holds. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '../../ui/toast.tsx';

interface Saving {
  mutate: () => void;
  isPending: boolean;
  error: unknown;
}

/** Sends a change, reads the list again, says that it is done where there is something to say. */
export function useSaving<A>(
  list: string,
  send: () => Promise<A>,
  done: { text?: string; then?: (answer: A) => void },
): Saving {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: async (answer) => {
      await queries.invalidateQueries({ queryKey: [list] });
      if (done.text !== undefined) toast(done.text);
      done.then?.(answer);
    },
  });
}
