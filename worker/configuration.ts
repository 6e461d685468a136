import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { readSecretFiles } from './secret-files.js';
import { type Profile, readProfile, type TemporalConnection } from './temporal-profile.js';

const protocolOf = (text: string): string | undefined =>
  URL.canParse(text) ? new URL(text).protocol : undefined;

const urlOf = (protocols: readonly string[], message: string) =>
  z
    .string()
    .refine((text) => protocols.includes(protocolOf(text) ?? ''), { error: message })
    .optional();

/** The environment variables that the program reads; the messages say what to do. */
const Environment = z.object({
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^(\[[0-9a-fA-F:]+\]|[^\s:/]+):\d{1,5}$/, {
      error: 'phải có dạng máy:cổng, ví dụ 127.0.0.1:7233',
    })
    .optional(),
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
  PORTAL_LISTEN: z
    .string()
    .regex(/^[^\s:/]+:\d{1,5}$/, { error: 'phải có dạng máy:cổng, ví dụ 127.0.0.1:8263' })
    .default('127.0.0.1:8263'),
  THIDUA_DATA: z.string().optional(),
  THIDUA_CACHE: z.string().optional(),
  THIDUA_LOG: z.literal('stderr', { error: 'chỉ nhận giá trị stderr' }).optional(),
  XDG_CACHE_HOME: z.string().optional(),
});

export type { TemporalConnection };

/** What the program was told by its environment. A server is absent when the embedded one is to be used. */
export interface Configuration {
  temporal?: TemporalConnection;
  temporalNamespace: string;
  databaseUrl?: string;
  smtpUrl?: string;
  mailFrom: string;
  /** Where the officials' pages listen. */
  portal: { hostname: string; port: number };
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

function listenAt(text: string): Configuration['portal'] {
  const [hostname = '', port = ''] = text.split(':');
  return { hostname, port: Number(port) };
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
    portal: listenAt(environment.PORTAL_LISTEN),
    isLogShown: environment.THIDUA_LOG !== undefined,
    dataFolder: resolve(environment.THIDUA_DATA ?? '.thidua'),
    cacheFolder: resolve(
      environment.THIDUA_CACHE ?? join(environment.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'thidua'),
    ),
  };
}

/** The problems as lines for the operator. */
export const configurationSentences = (problems: readonly ConfigurationProblem[]): string[] =>
  problems.map(({ variable, advice }) => `Biến môi trường ${variable} ${advice}.`);
