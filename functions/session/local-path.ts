/** Browsers take a backslash for a slash, and leave out tabs and line ends: any of these could lead elsewhere. */
const ofThisSite = /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/;
const longestPath = 1000;

/** Where somebody goes on after signing in: a path of the pages, else the start page. */
export function localPath(asked: string | undefined): string {
  const isPath = asked !== undefined && asked.length <= longestPath && ofThisSite.test(asked);
  return isPath && !/^\/(?:session|v1)(?:[/?#]|$)/.test(asked) ? asked : "/";
}
