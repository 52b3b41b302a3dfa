import { z } from 'zod';
import { listFacts, textFact, timeFact } from '../facts.ts';
import { flattenData } from '../flatten-data.ts';
import { lenient } from '../lenient.ts';
import { momentOfChange } from './moment-of-change.ts';
import type { UipathFamily } from './uipath-family.ts';

const userPart = lenient.object(
  z.object({
    DisplayName: lenient.line(),
    Name: lenient.line(),
    UserName: lenient.line(),
    EmailAddress: lenient.line(),
  }),
);

const schema = z.object({
  Id: lenient.line(),
  Key: lenient.line(),
  Title: lenient.line(),
  Priority: lenient.line(),
  Status: lenient.line(),
  CreationTime: lenient.moment(),
  TaskCatalogName: lenient.line(),
  AssignedToUserId: lenient.line(),
  AssignedToUser: userPart,
  Action: lenient.line(),
  Data: lenient.anything(),
});

/** An action (UiPath's wire word: task) that waits for a person. */
export const taskFamily: UipathFamily = {
  covers: (type) => type.startsWith('task.'),
  entities: ['Task', 'Tasks'],
  read(entity, { envelope }) {
    const task = schema.parse(entity);
    const user = task.AssignedToUser;
    return {
      subject: task.Title,
      facts: listFacts(
        textFact('action', task.Title),
        textFact('state', task.Status),
        // The answer that the person chose, such as "Approve".
        textFact('status', task.Action),
        textFact('priority', task.Priority),
        textFact('catalog', task.TaskCatalogName),
        textFact(
          'assigned-to',
          user?.DisplayName ?? user?.Name ?? user?.UserName ?? user?.EmailAddress ?? task.AssignedToUserId,
        ),
        timeFact('created', task.CreationTime),
        textFact('user', envelope.user),
      ),
      data: flattenData({ Data: task.Data }),
      sameWhen: momentOfChange(task.Key ?? task.Id ?? envelope.entityKey, envelope),
    };
  },
};
