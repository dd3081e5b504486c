/** Has the browser save words or a picture as a file. */
export function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // The browser takes the content after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
