import { z } from 'zod';

const Kind = z.enum(['unit', 'office', 'press']);

/** Whose mailbox it is. */
export interface MailboxOwner {
  kind: z.infer<typeof Kind>;
  code: string;
}

/** A mailbox's stable code: `unit:so-noi-vu`, `office:board`, `press:bao-can-tho`. */
export const mailboxCode = ({ kind, code }: MailboxOwner): string => `${kind}:${code}`;

/** Takes such a code apart; null: it is none. */
export function readMailboxCode(mailbox: string): MailboxOwner | null {
  const [kind, ...code] = mailbox.split(':');
  const known = Kind.safeParse(kind).data;
  return known === undefined ? null : { kind: known, code: code.join(':') };
}
