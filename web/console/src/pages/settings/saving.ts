/** Sending what a form holds. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '../../ui/toast.tsx';

interface Saving {
  mutate: () => void;
  isPending: boolean;
  error: unknown;
}

/** Sends a change, reads the list again, says that it is done. */
export function useSaving(
  list: string,
  send: () => Promise<unknown>,
  done: { text: string; then?: () => void },
): Saving {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [list] });
      toast(done.text);
      done.then?.();
    },
  });
}
