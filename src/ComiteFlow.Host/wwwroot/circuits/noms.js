// Buttons that show an icon only get a name, so that they can be used without seeing.
export function nommer() {}
