import { isIP } from 'node:net';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { readSecretFiles } from './secret-files.js';
import { type Profile, readProfile, type TemporalConnection } from './temporal-profile.js';

const protocolOf = (text: string): string | undefined =>
  URL.canParse(text) ? new URL(text).protocol : undefined;

const serverAddress = (example: string) =>
  z
    .string()
    .regex(/^(\[[0-9a-fA-F:]+\]|[^\s:/]+):\d{1,5}$/, { error: `phải có dạng máy:cổng, ví dụ ${example}` })
    .optional();

const urlOf = (protocols: readonly string[], message: string) =>
  z
    .string()
    .refine((text) => protocols.includes(protocolOf(text) ?? ''), { error: message })
    .optional();

const isAddress = (it: string): boolean => isIP(it.trim()) !== 0;

/** The environment variables that the program reads; the messages say what to do. */
const Environment = z.object({
  TEMPORAL_ADDRESS: serverAddress('127.0.0.1:7233'),
  TEMPORAL_NAMESPACE: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, {
      error: 'chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch nối và gạch dưới',
    })
    .default('default'),
  DATABASE_URL: urlOf(
    ['postgres:', 'postgresql:'],
    'phải là địa chỉ PostgreSQL, ví dụ postgresql://người-dùng:mật-khẩu@máy:5432/cơ-sở-dữ-liệu',
  ),
  DATABASE_PASSWORD: z.string().optional(),
  SMTP_URL: urlOf(['smtp:', 'smtps:'], 'phải là địa chỉ SMTP, ví dụ smtp://người-dùng:mật-khẩu@máy:587'),
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, {
      error: 'phải là địa chỉ thư, ví dụ Phong trào thi đua <thi-dua@vi-du.gov.vn>',
    })
    .optional(),
  THIDUA_TRIAL_MAIL: serverAddress('127.0.0.1:1025'),
  PORTAL_LISTEN: z
    .string()
    .regex(/^(none|[^\s:/]+:\d{1,5})$/, {
      error: 'phải có dạng máy:cổng, ví dụ 127.0.0.1:8263, hoặc none nếu không mở cổng ở đây',
    })
    .default('127.0.0.1:8263'),
  PORTAL_URL: z
    .url({
      protocol: /^https?$/,
      error: 'phải là địa chỉ công khai của cổng, ví dụ https://thi-dua.vi-du.gov.vn',
    })
    .refine((it) => !URL.canParse(it) || new URL(it).pathname === '/', {
      error: 'chỉ gồm giao thức và tên máy, không có đường dẫn phía sau',
    })
    .optional(),
  PORTAL_PROXIES: z
    .string()
    .refine((it) => it.split(',').every(isAddress), {
      error: 'phải là các địa chỉ IP của máy chủ trung gian, cách nhau bằng dấu phẩy, ví dụ 10.0.0.2',
    })
    .optional(),
  PORTAL_KEY: z
    .string()
    .refine((it) => it.includes('-----BEGIN PRIVATE KEY-----'), {
      error: 'phải là khóa riêng Ed25519 dạng PEM; hãy tạo bằng «openssl genpkey -algorithm ed25519»',
    })
    .optional(),
  PORTAL_OIDC_ISSUER: z.url({ protocol: /^https?$/, error: 'phải là địa chỉ của máy chủ OIDC' }).optional(),
  PORTAL_OIDC_CLIENT_ID: z.string().optional(),
  PORTAL_OIDC_CLIENT_SECRET: z.string().optional(),
  THIDUA_DATA: z.string().optional(),
  THIDUA_CACHE: z.string().optional(),
  THIDUA_LOG: z.literal('stderr', { error: 'chỉ nhận giá trị stderr' }).optional(),
  XDG_CACHE_HOME: z.string().optional(),
});

export type { TemporalConnection };

/** The officials' pages. */
export interface PortalConfiguration {
  /** null: no pages here */
  listen: { hostname: string; port: number } | null;
  /** The origin that people see, such as `https://thi-dua.vi-du.gov.vn`; absent: where it listens. */
  url?: string;
  /** Addresses of the proxies whose word on who asks is believed. */
  proxies: string[];
  /** PKCS#8, PEM; absent: a file in the data folder. */
  key?: string;
  /** The city's own sign-in. */
  oidc?: { issuer: string; clientId: string; clientSecret?: string };
}

