import { join } from 'node:path';
import { z } from 'zod';
import { parseJson, readIfThere, replaceFile } from '../../worker/embedded/data/durable-files.js';
import { Office } from '../../workflows/api/messages.js';
import { say } from '../language/language.js';

/** The roles that a rehearsal plays; the others are left to people. */
export type Roles = readonly Office[];

const allRoles: Roles = Office.options;

const RolesFile = z.object({ format: z.literal(1), played: z.array(Office) });

const pathOf = (dataFolder: string): string => join(dataFolder, 'rehearsal-roles.json');

/** The roles named on a command line: `none`, `all`, or some, with commas. */
export function readRoles(given: string): { roles: Roles } | { sentence: string } {
  if (given === 'none') return { roles: [] };
  if (given === 'all') return { roles: allRoles };
  const names = given.split(',').map((name) => name.trim());
  const wrong = names.filter((name) => !Office.safeParse(name).success);
  if (wrong.length === 0) return { roles: allRoles.filter((role) => names.includes(role)) };
  return {
    sentence: say(
      `--play ${given}: không có vai ${wrong.map((name) => `“${name}”`).join(', ')}; có thể dùng: none, all, hoặc ${allRoles.join(', ')} (cách nhau bằng dấu phẩy).`,
      `--play ${given}: there is no role ${wrong.map((name) => `“${name}”`).join(', ')}; there are: none, all, or ${allRoles.join(', ')} (separated by commas).`,
    ),
  };
}

/** Whom people play where these roles are played. */
export const rolesLeft = (played: Roles): Roles => allRoles.filter((role) => !played.includes(role));

/** The roles that the rehearsal on a data folder was last told to play; all where it never was. */
export async function keptRoles(dataFolder: string): Promise<Roles> {
  const text = await readIfThere(pathOf(dataFolder));
  if (text === undefined) return allRoles;
  return RolesFile.parse(parseJson(text)).played;
}

/** Keeps the roles for the runs that follow. */
export const keepRoles = (dataFolder: string, played: Roles): Promise<void> =>
  replaceFile(pathOf(dataFolder), `${JSON.stringify({ format: 1, played })}\n`);
