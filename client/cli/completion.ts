import type { Command } from 'commander';
import { campaignsOf } from '../../workflows/plan/names.js';
import { choosePlan } from '../plan.js';
import { languages, say, typedWords } from '../language/language.js';
import { languageMeans } from './help-language.js';

const shells = ['bash', 'zsh', 'fish'];

/** Whether a shell asks what could come next, or its user for the script that lets it. */
const isAsked = (): boolean => typedWords[0] === 'completion' || typedWords[0] === 'complete';

/** `thidua completion bash|zsh|fish`; what it needs is loaded only when it is asked for, after all other commands are there. */
export async function addCompletion(program: Command): Promise<void> {
  if (!isAsked()) {
    describe(program.command(`completion <${shells.join('|')}>`));
    return;
  }
  const { default: tab } = await import('@bomb.sh/tab/commander');
  const root = tab(program, { completionCommandName: 'completion' });
  const command = program.commands.find((it) => it.name() === 'completion');
  if (command !== undefined) describe(command);
  for (const it of [root, ...root.commands.values()])
    it.option('lang', languageMeans(), (complete) => languages.forEach((code) => complete(code, '')));
  const values = valuesOfUsualPlan();
  for (const { arguments: given } of root.commands.values())
    for (const argument of given.values()) {
      const known = values.get(argument.name);
      if (known !== undefined)
        argument.handler = (complete) => known.forEach(([code, name]) => complete(code, name));
    }
}

const describe = (command: Command): Command =>
  command
    .description(
      say(
        'tập lệnh để shell tự điền tên lệnh, tùy chọn, đợt và khối',
        'script with which a shell completes commands, options, campaigns and blocs',
      ),
    )
    .addHelpText(
      'after',
      say(
        '\nVí dụ:\n  source <(thidua completion bash)\n  thidua completion fish > ~/.config/fish/completions/thidua.fish',
        '\nExamples:\n  source <(thidua completion bash)\n  thidua completion fish > ~/.config/fish/completions/thidua.fish',
      ),
    );

/** What stands for an argument of this name, by the usual plan: no records are read while somebody types. */
function valuesOfUsualPlan(): ReadonlyMap<string, readonly (readonly [string, string])[]> {
  const chosen = choosePlan(undefined);
  if (!('plan' in chosen)) return new Map();
  const { plan } = chosen;
  return new Map([
    [say('đợt', 'campaign'), campaignsOf(plan).map((code) => [code, ''] as const)],
    [say('khối', 'bloc'), plan.blocs.map(({ code, short }) => [code, short] as const)],
    [
      say('loại', 'kind'),
      [
        ['collective', say('tập thể', 'collective')] as const,
        ['individual', say('cá nhân', 'individual')] as const,
      ],
    ],
  ]);
}