/** What the program was told by its environment. A server is absent when the embedded one is to be used. */
export interface Configuration {
  temporal?: TemporalConnection;
  temporalNamespace: string;
  databaseUrl?: string;
  smtpUrl?: string;
  mailFrom: string;
  /** The mail server, as `host:port`, that keeps every mail and sends none on: the only one that a trial may be given. */
  trialMail?: string;
  /** Where the officials' pages listen. */
  portal: PortalConfiguration;
  /** Whether the processes' logs go to standard error, as a container wants it, and not into the data folder. */
  isLogShown: boolean;
  dataFolder: string;
  cacheFolder: string;
}

/** A variable whose value can't be used, and what to do (Vietnamese). */
export interface ConfigurationProblem {
  variable: string;
  advice: string;
}

export type ConfigurationResult =
  { ok: true; configuration: Configuration } | { ok: false; problems: ConfigurationProblem[] };

/** An environment as `process.env` gives it. */
export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

const embeddedSender = 'Thi đua cải cách hành chính <thi-dua@can-tho.invalid>';

/**
 * Reads the configuration from environment variables, and the files that hold secrets; an empty string counts as unset.
 * Every bad value is reported, not only the first.
 */
export function readConfiguration(environment: EnvironmentVariables): ConfigurationResult {
  const { given, problems: unread } = readSecretFiles(givenOf(environment));
  if (unread.length > 0) return { ok: false, problems: unread };
  const profile = profileOf(given);
  if ('variable' in profile) return { ok: false, problems: [profile] };
  const parsed = Environment.safeParse({
    ...given,
    TEMPORAL_ADDRESS: profile.address,
    TEMPORAL_NAMESPACE: profile.namespace,
  });
  const problems: ConfigurationProblem[] = parsed.success
    ? []
    : parsed.error.issues.map((issue) => ({ variable: issue.path.join('.'), advice: issue.message }));
  if (given['SMTP_URL'] !== undefined && given['MAIL_FROM'] === undefined)
    problems.push({ variable: 'MAIL_FROM', advice: 'phải đặt địa chỉ người gửi khi đã đặt SMTP_URL' });
  problems.push(...portalFaults(given));
  const password = passwordFault(given);
  if (password !== null) problems.push({ variable: 'DATABASE_PASSWORD', advice: password });
  if (!parsed.success || problems.length > 0) return { ok: false, problems };
  return { ok: true, configuration: configurationOf(parsed.data, profile) };
}

function givenOf(environment: EnvironmentVariables): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) if (value?.trim()) given[name] = value;
  return given;
}

