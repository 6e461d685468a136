import { createTransport } from 'nodemailer';

const patience = 5_000;

/** Whether an SMTP server greets, and takes the sign-in where its address has one. @returns what is wrong; null: nothing */
export async function smtpProblem(url: string): Promise<string | null> {
  const transport = createTransport({
    url,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  });
  try {
    await transport.verify();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    transport.close();
  }
}
