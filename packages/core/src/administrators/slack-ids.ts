/** Ids as Slack gives them: https://docs.slack.dev/reference/objects */
export const ID_OF_TEAM = /^[TE][A-Z0-9]{2,20}$/;
export const ID_OF_USER = /^[UW][A-Z0-9]{2,20}$/;
export const ID_OF_GROUP = /^S[A-Z0-9]{2,20}$/;
