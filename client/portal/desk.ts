import type { Records } from '../../activities/records/database/open.js';
import { signingKeys } from '../../activities/records/registry/keys.js';
import type { Configuration } from '../../worker/configuration.js';
import type { ServersFile } from '../../worker/embedded/data/servers-file.js';
import type { ClockMode } from '../../workflows/api/clock-mode.js';
import { openPortalKey, type PortalKey } from '../officials/portal-key.js';
import { SignIn } from './sign-in/sign-in.js';
import type { Portal } from './visit.js';

interface Place {
  records: Records;
  plan: string;
  mode: ClockMode;
  configuration: Configuration;
  /** Where the portal listens: an origin. */
  listening: string;
  servers: ServersFile | undefined;
}

/** With what people sign in and the portal signs; in a rehearsal with nothing. Or a sentence why it can't be. */
export async function deskOf(place: Place): Promise<Pick<Portal, 'signIn' | 'key'> | { sentence: string }> {
  const { records, plan, mode, configuration, listening, servers } = place;
  if (mode === 'rehearsal') return {};
  const { url: origin = listening, oidc } = configuration.portal;
  const smtpUrl = configuration.smtpUrl ?? servers?.smtpUrl;
  if (smtpUrl === undefined)
    return { sentence: 'Chưa có máy chủ thư để gửi đường dẫn đăng nhập: đặt SMTP_URL và MAIL_FROM.' };
  if (configuration.portal.url === undefined && !isLoopback(origin))
    return {
      sentence:
        'Cổng mở cho máy khác thì phải đặt PORTAL_URL: địa chỉ công khai, ví dụ https://thi-dua.vi-du.gov.vn.',
    };
  const key = await openPortalKey(configuration);
  if ('problem' in key) return { sentence: key.problem };
  await warnOfKey(records, key);
  const secret = key.secret('portal-sessions');
  const { mailFrom } = configuration;
  return { key, signIn: new SignIn({ records, plan, mode, origin, secret, smtpUrl, mailFrom, oidc }) };
}

const isLoopback = (origin: string): boolean => ['127.0.0.1', 'localhost'].includes(new URL(origin).hostname);

/** Pages can be read without it, but nothing is taken that it signs. */
async function warnOfKey(records: Records, { key }: PortalKey): Promise<void> {
  const known = (await signingKeys(records)).find(({ id }) => id === key);
  if (known === undefined)
    console.error(
      `Khóa ${key} của cổng thông tin chưa được đăng ký, nên cổng chưa nhận việc nào: chạy «thidua key request» ở máy này rồi «thidua key register» với kết quả.`,
    );
  else if (known.revokedAt !== null)
    console.error(`Khóa ${key} của cổng thông tin đã bị thu hồi, nên cổng không nhận việc nào.`);
}
