// Without one of its own, the repository's would be taken, and would boot Pennypost.
export function register(): void {}
