import { z } from 'zod';

const page = 500;
const Messages = z.object({
  total: z.int(),
  messages: z.array(z.object({ MessageID: z.string(), Subject: z.string() })),
});

/** A message as Mailpit has it. */
export interface Caught {
  messageId: string;
  subject: string;
}

/** Every message that Mailpit has caught. */
export async function caughtMails(): Promise<Caught[]> {
  const caught: Caught[] = [];
  for (;;) {
    const url = `http://127.0.0.1:8025/api/v1/messages?limit=${String(page)}&start=${String(caught.length)}`;
    const { total, messages } = Messages.parse(await (await fetch(url)).json());
    caught.push(...messages.map((it) => ({ messageId: it.MessageID, subject: it.Subject })));
    if (messages.length === 0 || caught.length >= total) return caught;
  }
}
