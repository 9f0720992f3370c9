/**
 * What keeps a worker alive while no data key can be read. The SDK reports a step that failed by encoding the failure
 * outside any workflow; were that to fail as well, the whole worker would end. Such a failure is reported without text.
 */
import type { DataConverter, Payload, PayloadCodec } from '@temporalio/common';

const withheld: Payload = {
  metadata: { encoding: Buffer.from('json/plain') },
  data: Buffer.from('{"message":"withheld: no key to encrypt it","stack_trace":""}'),
};

function sturdy(codec: PayloadCodec): PayloadCodec {
  return {
    encode: async (payloads, context) => {
      try {
        return await codec.encode(payloads, context);
      } catch (error) {
        if (context?.workflowId !== undefined) throw error;
        return payloads.map(() => withheld);
      }
    },
    decode: (payloads, context) => codec.decode(payloads, context),
  };
}

/** The data converter of a worker, from that of every client: it reports failures even when it can't encrypt them. */
export function sturdyConverter(converter: DataConverter): DataConverter {
  const { payloadCodecs } = converter;
  return payloadCodecs === undefined
    ? converter
    : { ...converter, payloadCodecs: payloadCodecs.map(sturdy) };
}
