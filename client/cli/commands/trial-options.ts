import { Day } from '../../../workflows/plan/schema.js';
import { instantOf } from '../../../workflows/rules/days.js';
import { type Configuration, refusedTrialMail } from '../../../worker/configuration.js';
import type { Trial } from '../../engine/live.js';
import { say } from '../../language/language.js';
import { trialMailSentence } from '../../language/part-problems.js';

export interface TrialOptions {
  trial?: boolean;
  /** The time at which a trial's clock begins, in Asia/Ho_Chi_Minh: `2022-02-09T23:58`, with or without seconds. */
  at?: string;
}

/** The trial that is asked for, null where none is; or what is wrong with it, in Vietnamese. */
export function readTrial(
  { trial, at }: TrialOptions,
  configuration: Configuration,
): { trial: Trial | null } | { sentence: string } {
  if (trial !== true) {
    return at === undefined
      ? { trial: null }
      : {
          sentence: say('--at chỉ dùng khi chạy thử: thêm --trial.', '--at is for trials only: add --trial.'),
        };
  }
  const refused = refusedTrialMail(configuration);
  if (refused !== null) return { sentence: trialMailSentence(refused) };
  if (at === undefined) return { trial: { at: null } };
  const instant = instantIn(at);
  if (instant === null) {
    return {
      sentence: say(
        `--at ${at}: không phải là thời điểm có thật từ năm 2000 đến năm 2099; thời điểm viết dạng 2022-02-09T23:58 hoặc 2022-02-09T23:59:50 (giờ Việt Nam).`,
        `--at ${at}: there is no such moment from 2000 to 2099; write a moment like 2022-02-09T23:58 or 2022-02-09T23:59:50 (time of Vietnam).`,
      ),
    };
  }
  return { trial: { at: instant } };
}

function instantIn(text: string): number | null {
  const [, day = '', hour = '', minute = '', second = '0'] =
    /^(20\d\d-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d))?$/.exec(text) ?? [];
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)];
  if (!Day.safeParse(day).success || hours > 23 || minutes > 59 || seconds > 59) return null;
  return instantOf(day, hours) + minutes * 60_000 + seconds * 1_000;
}
