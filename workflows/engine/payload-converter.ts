import { defaultPayloadConverter, type PayloadConverter } from '@temporalio/common';

/** What an unreadable payload becomes: no schema accepts it, so the message is refused like any malformed one. */
export const unreadable = { unreadable: true } as const;
const unreadablePayload = defaultPayloadConverter.toPayload(unreadable);

/**
 * The default converter, but for one thing: a payload that can't be decoded becomes {@link unreadable} instead of an
 * error. In a signal such an error would fail the workflow task again and again and block the workflow for good.
 */
export const payloadConverter: PayloadConverter = {
  toPayload: (value) => defaultPayloadConverter.toPayload(value),
  fromPayload: (payload) => {
    try {
      return defaultPayloadConverter.fromPayload(payload);
    } catch {
      return defaultPayloadConverter.fromPayload(unreadablePayload);
    }
  },
};
