import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { campaignsOf } from '../../../workflows/plan/names.js';
import { CampaignKey } from '../../../workflows/plan/schema.js';
import { dossierTables } from '../../officials/dossier/template.js';
import { choosePlan } from '../../plan.js';
import { say } from '../../language/language.js';
import { ownSurroundings, type Surroundings } from '../asking.js';
import { commandSentence } from '../problems.js';
import { atFault, end, type Ending } from '../records-at-hand.js';

export interface TemplateOptions {
  campaign: string;
  folder: string;
  plan?: string | undefined;
}

/** `thidua dossier template`: the two tables that describe a dossier, to be filled in. @returns the exit status */
export async function runDossierTemplate(
  options: TemplateOptions,
  surroundings: Surroundings = ownSurroundings(),
): Promise<number> {
  return end(await written(options), surroundings);
}

async function written({ campaign: given, folder, plan }: TemplateOptions): Promise<Ending> {
  const chosen = choosePlan(plan);
  if ('sentence' in chosen) return { ...chosen, status: atFault };
  const known = campaignsOf(chosen.plan);
  const campaign = CampaignKey.safeParse(given);
  if (!campaign.success || !known.includes(campaign.data))
    return { sentence: commandSentence({ code: 'campaign.unknown', given, known }), status: atFault };
  const tables = dossierTables(chosen.plan, campaign.data);
  try {
    await mkdir(folder, { recursive: true });
    for (const { name, text } of tables) await writeFile(join(folder, name), text, { flag: 'wx' });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      sentence: say(
        `Không tạo được tệp trong ${folder}: ${reason}.`,
        `No file can be made in ${folder}: ${reason}.`,
      ),
      status: atFault,
    };
  }
  const names = tables.map(({ name }) => name).join(', ');
  return {
    text: say(
      `Đã tạo trong ${folder}: ${names}. Điền vào, để các tệp đính kèm cạnh đó, rồi: thidua dossier draft ${given} <mã đơn vị> --from ${folder}\n`,
      `Made in ${folder}: ${names}. Fill them in, put the attached files beside them, then: thidua dossier draft ${given} <unit code> --from ${folder}\n`,
    ),
  };
}
