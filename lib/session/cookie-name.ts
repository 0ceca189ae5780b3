// The name of the session's cookie. Behind https it has the `__Host-` prefix that pins it to this host.
const NAME = "pennypost";

export const cookieName = (secure: boolean): string => (secure ? `__Host-${NAME}` : NAME);

const ANY = new RegExp(`(?:^|;)\\s*(?:__Host-)?${NAME}=`);

/** Other cookies, as of a balancer or of statistics, say nothing that a page goes by but its language. */
export const bringsSession = (headers: { cookie?: string | undefined }): boolean => ANY.test(headers.cookie ?? "");
