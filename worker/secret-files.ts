import { readFileSync } from 'node:fs';

/** The variables that hold a secret; each may be given as a file instead, named by the same variable with `_FILE`. */
const secretVariables = [
  'DATABASE_URL',
  'DATABASE_PASSWORD',
  'SMTP_URL',
  'TEMPORAL_API_KEY',
  'PORTAL_KEY',
  'PORTAL_OIDC_CLIENT_SECRET',
] as const;

/** Those of several lines. */
const long: readonly string[] = ['PORTAL_KEY'];

/** What the variables say once the named files are read, and the files that can't be used. */
interface WithSecrets {
  given: Record<string, string>;
  problems: { variable: string; advice: string }[];
}

/** Puts each secret that stands in a file into its variable; the file's last line break is no part of it. */
export function readSecretFiles(environment: Readonly<Record<string, string>>): WithSecrets {
  const given = { ...environment };
  const problems: WithSecrets['problems'] = [];
  for (const name of secretVariables) {
    const variable = `${name}_FILE`;
    const path = environment[variable];
    if (path === undefined) continue;
    const read =
      environment[name] !== undefined ? { fault: both(name) } : secretIn(path, long.includes(name));
    if ('fault' in read) problems.push({ variable, advice: read.fault });
    else given[name] = read.secret;
  }
  return { given, problems };
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const both = (name: string): string => `và ${name} đều được đặt; chỉ đặt một trong hai`;

function secretIn(path: string, isLong: boolean): { secret: string } | { fault: string } {
  try {
    const secret = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    if (secret.trim() === '') return { fault: `chỉ đến tệp ${path}, là một tệp trống` };
    return !isLong && /[\r\n]/.test(secret) ? { fault: `chỉ đến tệp ${path}, có hơn một dòng` } : { secret };
  } catch (error) {
    return { fault: `chỉ đến tệp ${path}, không đọc được (${reasonOf(error)})` };
  }
}
