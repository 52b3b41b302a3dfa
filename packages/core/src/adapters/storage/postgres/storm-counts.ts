/** How many mails rules have made for addresses; the parameters are rule ids, and the address of each. */
export const STORM_COUNTS = {
  name: 'storm-counts',
  text: `SELECT storm_counts.rule_id AS "ruleId", storm_counts.address AS address,
                storm_counts.started_at AS "startedAt", storm_counts.count AS count
           FROM unnest($1::text[], $2::text[]) AS key(rule_id, address)
           JOIN storm_counts ON storm_counts.rule_id = key.rule_id AND storm_counts.address = key.address`,
};
