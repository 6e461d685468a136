import { say } from '../../language/language.js';
import { frame } from '../terminal/frame.js';
import { RedrawnBlock, type Screen } from '../terminal/redrawn-block.js';
import type { LiveFacts } from '../../officials/standing.js';

const saysKept = 6;

/** A movement that is watched on a terminal: one block, drawn again in its place. */
export class LiveScreen {
  private readonly block: RedrawnBlock;
  private facts: LiveFacts | null = null;
  private says: string[] = [];

  constructor(out: Screen) {
    this.block = new RedrawnBlock(out);
  }

  begin(facts: LiveFacts): void {
    this.show(facts);
  }

  show(facts: LiveFacts): void {
    this.facts = facts;
    this.draw();
  }

  say(line: string): void {
    this.says = [...this.says, line].slice(-saysKept);
    this.draw();
  }

  /** The last state stays. */
  end(): void {
    this.block.leave();
  }

  private draw(): void {
    const { facts, says } = this;
    if (facts === null) return;
    const next = facts.next.map((it) => say(`Tiếp theo – ${it.line}`, `Next – ${it.line}`));
    this.block.draw((size) => frame({ ...facts, next, says }, size));
  }
}
