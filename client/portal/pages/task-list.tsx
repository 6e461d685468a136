import { awaitedLine } from '../../../workflows/api/names.js';
import { blocName, campaignName, isBloc } from '../../../workflows/plan/names.js';
import type { Plan } from '../../../workflows/plan/schema.js';
import { beforeMoment } from '../../officials/act-words.js';
import { questionLabel } from '../../officials/labels.js';
import type { Task } from '../../officials/tasks.js';
import { placeOfTask } from '../task-places.js';
import type { Page } from '../visit.js';

export interface TasksShown {
  plan: Plan;
  tasks: readonly Task[];
  /** Names of units, by code. */
  unitName: (code: string) => string;
  /** What comes next by itself. */
  next: string | null;
}

/** What waits for the visitor, the most urgent first; where nothing does, what comes next. */
export const tasksPage = ({ plan, tasks, unitName, next }: TasksShown): Page => ({
  title: 'Việc của tôi',
  body: (
    <div data-live="">
      {tasks.length === 0 ? (
        <p>Không có việc gì đang chờ.{next === null ? '' : ` Tiếp theo: ${next}`}</p>
      ) : (
        <ul class="tasks">
          {tasks.map((task) => (
            <li>
              <p>
                <strong>
                  <a href={placeOfTask(task)}>{whatOf(plan, task)}</a>
                </strong>{' '}
                – {campaignName(plan, task.campaign)}
              </p>
              <p>{untilOf(task)}</p>
              <Units task={task} unitName={unitName} />
            </li>
          ))}
        </ul>
      )}
    </div>
  ),
});

/** What is to be done, as a title. */
export function whatOf(plan: Plan, { office, what, which, count }: Task): string {
  const named = what === 'dossiers' || what === 'reviews' ? [] : which.map((it) => nameOf(plan, what, it));
  const line = awaitedLine(plan, { from: office, what, which: named, count });
  const own = line.slice(line.indexOf(' – ') + 3);
  return own.slice(0, 1).toUpperCase() + own.slice(1);
}

function nameOf(plan: Plan, what: Task['what'], it: string): string {
  if (isBloc(plan, it)) return blocName(plan, it);
  return what === 'question' ? questionLabel(plan, it) : it;
}

function untilOf({ before, workingDays }: Task): string {
  if (before === null) return 'Kế hoạch không nêu hạn.';
  const left = workingDays === null ? '' : `, còn ${String(workingDays)} ngày làm việc`;
  return `Hạn: ${beforeMoment(before)}${left}.`;
}

const mostNamed = 8;

function Units({ task, unitName }: { task: Task; unitName: TasksShown['unitName'] }) {
  if (task.what !== 'dossiers' && task.what !== 'reviews') return null;
  const more = task.which.length - mostNamed;
  const named = task.which.slice(0, mostNamed).map(unitName).join('; ');
  return <p class="muted">{more > 0 ? `${named} và ${String(more)} đơn vị nữa` : named}</p>;
}
