/** What an SMTP server said no to, in its own words. */
export interface SmtpRefusal {
  /** The reply's code, such as 550. */
  code: number;
  reply: string;
  /** The command that it answers, as nodemailer names it: `RCPT TO`, `DATA`, `MAIL FROM`, … */
  command: string | undefined;
}

/** Of these replies without an enhanced code, at RCPT, the mailbox is the subject (RFC 5321, 4.2.3); 501: no address. */
const mailboxCodes: ReadonlySet<number> = new Set([501, 550, 551, 552, 553]);
/** Codes of RFC 3463 that name the address, but the sender's. */
const sendersFaults: ReadonlySet<string> = new Set(['5.1.7', '5.1.8']);

/**
 * Whether a refusal is for good: a permanent one that is about this very mailbox. All else, a policy, a relay that is
 * not allowed, a password, is the same for every letter and may be mended in the settings.
 */
export function isAboutMailbox({ code, reply, command }: SmtpRefusal): boolean {
  const isForRecipient = command === 'RCPT TO' || command === 'DATA';
  if (code < 500 || !isForRecipient) return false;
  const enhanced = /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})\b/.exec(reply)?.[1];
  if (enhanced !== undefined) return /^5\.[12]\./.test(enhanced) && !sendersFaults.has(enhanced);
  return command === 'RCPT TO' && mailboxCodes.has(code) && !/relay/i.test(reply);
}
