/** A client of a Temporal server that a test started itself. */
import { Client, Connection } from '@temporalio/client';

/** Connects, and closes when it was used. */
export async function withClient<T>(
  address: string,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const connection = await Connection.connect({ address });
  try {
    return await use(new Client({ connection }));
  } finally {
    await connection.close();
  }
}