/** The profile of the Temporal server; a problem where one was named that can't be used. */
function profileOf(given: Record<string, string>): Profile | ConfigurationProblem {
  const named = ['TEMPORAL_PROFILE', 'TEMPORAL_CONFIG_FILE'].find((name) => given[name] !== undefined);
  const variable = named ?? 'TEMPORAL_TLS_*';
  try {
    const profile = readProfile(given);
    if (named === undefined || profile.address !== undefined) return profile;
    return { variable, advice: 'chỉ đến một cấu hình không nêu địa chỉ máy chủ (address)' };
  } catch (error) {
    return { variable, advice: `không dùng được: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function passwordFault({
  DATABASE_PASSWORD: password,
  DATABASE_URL: url,
}: Record<string, string>): string | null {
  if (password === undefined) return null;
  if (url === undefined) return 'chỉ dùng được khi đã đặt DATABASE_URL';
  if (!URL.canParse(url) || new URL(url).password === '') return null;
  return 'không cần đặt: DATABASE_URL đã có mật khẩu';
}

function withPassword(url: string, password: string | undefined): string {
  if (password === undefined) return url;
  const whole = new URL(url);
  whole.password = encodeURIComponent(password);
  return whole.href;
}

function listenAt(text: string): PortalConfiguration['listen'] {
  const [hostname = '', port = ''] = text.split(':');
  return text === 'none' ? null : { hostname, port: Number(port) };
}

function portalOf(environment: z.infer<typeof Environment>): PortalConfiguration {
  const { PORTAL_LISTEN, PORTAL_URL, PORTAL_PROXIES, PORTAL_KEY } = environment;
  const {
    PORTAL_OIDC_ISSUER: issuer,
    PORTAL_OIDC_CLIENT_ID: clientId,
    PORTAL_OIDC_CLIENT_SECRET: clientSecret,
  } = environment;
  return {
    listen: listenAt(PORTAL_LISTEN),
    ...(PORTAL_URL !== undefined && { url: new URL(PORTAL_URL).origin }),
    proxies: (PORTAL_PROXIES ?? '').split(',').flatMap((it) => (it.trim() === '' ? [] : [it.trim()])),
    ...(PORTAL_KEY !== undefined && { key: PORTAL_KEY }),
    ...(issuer !== undefined &&
      clientId !== undefined && {
        oidc: { issuer, clientId, ...(clientSecret !== undefined && { clientSecret }) },
      }),
  };
}

/** What of the portal's variables goes only together. */
function portalFaults({
  PORTAL_OIDC_ISSUER,
  PORTAL_OIDC_CLIENT_ID,
}: Record<string, string>): ConfigurationProblem[] {
  if ((PORTAL_OIDC_ISSUER === undefined) === (PORTAL_OIDC_CLIENT_ID === undefined)) return [];
  const variable = PORTAL_OIDC_ISSUER === undefined ? 'PORTAL_OIDC_ISSUER' : 'PORTAL_OIDC_CLIENT_ID';
  return [{ variable, advice: 'phải đặt cùng với biến PORTAL_OIDC_… kia' }];
}

function configurationOf(environment: z.infer<typeof Environment>, profile: Profile): Configuration {
  const { TEMPORAL_ADDRESS: address, DATABASE_URL, SMTP_URL } = environment;
  return {
    ...(address !== undefined && { temporal: { ...profile.access, address } }),
    temporalNamespace: environment.TEMPORAL_NAMESPACE,
    ...(DATABASE_URL !== undefined && {
      databaseUrl: withPassword(DATABASE_URL, environment.DATABASE_PASSWORD),
    }),
    ...(SMTP_URL !== undefined && { smtpUrl: SMTP_URL }),
    mailFrom: environment.MAIL_FROM ?? embeddedSender,
    ...(environment.THIDUA_TRIAL_MAIL !== undefined && { trialMail: environment.THIDUA_TRIAL_MAIL }),
    portal: portalOf(environment),
    isLogShown: environment.THIDUA_LOG !== undefined,
    dataFolder: resolve(environment.THIDUA_DATA ?? '.thidua'),
    cacheFolder: resolve(
      environment.THIDUA_CACHE ?? join(environment.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'thidua'),
    ),
  };
}

/**
 * The mail server, as `host:port`, that was given and that a trial may not use; null where it may use what was given. Real
 * people may stand in a trial's set-up: its mails go only to a server that is named as one which keeps them and sends none on.
 */
export function refusedTrialMail({
  smtpUrl,
  trialMail,
}: Pick<Configuration, 'smtpUrl' | 'trialMail'>): string | null {
  if (smtpUrl === undefined) return null;
  const { host } = new URL(smtpUrl);
  return host === trialMail ? null : host;
}

/** Why a trial may not use the mail server `host` (`host:port`; Vietnamese, with what to do). */
export const trialMailSentence = (host: string): string =>
  `Chạy thử không được gửi thư đến người thật, mà SMTP_URL chỉ đến ${host}. Hãy bỏ SMTP_URL để dùng máy chủ thư kèm theo; hoặc, chỉ khi ${host} giữ lại mọi thư và không chuyển thư nào đi (như Mailpit), đặt thêm THIDUA_TRIAL_MAIL=${host} rồi chạy lại.`;

/** The problems as lines for the operator. */
export const configurationSentences = (problems: readonly ConfigurationProblem[]): string[] =>
  problems.map(({ variable, advice }) => `Biến môi trường ${variable} ${advice}.`);
