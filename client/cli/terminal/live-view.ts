import type { Records } from '../../../activities/records/database/open.js';
import { LogView } from './live-log.js';
import { TerminalView } from './live-block.js';
import type { Screen } from './redrawn-block.js';

/** What the rehearsal shows while it runs. */
interface View {
  /** Business time moved to `at` (epoch ms), and all that was due is done. */
  moved(at: number, openWorkflows: number): void;
  /** Something an operator should read, of the business day that is being played. */
  say(line: string): void;
  /** Something that an operator should read now: of the machine, not of a day. */
  alert(line: string): void;
  /** Reads the records and shows how they stand: not more often than a person can follow. */
  refresh(records: Records): Promise<void>;
  /** The last state is shown and stays. */
  end(): void;
}

/** The live view: a block redrawn in place on a terminal, plain lines anywhere else. */
export class LiveView implements View {
  private readonly view: View;

  constructor(out: Screen, environment: Readonly<Record<string, string | undefined>> = process.env) {
    this.view = canRedraw(out, environment) ? new TerminalView(out) : new LogView(out);
  }

  moved(at: number, openWorkflows: number): void {
    this.view.moved(at, openWorkflows);
  }

  say(line: string): void {
    this.view.say(line);
  }

  alert(line: string): void {
    this.view.alert(line);
  }

  refresh(records: Records): Promise<void> {
    return this.view.refresh(records);
  }

  end(): void {
    this.view.end();
  }
}

/** Whether what was written can be written over. */
export function canRedraw(out: Screen, environment: Readonly<Record<string, string | undefined>>): boolean {
  const isSet = (name: string): boolean => (environment[name] ?? '') !== '';
  return out.isTTY === true && !isSet('NO_COLOR') && !isSet('CI') && environment['TERM'] !== 'dumb';
}
