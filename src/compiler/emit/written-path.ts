/** Where a file of the app lies in a generated tree; what is above the app's folder goes into `_up`. */
export function writtenPath(file: string): string {
  return file.replaceAll("../", "_up/");
}
