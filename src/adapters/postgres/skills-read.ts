/** The skills of a tenant: those that agents have, and those that queues ask for. */
import type { z } from 'zod';
import type { skillRecord } from '../../contract/oversight.ts';
import type { Pool } from './pool.ts';

type SkillRecord = z.output<typeof skillRecord>;

/** Every skill by its id. One that a queue asks for and nobody has is listed with no agents: its cases wait for relaxation. */
export async function listSkills(pool: Pool, tenant: string): Promise<SkillRecord[]> {
  const { rows } = await pool.query<SkillRecord>(
    `with had as (
       select key as skill, jsonb_agg(jsonb_build_object('agent', a.id, 'level', value::int) order by a.id) as agents
         from agents a, jsonb_each_text(a.skills) where a.tenant = $1 group by key),
     asked as (
       select skill, jsonb_agg(jsonb_build_object('queue', queue, 'level', level) order by queue) as queues
         from (select skill, queue, max(level) as level from (
                 select unnest(required_skills) as skill, id as queue, 1 as level from queues where tenant = $1
                 union all
                 select key, q.id, value::int from queues q, jsonb_each_text(q.skill_levels) where q.tenant = $1) each_ask
               group by skill, queue) asks group by skill)
     select coalesce(had.skill, asked.skill) as id, coalesce(had.agents, '[]') as agents,
            coalesce(asked.queues, '[]') as required_by
       from had full join asked on asked.skill = had.skill order by 1 limit 1000`,
    [tenant],
  );
  return rows;
}
