import { stageNames } from '../../../workflows/api/names.js';
import { Stage } from '../../../workflows/api/views.js';

/** The stages of a campaign in their order: done, current, to come. */
export function StagePath({ stage }: { stage: string | null }) {
  const at = Stage.options.findIndex((it) => it === stage);
  const isOver = stage === 'closed';
  return (
    <ol class="path" aria-label="Các bước của đợt">
      {Stage.options.map((it, index) => {
        const isDone = index < at || isOver;
        const isCurrent = index === at && !isOver;
        return (
          <li
            class={isDone ? 'good' : isCurrent ? 'current' : 'muted'}
            aria-current={isCurrent ? 'step' : undefined}
          >
            {stageNames[it]}
            <span class="hint">{isDone ? ' (xong)' : isCurrent ? ' (đang làm)' : ''}</span>
          </li>
        );
      })}
    </ol>
  );
}
