import type { Output } from '../terminal/tables.js';
import type { StatusFacts } from '../../officials/status-facts.js';
import { type StatusReport, statusReport } from './status-json.js';

/** A movement that is watched by a program: a line of JSON when something changes, as `status --json` has it. */
export class StatusChanges {
  private told = '';

  constructor(
    private readonly out: Output,
    private readonly errors: Output,
  ) {}

  show(facts: StatusFacts): void {
    const report = statusReport(facts);
    const standing = standingOf(report);
    if (standing === this.told) return;
    this.told = standing;
    this.out.write(`${JSON.stringify(report)}\n`);
  }

  say(line: string): void {
    this.errors.write(`${line}\n`);
  }

  end(): void {
    this.told = '';
  }
}

/** All but what only says that time passes: the clock, the last try of what fails, up to when histories are kept. */
const standingOf = ({ failing, archive, lettersHeld, campaigns }: StatusReport): string =>
  JSON.stringify([
    failing.map(({ workflow, effect, since, why }) => [workflow, effect, since, why]),
    archive?.isInDanger,
    lettersHeld,
    campaigns,
  ]);
