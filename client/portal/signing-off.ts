import { messages, type SignOff } from '../../workflows/api/messages.js';
import { campaignId } from '../../workflows/api/identity.js';
import type { CampaignKey } from '../../workflows/plan/schema.js';
import { courseOf } from '../officials/course.js';
import { signOffAnswered } from '../officials/sign-off.js';
import { awaySentence, goTo, refusedSentence, servicesOf, type Taken } from './acting.js';
import type { Visit } from './visit.js';

/** A signal waits so long for what becomes of it, milliseconds. */
const longestWait = 70_000;

/** Sends the Chairman's decision of a form and waits for what becomes of it; where it is done the browser goes on to `after`. */
export async function takeSignOff(
  visit: Visit,
  campaign: CampaignKey,
  message: SignOff,
  after: string,
): Promise<Taken> {
  const parsed = messages.signOff.schema.safeParse(message);
  if (!parsed.success) return { done: false, sentence: 'Nội dung chưa đúng; hãy tải lại trang rồi làm lại.' };
  const services = servicesOf(visit);
  try {
    return await services.client.withDeadline(Date.now() + longestWait, async (): Promise<Taken> => {
      const answer = await signOffAnswered(services, campaign, parsed.data);
      if (answer === null) return { done: false, sentence: unanswered };
      if (!answer.done)
        return { done: false, sentence: await refusedSentence(visit, messages.signOff, answer) };
      const { signals } = (await courseOf(services, campaign)).state;
      const key = `${campaignId(services.plan, campaign)}/sign-off/${String(signals)}`;
      return { done: true, response: goTo(after, key) };
    });
  } catch (error) {
    const sentence = awaySentence(error);
    if (sentence === null) throw error;
    return { done: false, sentence };
  }
}

const unanswered = 'Đã gửi nhưng chưa thấy kết quả: hãy tải lại trang để xem rồi mới làm lại.';
